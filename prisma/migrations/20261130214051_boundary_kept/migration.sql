-- AlterTable
ALTER TABLE "CheckinAnswer" ADD COLUMN     "helped" TEXT,
ADD COLUMN     "kept" TEXT,
ADD COLUMN     "keptInARow" INTEGER,
ADD COLUMN     "outcomeAt" TIMESTAMPTZ(3);
