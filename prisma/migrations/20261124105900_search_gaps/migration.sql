-- AlterTable
ALTER TABLE "CommunityContentDraft" ADD COLUMN     "slug" TEXT;

-- CreateTable
CREATE TABLE "SearchGap" (
    "id" UUID NOT NULL,
    "communityId" TEXT NOT NULL,
    "personHash" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "told" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SearchGap_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SearchGap_communityId_createdAt_idx" ON "SearchGap"("communityId", "createdAt");

-- CreateIndex
CREATE INDEX "SearchGap_personHash_idx" ON "SearchGap"("personHash");
