-- CreateTable
CREATE TABLE "CardDecision" (
    "id" UUID NOT NULL,
    "cardId" UUID NOT NULL,
    "adviceId" UUID,
    "decision" TEXT NOT NULL,
    "moderatorId" TEXT,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CardDecision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CardDecision_cardId_idx" ON "CardDecision"("cardId");

-- CreateIndex
CREATE INDEX "CardDecision_moderatorId_idx" ON "CardDecision"("moderatorId");

-- AddForeignKey
ALTER TABLE "CardDecision" ADD CONSTRAINT "CardDecision_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CardDecision" ADD CONSTRAINT "CardDecision_adviceId_fkey" FOREIGN KEY ("adviceId") REFERENCES "CardAdvice"("id") ON DELETE CASCADE ON UPDATE CASCADE;
