-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "metAt" TIMESTAMPTZ(3);
