-- CreateTable
CREATE TABLE "CheckinTheme" (
    "communityId" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "theme" TEXT NOT NULL,

    CONSTRAINT "CheckinTheme_pkey" PRIMARY KEY ("communityId","week")
);

-- AddForeignKey
ALTER TABLE "CheckinTheme" ADD CONSTRAINT "CheckinTheme_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community"("id") ON DELETE CASCADE ON UPDATE CASCADE;
