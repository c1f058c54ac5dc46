-- DropIndex
DROP INDEX "OutboxStep_nextAt_idx";

-- CreateIndex
CREATE INDEX "OutboxStep_state_nextAt_idx" ON "OutboxStep"("state", "nextAt");
