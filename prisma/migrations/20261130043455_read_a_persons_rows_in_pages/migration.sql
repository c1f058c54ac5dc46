-- DropIndex
DROP INDEX "AdviceRating_personId_idx";

-- DropIndex
DROP INDEX "AuditEntry_actorId_idx";

-- DropIndex
DROP INDEX "Card_authorId_idx";

-- DropIndex
DROP INDEX "CardAdvice_authorId_idx";

-- DropIndex
DROP INDEX "CardDecision_moderatorId_idx";

-- DropIndex
DROP INDEX "CardMeToo_personId_idx";

-- DropIndex
DROP INDEX "CardPseudonym_personId_idx";

-- DropIndex
DROP INDEX "CardReport_reporterId_idx";

-- DropIndex
DROP INDEX "CommunityContentVersion_authorId_idx";

-- CreateIndex
CREATE INDEX "AdviceRating_personId_adviceId_idx" ON "AdviceRating"("personId", "adviceId");

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_createdAt_idx" ON "AuditEntry"("actorId", "createdAt");

-- CreateIndex
CREATE INDEX "Card_authorId_createdAt_idx" ON "Card"("authorId", "createdAt");

-- CreateIndex
CREATE INDEX "CardAdvice_authorId_createdAt_idx" ON "CardAdvice"("authorId", "createdAt");

-- CreateIndex
CREATE INDEX "CardDecision_moderatorId_decidedAt_idx" ON "CardDecision"("moderatorId", "decidedAt");

-- CreateIndex
CREATE INDEX "CardMeToo_personId_cardId_idx" ON "CardMeToo"("personId", "cardId");

-- CreateIndex
CREATE INDEX "CardPseudonym_personId_checkinId_idx" ON "CardPseudonym"("personId", "checkinId");

-- CreateIndex
CREATE INDEX "CardReport_reporterId_id_idx" ON "CardReport"("reporterId", "id");

-- CreateIndex
CREATE INDEX "CommunityContentVersion_authorId_createdAt_idx" ON "CommunityContentVersion"("authorId", "createdAt");
