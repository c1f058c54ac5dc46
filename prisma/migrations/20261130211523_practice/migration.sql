-- CreateTable
CREATE TABLE "PracticeRun" (
    "id" UUID NOT NULL,
    "personId" TEXT NOT NULL,
    "communityId" TEXT,
    "play" TEXT NOT NULL,
    "scene" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "structure" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PracticeRun_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PracticeRun_personId_endedAt_idx" ON "PracticeRun"("personId", "endedAt");

-- CreateIndex
CREATE INDEX "PracticeRun_communityId_endedAt_idx" ON "PracticeRun"("communityId", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "PracticeRun_personId_play_key" ON "PracticeRun"("personId", "play");
