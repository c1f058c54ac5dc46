-- CreateTable
CREATE TABLE "ArticleReading" (
    "personId" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    "page" INTEGER NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ArticleReading_pkey" PRIMARY KEY ("personId","article")
);

-- CreateTable
CREATE TABLE "TipSeen" (
    "personId" TEXT NOT NULL,
    "tip" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TipSeen_pkey" PRIMARY KEY ("personId","tip")
);

-- CreateTable
CREATE TABLE "ArticleRating" (
    "id" UUID NOT NULL,
    "personId" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "communityId" TEXT,
    "helpful" BOOLEAN NOT NULL,
    "note" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ArticleRating_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ArticleRating_personId_article_key" ON "ArticleRating"("personId", "article");
