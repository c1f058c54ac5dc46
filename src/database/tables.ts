import type { SqlSession } from './sql-session.ts';

/** Makes PostgreSQL read and write values as text uniformly; lasts for the transaction. */
export const TEXT_RULES =
  "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1;";

/** Names of the data's tables, without Prisma's list of migrations. */
export async function listTables(session: SqlSession): Promise<string[]> {
  const rows = await session.query(
    `SELECT "tablename"::text AS "name" FROM pg_tables
     WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations' ORDER BY 1`,
  );
  return rows.map(({ name }) => String(name));
}

export interface Column {
  readonly name: string;
  /** PostgreSQL's name for the type, e.g. `timestamp(3) with time zone`. */
  readonly type: string;
}

/** A table's columns in order, without computed ones. */
export async function listColumns(session: SqlSession, table: string): Promise<Column[]> {
  const rows = await session.query(
    `SELECT attname::text AS "name", format_type(atttypid, atttypmod) AS "type" FROM pg_attribute
     WHERE attrelid = to_regclass(quote_ident(current_schema()) || '.' || quote_ident($1)) AND attnum > 0
       AND NOT attisdropped AND attgenerated::text = '' ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name, type }) => ({ name: String(name), type: String(type) }));
}
