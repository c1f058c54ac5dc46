-- DropIndex
DROP INDEX "Checkin_communityId_localDate_key";

-- AlterTable
ALTER TABLE "Checkin" DROP COLUMN "nonce",
ADD COLUMN     "closedAt" TIMESTAMPTZ(3),
ADD COLUMN     "closesAt" TIMESTAMPTZ(3),
ADD COLUMN     "dueAt" TIMESTAMPTZ(3),
ADD COLUMN     "inForum" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "latestAt" TIMESTAMPTZ(3),
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'due',
ADD COLUMN     "theme" TEXT,
ADD COLUMN     "threadId" TEXT,
ADD COLUMN     "week" DATE;

-- What was posted before had neither a close nor a theme: it is over, and takes no answers.
UPDATE "Checkin" SET
  "state" = CASE WHEN "messageId" IS NULL THEN 'missed' ELSE 'closed' END,
  "week" = date_trunc('week', "localDate"::timestamp)::date,
  "dueAt" = COALESCE("postedAt", "createdAt"),
  "latestAt" = COALESCE("postedAt", "createdAt"),
  "closesAt" = COALESCE("postedAt", "createdAt"),
  "theme" = 'tip-ask-before-signing';

ALTER TABLE "Checkin" ALTER COLUMN "closesAt" SET NOT NULL,
ALTER COLUMN "dueAt" SET NOT NULL,
ALTER COLUMN "latestAt" SET NOT NULL,
ALTER COLUMN "theme" SET NOT NULL,
ALTER COLUMN "week" SET NOT NULL;

-- AlterTable
ALTER TABLE "Community" ADD COLUMN     "checkinCatchUpHours" SMALLINT NOT NULL DEFAULT 12,
ADD COLUMN     "checkinHolidays" TEXT,
ADD COLUMN     "checkinNextAt" TIMESTAMPTZ(3),
ADD COLUMN     "checkinPausedUntil" DATE,
ADD COLUMN     "checkinProblem" TEXT,
ADD COLUMN     "checkinWindowHours" SMALLINT NOT NULL DEFAULT 72;

-- The scheduler looks at every community that was set up before, and plans from now on.
UPDATE "Community" SET
  "checkinHolidays" = CASE WHEN "locale" = 'pl' THEN 'PL' END,
  "checkinNextAt" = CASE WHEN "checkinChannelId" IS NOT NULL AND "checkinWeekday" IS NOT NULL THEN now() END;

-- CreateTable
CREATE TABLE "CheckinSkip" (
    "communityId" TEXT NOT NULL,
    "week" DATE NOT NULL,

    CONSTRAINT "CheckinSkip_pkey" PRIMARY KEY ("communityId","week")
);

-- CreateTable
CREATE TABLE "CheckinAnswer" (
    "id" UUID NOT NULL,
    "personId" TEXT NOT NULL,
    "communityId" TEXT,
    "checkinId" UUID,
    "week" DATE NOT NULL,
    "outcome" TEXT,
    "boundary" TEXT,
    "answeredAt" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CheckinAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CheckinReminder" (
    "personId" TEXT NOT NULL,
    "communityId" TEXT NOT NULL,
    "skippedWeek" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CheckinReminder_pkey" PRIMARY KEY ("personId","communityId")
);

-- CreateTable
CREATE TABLE "OutboxStep" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "communityId" TEXT,
    "personId" TEXT,
    "subjectId" UUID,
    "nonce" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "nextAt" TIMESTAMPTZ(3),
    "leaseHolder" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "firstAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboxStep_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CheckinAnswer_personId_week_idx" ON "CheckinAnswer"("personId", "week");

-- CreateIndex
CREATE UNIQUE INDEX "CheckinAnswer_checkinId_personId_key" ON "CheckinAnswer"("checkinId", "personId");

-- CreateIndex
CREATE INDEX "CheckinReminder_communityId_idx" ON "CheckinReminder"("communityId");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxStep_key_key" ON "OutboxStep"("key");

-- CreateIndex
CREATE INDEX "OutboxStep_nextAt_idx" ON "OutboxStep"("nextAt");

-- CreateIndex
CREATE INDEX "OutboxStep_communityId_idx" ON "OutboxStep"("communityId");

-- CreateIndex
CREATE INDEX "OutboxStep_personId_idx" ON "OutboxStep"("personId");

-- CreateIndex
CREATE INDEX "Checkin_communityId_dueAt_idx" ON "Checkin"("communityId", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Checkin_communityId_week_key" ON "Checkin"("communityId", "week");

-- CreateIndex
CREATE INDEX "Community_checkinNextAt_idx" ON "Community"("checkinNextAt");

-- AddForeignKey
ALTER TABLE "CheckinSkip" ADD CONSTRAINT "CheckinSkip_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckinAnswer" ADD CONSTRAINT "CheckinAnswer_checkinId_fkey" FOREIGN KEY ("checkinId") REFERENCES "Checkin"("id") ON DELETE SET NULL ON UPDATE CASCADE;
