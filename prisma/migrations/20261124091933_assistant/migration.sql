-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "assistant" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "assistantTokens" INTEGER NOT NULL DEFAULT 100000;

-- CreateTable
CREATE TABLE "AssistantUse" (
    "communityId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "tokens" INTEGER NOT NULL,

    CONSTRAINT "AssistantUse_pkey" PRIMARY KEY ("communityId","day")
);

-- CreateTable
CREATE TABLE "AssistantMemberUse" (
    "communityId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "tokens" INTEGER NOT NULL,

    CONSTRAINT "AssistantMemberUse_pkey" PRIMARY KEY ("communityId","personId","day")
);

-- CreateTable
CREATE TABLE "SectionVector" (
    "hash" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,
    "usedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SectionVector_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "AssistantMemberUse_personId_idx" ON "AssistantMemberUse"("personId");

-- CreateIndex
CREATE INDEX "SectionVector_usedAt_idx" ON "SectionVector"("usedAt");
