-- AlterTable
ALTER TABLE "Card" ADD COLUMN     "summarised" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Checkin" ADD COLUMN     "digestId" TEXT;

-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "digestInChannel" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "digestSummary" BOOLEAN NOT NULL DEFAULT false;
