-- CreateTable
CREATE TABLE "Introduction" (
    "communityId" TEXT NOT NULL,
    "mark" UUID NOT NULL,
    "channelId" TEXT NOT NULL,
    "messageId" TEXT,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'wanted',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Introduction_pkey" PRIMARY KEY ("communityId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Introduction_mark_key" ON "Introduction"("mark");
