-- CreateTable
CREATE TABLE "BoundarySheet" (
    "personId" TEXT NOT NULL,
    "hours" TEXT,
    "contact" TEXT,
    "scope" TEXT,
    "payment" TEXT,
    "away" TEXT,
    "focus" TEXT,
    "draft" TEXT,
    "draftExpiresAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BoundarySheet_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE INDEX "BoundarySheet_draftExpiresAt_idx" ON "BoundarySheet"("draftExpiresAt");
