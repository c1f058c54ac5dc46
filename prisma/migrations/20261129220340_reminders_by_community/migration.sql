-- DropIndex
DROP INDEX "CheckinReminder_communityId_idx";

-- CreateIndex
CREATE INDEX "CheckinReminder_communityId_personId_idx" ON "CheckinReminder"("communityId", "personId");
