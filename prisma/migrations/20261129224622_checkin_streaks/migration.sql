-- CreateTable
CREATE TABLE "CheckinStreak" (
    "personId" TEXT NOT NULL,
    "communityId" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "weeks" INTEGER NOT NULL,
    "longest" INTEGER NOT NULL,
    "frozen" DATE[],

    CONSTRAINT "CheckinStreak_pkey" PRIMARY KEY ("personId","communityId")
);

-- CreateIndex
CREATE INDEX "CheckinStreak_communityId_idx" ON "CheckinStreak"("communityId");
