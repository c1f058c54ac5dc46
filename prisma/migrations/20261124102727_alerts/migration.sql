-- CreateTable
CREATE TABLE "Alert" (
    "communityId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "channelId" TEXT,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),
    "nextTryAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("communityId","key")
);

-- CreateIndex
CREATE INDEX "Alert_nextTryAt_idx" ON "Alert"("nextTryAt");
