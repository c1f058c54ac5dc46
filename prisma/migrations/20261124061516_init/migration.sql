-- CreateTable
CREATE TABLE "Community" (
    "id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "checkinChannelId" TEXT,
    "checkinWeekday" INTEGER,
    "checkinTime" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Community_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Checkin" (
    "id" UUID NOT NULL,
    "communityId" TEXT NOT NULL,
    "localDate" DATE NOT NULL,
    "channelId" TEXT NOT NULL,
    "messageId" TEXT,
    "nonce" TEXT NOT NULL,
    "postedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Checkin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Violation" (
    "id" UUID NOT NULL,
    "authorId" TEXT NOT NULL,
    "communityId" TEXT,
    "checkinId" UUID,
    "kind" TEXT NOT NULL,
    "story" TEXT NOT NULL,
    "clientLabel" TEXT,
    "reaction" TEXT NOT NULL,
    "weight" SMALLINT NOT NULL,
    "interactionId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Violation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Checkin_communityId_localDate_key" ON "Checkin"("communityId", "localDate");

-- CreateIndex
CREATE UNIQUE INDEX "Violation_interactionId_key" ON "Violation"("interactionId");

-- CreateIndex
CREATE INDEX "Violation_authorId_createdAt_idx" ON "Violation"("authorId", "createdAt");

-- AddForeignKey
ALTER TABLE "Checkin" ADD CONSTRAINT "Checkin_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Violation" ADD CONSTRAINT "Violation_checkinId_fkey" FOREIGN KEY ("checkinId") REFERENCES "Checkin"("id") ON DELETE SET NULL ON UPDATE CASCADE;
