/** What becomes of rows that a community no longer keeps. */
export interface Letting {
  readonly table: string;
  /** Columns that a row loses, where it belongs to a member; left out, the row itself goes. */
  readonly loses?: readonly string[];
}

/** Where rows of an index stand among those of the same community. */
export interface Order {
  readonly column: string;
  readonly type: 'timestamptz' | 'date';
}

/** How the rows (`r`) of one of a list (`c`) are found. */
export interface RowSearch {
  /** SQL of a subquery with the column `id`, what rows are looked for by, and `n`, its number from 1. */
  readonly list: string;
  /** The column of the table in which that is, with which an index begins, or joins with a condition of their own. */
  readonly by: { readonly column: string; readonly order?: Order } | { readonly through: string };
  /** What else has to hold. */
  readonly where?: string;
}

/** The list $1, as it is given. */
export const listed = (type: 'text' | 'uuid') =>
  `(SELECT g.id, g.n FROM unnest($1::${type}[]) WITH ORDINALITY g(id, n))`;

/**
 * One short statement for a part of a table: at most $2 rows of what is in the list $1, one after the other. It tells how many it
 * found, how far in the list it came (`place`) and how far in the index there (`after`): from there, $3, the next goes on, and need
 * not look again through all that is left of what earlier ones did. Only names that stand in the code are put into it.
 */
export function lettingGo({ table, loses }: Letting, search: RowSearch): string {
  const what = loses
    ? `UPDATE "${table}" SET ${loses.map((column) => `"${column}" = NULL`).join()}`
    : `DELETE FROM "${table}"`;
  return `
    WITH due AS MATERIALIZED (
      SELECT c.n, r.ctid, r.key FROM ${search.list} c CROSS JOIN LATERAL (
        ${rowsOf(table, search)} LIMIT $2
      ) r ORDER BY c.n LIMIT $2
    ), gone AS (
      ${what} WHERE ctid = ANY(ARRAY(SELECT ctid FROM due))
    )
    SELECT count(*)::int AS found, max(n)::int AS place,
      (SELECT max(key)::text FROM due WHERE n = (SELECT max(n) FROM due)) AS after
    FROM due`;
}

/**
 * Always in the order of an index. Otherwise the planner, told to find a few rows of what it takes for many, reads the table from
 * its beginning: quick at first, but every later statement reads what the earlier ones are done with, and the last one all of it.
 */
function rowsOf(table: string, { by, where }: RowSearch): string {
  const and = where === undefined ? '' : `AND ${where}`;
  if ('through' in by)
    return `SELECT r.ctid, NULL::text AS key FROM "${table}" r ${by.through} AND $3::text IS NULL ${and}`;
  const { column, order } = by;
  if (order === undefined)
    // A range of one: what is equal to something needs no order, so none would be kept to.
    return `SELECT r.ctid, NULL::text AS key FROM "${table}" r
      WHERE r."${column}" >= c.id AND r."${column}" <= c.id AND $3::text IS NULL ${and} ORDER BY r."${column}"`;
  const start = `CASE WHEN c.n = 1 THEN COALESCE($3::text::${order.type}, '-infinity') ELSE '-infinity' END`;
  return `SELECT r.ctid, r."${order.column}" AS key FROM "${table}" r
    WHERE r."${column}" = c.id AND r."${order.column}" >= ${start} ${and} ORDER BY r."${order.column}"`;
}

/** Communities ($1: after which, $2: how many) of which a table has rows: along its index, from one to the next. */
export const communitiesIn = (table: string) => `
  WITH RECURSIVE found AS (
    (SELECT "communityId" AS id FROM "${table}" WHERE "communityId" > $1 ORDER BY "communityId" LIMIT 1)
    UNION ALL
    SELECT n.id FROM found f CROSS JOIN LATERAL (
      SELECT "communityId" AS id FROM "${table}" WHERE "communityId" > f.id ORDER BY "communityId" LIMIT 1) n
  )
  SELECT id FROM found LIMIT $2`;

/** A table whose rows (`r`) go with a check-in. */
export interface BelowCheckin extends Letting {
  /** How they are found by their card (`d`); they know the check-in themselves if left out. */
  readonly card?: string;
}

const OF_CARD = `JOIN "Card" d ON d.id = r."cardId"`;

/**
 * What hangs on check-ins, leaves first. The database would take it along by itself, but in one statement: a week of a large
 * community may have thousands of cards and entries.
 */
export const BELOW_CHECKINS: readonly BelowCheckin[] = [
  {
    table: 'AdviceRating',
    card: `JOIN "CardAdvice" a ON a.id = r."adviceId" JOIN "Card" d ON d.id = a."cardId"`,
  },
  { table: 'CardReport', card: OF_CARD },
  { table: 'CardDecision', card: OF_CARD },
  { table: 'CardAdvice', card: OF_CARD },
  { table: 'CardMeToo', card: OF_CARD },
  { table: 'Card' },
  { table: 'CardPseudonym' },
  { table: 'Violation', loses: ['checkinId'] },
  { table: 'CheckinAnswer', loses: ['checkinId'] },
];
