-- What waits for a direct message becomes a step, with the nonce that it had until now: one that was being sent just before the
-- update is recognised.
INSERT INTO "OutboxStep" ("id", "kind", "key", "communityId", "personId", "subjectId", "nonce", "state", "dueAt", "nextAt")
SELECT gen_random_uuid(), 'notice.dm', 'notice.dm:' || "id", "communityId", "personId", "id",
  left(translate(encode(decode(replace("id"::text, '-', ''), 'hex'), 'base64'), '+/', '-_'), 22),
  'pending', "dueAt", "dueAt"
FROM "Notice" WHERE "state" = 'waiting';
UPDATE "Notice" SET "leaseUntil" = NULL WHERE "state" = 'waiting' AND "leaseUntil" IS NOT NULL;
