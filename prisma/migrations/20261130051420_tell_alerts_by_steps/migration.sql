-- AlterTable
ALTER TABLE "Alert" ADD COLUMN     "telling" UUID,
ADD COLUMN     "triedIn" TEXT;

-- What is still to be told becomes a step. Its nonce is the one that the message had until now: if that was being sent just before
-- the update, Discord recognises it.
UPDATE "Alert" SET "telling" = gen_random_uuid() WHERE "nextTryAt" IS NOT NULL;
INSERT INTO "OutboxStep" ("id", "kind", "key", "communityId", "subjectId", "nonce", "state", "dueAt", "nextAt")
SELECT gen_random_uuid(), 'alert.tell', 'alert.tell:' || "telling", "communityId", "telling",
  left(translate(encode(sha256(convert_to(concat_ws(' ', "communityId", "key", "kind",
    round(extract(epoch FROM "openedAt") * 1000)::bigint::text,
    COALESCE(round(extract(epoch FROM "resolvedAt") * 1000)::bigint::text, ''),
    CASE WHEN "resolvedAt" IS NULL THEN 'raised' ELSE 'resolved' END), 'UTF8')), 'base64'), '+/', '-_'), 22),
  'pending', "nextTryAt", "nextTryAt"
FROM "Alert" WHERE "telling" IS NOT NULL;

-- DropIndex
DROP INDEX "Alert_nextTryAt_idx";

-- AlterTable
ALTER TABLE "Alert" DROP COLUMN "attempts",
DROP COLUMN "nextTryAt";

-- CreateIndex
CREATE UNIQUE INDEX "Alert_telling_key" ON "Alert"("telling");
