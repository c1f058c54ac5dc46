-- AlterTable
ALTER TABLE "CommunityWeek" ADD COLUMN     "reactions" JSONB;
