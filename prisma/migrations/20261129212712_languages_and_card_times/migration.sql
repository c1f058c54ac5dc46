-- AlterTable
ALTER TABLE "Card" ADD COLUMN     "appearsAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "discordLocale" TEXT;

-- What was shared so far counted from when it was written.
UPDATE "Card" SET "appearsAt" = "createdAt" WHERE "state" <> 'draft';
