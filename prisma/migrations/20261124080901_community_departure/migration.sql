-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "retentionMonths" SMALLINT NOT NULL DEFAULT 12;

-- CreateTable
CREATE TABLE "CommunityDeparture" (
    "communityId" TEXT NOT NULL,
    "leftAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CommunityDeparture_pkey" PRIMARY KEY ("communityId")
);
