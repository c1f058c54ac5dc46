import type { TestDatabase } from './database.ts';

export const WAYS = ['texts', 'large', 'early'] as const;

/** One way to spoil the rows of a table: values that the schema allows and no part of the bot can read. */
export interface Spoiling {
  readonly table: string;
  readonly how: (typeof WAYS)[number];
}

export interface Poison {
  /** Keeps all rows as they are now, beside the tables. */
  keep(): Promise<void>;
  /** Takes away what was kept. */
  forget(): Promise<void>;
  /** Puts all rows back as they were kept. */
  restore(): Promise<void>;
  /** Spoils what a community and a person have in a table. Returns how many rows there were. */
  spoil(spoiling: Spoiling, whose: { readonly communityId: string; readonly personId: string }): Promise<number>;
  readonly tables: readonly string[];
}

/** What a column of a type is spoilt with, by the way of spoiling. `timestamp`s may lie at both ends of what JavaScript can say. */
const VALUES: Record<Spoiling['how'], Readonly<Record<string, string>>> = {
  texts: { text: `'zepsute'`, jsonb: `'{"zepsute":true}'`, json: `'{"zepsute":true}'` },
  large: {
    smallint: '32767',
    integer: '2147483647',
    numeric: '9999999999.99',
    date: `'9999-12-31'`,
    'timestamp with time zone': `'9999-12-31 23:59:59+00'`,
  },
  early: { date: `'0001-01-01'`, 'timestamp with time zone': `'0001-01-01 00:00:00+00'` },
};
const PERSON_COLUMNS = ['personId', 'authorId', 'reporterId'];
/** Names and keys by which rows are found: spoilt, they would be rows of somebody else. */
const IS_KEY = /^(id|key|nonce|personHash|subject|interactionId)$|Id$/;

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly unique: boolean;
}

/** Spoils rows of a test's database, whatever its tables are: what is new in the schema is spoilt as well. */
export async function createPoison({ withSession }: TestDatabase): Promise<Poison> {
  const columns = await withSession(async (session) => {
    const rows = await session.query(`
      SELECT c.table_name AS "table", c.column_name AS "column", c.data_type AS "type",
        EXISTS (SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
          WHERE i.indisunique AND i.indrelid = format('%I', c.table_name)::regclass AND a.attname = c.column_name) AS "unique"
      FROM information_schema.columns c
      WHERE c.table_schema = current_schema() AND c.table_name <> '_prisma_migrations'`);
    return rows as unknown as Column[];
  });
  const tables = [...new Set(columns.map(({ table }) => table))].sort();
  // Rows are put back whatever points to what.
  const loosely = (statements: string[]) =>
    withSession((session) =>
      session.exec(
        ['SET session_replication_role = replica', ...statements, 'SET session_replication_role = DEFAULT'].join(';'),
      ),
    );
  return {
    tables,
    keep: () =>
      withSession((session) =>
        session.exec(
          ['CREATE SCHEMA kept', ...tables.map((table) => `CREATE TABLE kept."${table}" AS TABLE "${table}"`)].join(
            ';',
          ),
        ),
      ),
    forget: () => withSession((session) => session.exec('DROP SCHEMA kept CASCADE')),
    restore: () =>
      loosely(
        tables.flatMap((table) => [`DELETE FROM "${table}"`, `INSERT INTO "${table}" SELECT * FROM kept."${table}"`]),
      ),
    async spoil({ table, how }, { communityId, personId }) {
      const own = columns.filter((each) => each.table === table);
      const has = (name: string) => own.some(({ column }) => column === name);
      const sets = own.flatMap(({ column, type, unique }) => {
        const value = VALUES[how][type];
        return value && !unique && !IS_KEY.test(column) ? [`"${column}" = ${value}`] : [];
      });
      const whose = [
        ...(table === 'Community' ? [`"id" = '${communityId}'`] : []),
        ...(table === 'Member' ? [`"id" = '${personId}'`] : []),
        ...(has('communityId') ? [`"communityId" = '${communityId}'`] : []),
        ...PERSON_COLUMNS.filter(has).map((column) => `"${column}" = '${personId}'`),
      ];
      if (sets.length === 0 || whose.length === 0) return 0;
      return withSession(async (session) => {
        const rows = await session.query(
          `UPDATE "${table}" SET ${sets.join()} WHERE ${whose.join(' OR ')} RETURNING 1 AS "one"`,
        );
        return rows.length;
      });
    },
  };
}
