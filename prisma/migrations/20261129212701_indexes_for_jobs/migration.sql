-- DropIndex
DROP INDEX "Usage_week_idx";

-- CreateIndex
CREATE INDEX "ArticleRating_communityId_createdAt_idx" ON "ArticleRating"("communityId", "createdAt");

-- CreateIndex
CREATE INDEX "AssistantMemberUse_day_idx" ON "AssistantMemberUse"("day");

-- CreateIndex
CREATE INDEX "AssistantUse_day_idx" ON "AssistantUse"("day");

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_idx" ON "AuditEntry"("actorId");

-- CreateIndex
CREATE INDEX "AuditEntry_createdAt_idx" ON "AuditEntry"("createdAt");

-- CreateIndex
CREATE INDEX "Card_state_updatedAt_idx" ON "Card"("state", "updatedAt");

-- CreateIndex
CREATE INDEX "CardDecision_adviceId_idx" ON "CardDecision"("adviceId");

-- CreateIndex
CREATE INDEX "CardReport_cardId_idx" ON "CardReport"("cardId");

-- CreateIndex
CREATE INDEX "CardReport_adviceId_idx" ON "CardReport"("adviceId");

-- CreateIndex
CREATE INDEX "CheckinAnswer_communityId_answeredAt_idx" ON "CheckinAnswer"("communityId", "answeredAt");

-- CreateIndex
CREATE INDEX "CommunityContentDraft_authorId_idx" ON "CommunityContentDraft"("authorId");

-- CreateIndex
CREATE INDEX "CommunityContentDraft_contentId_idx" ON "CommunityContentDraft"("contentId");

-- CreateIndex
CREATE INDEX "CommunityContentVersion_authorId_idx" ON "CommunityContentVersion"("authorId");

-- CreateIndex
CREATE INDEX "MessageRemoval_communityId_idx" ON "MessageRemoval"("communityId");

-- CreateIndex
CREATE INDEX "Notice_communityId_idx" ON "Notice"("communityId");

-- CreateIndex
CREATE INDEX "Notice_staleAt_idx" ON "Notice"("staleAt");

-- CreateIndex
CREATE INDEX "NoticeConsent_communityId_idx" ON "NoticeConsent"("communityId");

-- CreateIndex
CREATE INDEX "OutboxStep_endedAt_idx" ON "OutboxStep"("endedAt");

-- CreateIndex
CREATE INDEX "SearchGap_createdAt_idx" ON "SearchGap"("createdAt");

-- CreateIndex
CREATE INDEX "Usage_week_what_part_idx" ON "Usage"("week", "what", "part");

-- CreateIndex
CREATE INDEX "Usage_personHash_idx" ON "Usage"("personHash");

-- CreateIndex
CREATE INDEX "Violation_communityId_createdAt_idx" ON "Violation"("communityId", "createdAt");

-- CreateIndex
CREATE INDEX "Violation_checkinId_idx" ON "Violation"("checkinId");
