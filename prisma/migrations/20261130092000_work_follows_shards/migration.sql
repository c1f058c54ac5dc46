-- The shard of a guild, as Discord computes it; `shardOf` says the same in TypeScript. What belongs to no guild is on shard 0, and so
-- is what no guild has as its id: one such row must not stop the others. A claim may pass thousands of rows of other shards, so it is
-- one expression, which the planner puts in place of the call, and digits are compared as bytes (a third of the time).
-- Restoring a backup applies the migrations again where the function is: it replaces tables alone.
CREATE OR REPLACE FUNCTION "shard_of"("communityId" text, "count" int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN $1 COLLATE "C" ~ '^[0-9]+$' THEN mod(div($1::numeric, 4194304), $2)::int ELSE 0 END
$$;
