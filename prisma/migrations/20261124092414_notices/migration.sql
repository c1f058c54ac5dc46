-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "dmsClosedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "communityId" TEXT,
    "locale" TEXT NOT NULL,
    "payload" TEXT,
    "state" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "staleAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),
    "firstTriedAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticeConsent" (
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "communityId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NoticeConsent_pkey" PRIMARY KEY ("personId","kind","communityId")
);

-- CreateIndex
CREATE INDEX "Notice_state_dueAt_idx" ON "Notice"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_personId_kind_subject_key" ON "Notice"("personId", "kind", "subject");
