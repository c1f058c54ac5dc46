-- AlterTable
ALTER TABLE "DataKey" ADD COLUMN     "checkedAt" TIMESTAMPTZ(3),
ADD COLUMN     "lostAt" TIMESTAMPTZ(3);
