-- CreateTable
CREATE TABLE "HandledInteraction" (
    "id" TEXT NOT NULL,
    "process" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HandledInteraction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "HandledInteraction_at_idx" ON "HandledInteraction"("at");
