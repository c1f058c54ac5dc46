-- AlterTable
ALTER TABLE "Violation" ALTER COLUMN "weight" DROP NOT NULL;
