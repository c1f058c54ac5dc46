-- AlterTable
ALTER TABLE "Alert" ADD COLUMN     "messageId" TEXT;
