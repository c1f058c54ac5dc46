-- Tells all processes of each transaction that writes a table from which they remember what they read. By statement, so that its cost
-- does not grow with the rows; PostgreSQL tells a table that was written several times in a transaction once, and when it is committed.
-- The memory asks which tables have this trigger, by its name, and keeps nothing of any other (src/database/listener.ts).
-- The embedded database, which has one process, switches them off (src/database/embedded.ts).
-- Restoring a backup applies the migrations again where the function is: it replaces tables alone.
CREATE OR REPLACE FUNCTION "announce_write"() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM pg_notify('granica_writes', TG_TABLE_NAME);
  RETURN NULL;
END
$$;

CREATE TRIGGER "announce_write" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "BoundarySheet"
FOR EACH STATEMENT EXECUTE FUNCTION "announce_write"();

CREATE TRIGGER "announce_write" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Community"
FOR EACH STATEMENT EXECUTE FUNCTION "announce_write"();

CREATE TRIGGER "announce_write" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "CommunityContent"
FOR EACH STATEMENT EXECUTE FUNCTION "announce_write"();

CREATE TRIGGER "announce_write" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Member"
FOR EACH STATEMENT EXECUTE FUNCTION "announce_write"();

CREATE TRIGGER "announce_write" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Notice"
FOR EACH STATEMENT EXECUTE FUNCTION "announce_write"();

CREATE TRIGGER "announce_write" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Secret"
FOR EACH STATEMENT EXECUTE FUNCTION "announce_write"();

CREATE TRIGGER "announce_write" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "TemplateMemory"
FOR EACH STATEMENT EXECUTE FUNCTION "announce_write"();
