-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "slowMinutes" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "watchWords" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Card" (
    "id" UUID NOT NULL,
    "communityId" TEXT NOT NULL,
    "checkinId" UUID NOT NULL,
    "authorId" TEXT NOT NULL,
    "violationId" UUID,
    "pseudonym" TEXT,
    "kind" TEXT NOT NULL,
    "reaction" TEXT NOT NULL,
    "story" TEXT NOT NULL,
    "learned" TEXT,
    "state" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "messageId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CardPseudonym" (
    "checkinId" UUID NOT NULL,
    "personId" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "CardPseudonym_pkey" PRIMARY KEY ("checkinId","personId")
);

-- CreateTable
CREATE TABLE "CardMeToo" (
    "cardId" UUID NOT NULL,
    "personId" TEXT NOT NULL,

    CONSTRAINT "CardMeToo_pkey" PRIMARY KEY ("cardId","personId")
);

-- CreateTable
CREATE TABLE "CardAdvice" (
    "id" UUID NOT NULL,
    "cardId" UUID NOT NULL,
    "communityId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "messageId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CardAdvice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AdviceRating" (
    "adviceId" UUID NOT NULL,
    "personId" TEXT NOT NULL,

    CONSTRAINT "AdviceRating_pkey" PRIMARY KEY ("adviceId","personId")
);

-- CreateTable
CREATE TABLE "CardReport" (
    "id" UUID NOT NULL,
    "communityId" TEXT NOT NULL,
    "cardId" UUID NOT NULL,
    "adviceId" UUID,
    "reporterId" TEXT NOT NULL,
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CardReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnonymousBlock" (
    "id" UUID NOT NULL,
    "communityId" TEXT NOT NULL,
    "personHash" TEXT NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AnonymousBlock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MessageRemoval" (
    "id" UUID NOT NULL,
    "communityId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,

    CONSTRAINT "MessageRemoval_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Card_authorId_idx" ON "Card"("authorId");

-- CreateIndex
CREATE INDEX "Card_communityId_state_idx" ON "Card"("communityId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Card_checkinId_violationId_key" ON "Card"("checkinId", "violationId");

-- CreateIndex
CREATE INDEX "CardPseudonym_personId_idx" ON "CardPseudonym"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "CardPseudonym_checkinId_name_key" ON "CardPseudonym"("checkinId", "name");

-- CreateIndex
CREATE INDEX "CardMeToo_personId_idx" ON "CardMeToo"("personId");

-- CreateIndex
CREATE INDEX "CardAdvice_cardId_idx" ON "CardAdvice"("cardId");

-- CreateIndex
CREATE INDEX "CardAdvice_authorId_idx" ON "CardAdvice"("authorId");

-- CreateIndex
CREATE INDEX "CardAdvice_communityId_state_idx" ON "CardAdvice"("communityId", "state");

-- CreateIndex
CREATE INDEX "AdviceRating_personId_idx" ON "AdviceRating"("personId");

-- CreateIndex
CREATE INDEX "CardReport_communityId_decidedAt_idx" ON "CardReport"("communityId", "decidedAt");

-- CreateIndex
CREATE INDEX "CardReport_reporterId_idx" ON "CardReport"("reporterId");

-- CreateIndex
CREATE INDEX "AnonymousBlock_communityId_personHash_idx" ON "AnonymousBlock"("communityId", "personHash");

-- CreateIndex
CREATE UNIQUE INDEX "AnonymousBlock_communityId_day_pseudonym_key" ON "AnonymousBlock"("communityId", "day", "pseudonym");

-- AddForeignKey
ALTER TABLE "Card" ADD CONSTRAINT "Card_checkinId_fkey" FOREIGN KEY ("checkinId") REFERENCES "Checkin"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CardPseudonym" ADD CONSTRAINT "CardPseudonym_checkinId_fkey" FOREIGN KEY ("checkinId") REFERENCES "Checkin"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CardMeToo" ADD CONSTRAINT "CardMeToo_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CardAdvice" ADD CONSTRAINT "CardAdvice_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdviceRating" ADD CONSTRAINT "AdviceRating_adviceId_fkey" FOREIGN KEY ("adviceId") REFERENCES "CardAdvice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CardReport" ADD CONSTRAINT "CardReport_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CardReport" ADD CONSTRAINT "CardReport_adviceId_fkey" FOREIGN KEY ("adviceId") REFERENCES "CardAdvice"("id") ON DELETE CASCADE ON UPDATE CASCADE;
