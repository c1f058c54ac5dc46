-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "moderatorChannelId" TEXT,
ADD COLUMN     "moderatorRoleId" TEXT,
ADD COLUMN     "setUpAt" TIMESTAMPTZ(3),
ADD COLUMN     "sharing" TEXT NOT NULL DEFAULT 'named';

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" UUID NOT NULL,
    "communityId" TEXT NOT NULL,
    "actorId" TEXT,
    "action" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuditEntry_communityId_createdAt_idx" ON "AuditEntry"("communityId", "createdAt");
