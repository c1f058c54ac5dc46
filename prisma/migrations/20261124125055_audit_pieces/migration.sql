-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "pieces" TEXT;
