-- CreateTable
CREATE TABLE "Member" (
    "id" TEXT NOT NULL,
    "locale" TEXT,
    "zone" TEXT,
    "dmDays" TEXT,
    "dmFrom" TEXT,
    "dmTo" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);
