-- CreateTable
CREATE TABLE "TemplateDraft" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "template" TEXT,
    "tone" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "values" TEXT NOT NULL,
    "filledAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TemplateDraft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TemplateMemory" (
    "personId" TEXT NOT NULL,
    "values" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TemplateMemory_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "OwnTemplate" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OwnTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TemplateUse" (
    "communityId" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "TemplateUse_pkey" PRIMARY KEY ("communityId","week","template")
);

-- CreateTable
CREATE TABLE "CommunityContent" (
    "id" UUID NOT NULL,
    "communityId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CommunityContent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommunityContentVersion" (
    "contentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "authorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CommunityContentVersion_pkey" PRIMARY KEY ("contentId","number")
);

-- CreateTable
CREATE TABLE "CommunityContentDraft" (
    "id" TEXT NOT NULL,
    "communityId" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "contentId" UUID,
    "basedOn" INTEGER,
    "text" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CommunityContentDraft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TemplateDraft_personId_idx" ON "TemplateDraft"("personId");

-- CreateIndex
CREATE INDEX "TemplateDraft_expiresAt_idx" ON "TemplateDraft"("expiresAt");

-- CreateIndex
CREATE INDEX "OwnTemplate_personId_idx" ON "OwnTemplate"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "CommunityContent_communityId_kind_slug_locale_key" ON "CommunityContent"("communityId", "kind", "slug", "locale");

-- CreateIndex
CREATE INDEX "CommunityContentDraft_communityId_idx" ON "CommunityContentDraft"("communityId");

-- CreateIndex
CREATE INDEX "CommunityContentDraft_expiresAt_idx" ON "CommunityContentDraft"("expiresAt");

-- AddForeignKey
ALTER TABLE "CommunityContentVersion" ADD CONSTRAINT "CommunityContentVersion_contentId_fkey" FOREIGN KEY ("contentId") REFERENCES "CommunityContent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommunityContentDraft" ADD CONSTRAINT "CommunityContentDraft_contentId_fkey" FOREIGN KEY ("contentId") REFERENCES "CommunityContent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
