-- CreateTable
CREATE TABLE "SharedPost" (
    "id" UUID NOT NULL,
    "authorId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "communityId" TEXT,
    "guildId" TEXT,
    "channelId" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SharedPost_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SharedPost_messageId_key" ON "SharedPost"("messageId");

-- CreateIndex
CREATE INDEX "SharedPost_authorId_createdAt_idx" ON "SharedPost"("authorId", "createdAt");

-- CreateIndex
CREATE INDEX "SharedPost_communityId_createdAt_idx" ON "SharedPost"("communityId", "createdAt");

-- CreateIndex
CREATE INDEX "SharedPost_createdAt_idx" ON "SharedPost"("createdAt");
