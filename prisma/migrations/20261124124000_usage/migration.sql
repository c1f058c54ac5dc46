-- DropTable
DROP TABLE "TemplateUse";

-- CreateTable
CREATE TABLE "Usage" (
    "communityId" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "what" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "personHash" TEXT NOT NULL,

    CONSTRAINT "Usage_pkey" PRIMARY KEY ("communityId","week","what","part","personHash")
);

-- CreateTable
CREATE TABLE "UsageWeek" (
    "communityId" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "what" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "UsageWeek_pkey" PRIMARY KEY ("communityId","week","what","part")
);

-- CreateIndex
CREATE INDEX "Usage_week_idx" ON "Usage"("week");
