-- CreateTable
CREATE TABLE "LastBackup" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LastBackup_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Checkin_dueAt_idx" ON "Checkin"("dueAt");
