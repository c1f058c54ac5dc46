-- AlterTable
ALTER TABLE "Erasure" ADD COLUMN     "pending" BOOLEAN NOT NULL DEFAULT false;
