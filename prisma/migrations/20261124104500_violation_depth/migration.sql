-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "uncounted" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Violation" ADD COLUMN     "addressedOn" DATE,
ADD COLUMN     "amount" DECIMAL(12,2),
ADD COLUMN     "currency" TEXT,
ADD COLUMN     "happenedOn" DATE NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "history" TEXT,
ADD COLUMN     "outcome" TEXT,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'open',
ADD COLUMN     "unpaidMinutes" INTEGER;

-- CreateTable
CREATE TABLE "ViolationTally" (
    "authorId" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "entries" INTEGER NOT NULL,
    "letPass" INTEGER NOT NULL,
    "addressed" INTEGER NOT NULL,
    "addressedDays" INTEGER NOT NULL,
    "unpaidMinutes" INTEGER NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,

    CONSTRAINT "ViolationTally_pkey" PRIMARY KEY ("authorId","week","kind","currency")
);

-- CreateTable
CREATE TABLE "CommunityWeek" (
    "communityId" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "kinds" JSONB NOT NULL,
    "closedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CommunityWeek_pkey" PRIMARY KEY ("communityId","week")
);

-- CreateIndex
CREATE INDEX "Violation_authorId_happenedOn_idx" ON "Violation"("authorId", "happenedOn");

-- CreateIndex
CREATE INDEX "Violation_communityId_happenedOn_idx" ON "Violation"("communityId", "happenedOn");

-- What was logged so far happened on the day it was logged, and was addressed at once unless it was let pass.
UPDATE "Violation" SET
  "happenedOn" = ("createdAt" AT TIME ZONE 'UTC')::date,
  "state" = CASE WHEN "reaction" = 'let-pass' THEN 'open' ELSE 'addressed' END,
  "addressedOn" = CASE WHEN "reaction" = 'let-pass' THEN NULL ELSE ("createdAt" AT TIME ZONE 'UTC')::date END;

INSERT INTO "ViolationTally" ("authorId", "week", "kind", "currency", "entries", "letPass", "addressed", "addressedDays", "unpaidMinutes", "amount")
SELECT "authorId", date_trunc('week', "happenedOn"::timestamp)::date, "kind", '', count(*), count(*) FILTER (WHERE "state" = 'open'),
  count(*) FILTER (WHERE "state" <> 'open'), 0, 0, 0
FROM "Violation" GROUP BY 1, 2, 3;
