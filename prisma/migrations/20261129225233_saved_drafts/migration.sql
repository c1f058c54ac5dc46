-- AlterTable
ALTER TABLE "CommunityContentDraft" ADD COLUMN     "savedAs" INTEGER;
