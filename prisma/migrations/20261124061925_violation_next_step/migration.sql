-- AlterTable
ALTER TABLE "Violation" ADD COLUMN     "nextStep" TEXT;
