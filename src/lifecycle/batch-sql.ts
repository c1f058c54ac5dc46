/** Rows that a community no longer keeps: deleted, or separated from it. */
export interface Letting {
  readonly table: string;
  /** Columns to clear if the row belongs to a member; if left out, the row itself is deleted. */
  readonly loses?: readonly string[];
}

/** A column by which an index orders the rows of a community. */
export interface Order {
  readonly column: string;
  readonly type: 'timestamptz' | 'date';
}

/** How the rows (`r`) of a list's items (`c`) are found. */
export interface RowSearch {
  /** SQL of a subquery with the columns `id` (searched for) and `n`, its number from 1. */
  readonly list: string;
  /** The table's column with that id, first in an index; or joins with their own condition. */
  readonly by: { readonly column: string; readonly order?: Order } | { readonly through: string };
  /** Further conditions. */
  readonly where?: string;
}

/** The list $1 as given. */
export const listed = (type: 'text' | 'uuid') =>
  `(SELECT g.id, g.n FROM unnest($1::${type}[]) WITH ORDINALITY g(id, n))`;

/**
 * A short statement for a part of a table: at most $2 rows of the items in list $1, one item after the other. It returns how
 * many it found, how far in the list it came (`place`) and how far in the index there (`after`): the next one starts there,
 * with $3, and need not pass the index entries of earlier ones again. Only names from the code are inserted into it.
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
 * Always in the order of an index. Otherwise the planner, asked for a few rows of an estimated many, reads the table from its
 * beginning: quick at first, but every later statement reads what the earlier ones have dealt with, and the last one reads all
 * of it.
 */
function rowsOf(table: string, { by, where }: RowSearch): string {
  const and = where === undefined ? '' : `AND ${where}`;
  if ('through' in by)
    return `SELECT r.ctid, NULL::text AS key FROM "${table}" r ${by.through} AND $3::text IS NULL ${and}`;
  const { column, order } = by;
  if (order === undefined)
    // A range of one: an equality needs no order, so the planner would ignore it.
    return `SELECT r.ctid, NULL::text AS key FROM "${table}" r
      WHERE r."${column}" >= c.id AND r."${column}" <= c.id AND $3::text IS NULL ${and} ORDER BY r."${column}"`;
  const start = `CASE WHEN c.n = 1 THEN COALESCE($3::text::${order.type}, '-infinity') ELSE '-infinity' END`;
  return `SELECT r.ctid, r."${order.column}" AS key FROM "${table}" r
    WHERE r."${column}" = c.id AND r."${order.column}" >= ${start} ${and} ORDER BY r."${order.column}"`;
}

/** Communities ($1: after which, $2: how many) with rows in a table: steps along its index, from one to the next. */
export const communitiesIn = (table: string) => `
  WITH RECURSIVE found AS (
    (SELECT "communityId" AS id FROM "${table}" WHERE "communityId" > $1 ORDER BY "communityId" LIMIT 1)
    UNION ALL
    SELECT n.id FROM found f CROSS JOIN LATERAL (
      SELECT "communityId" AS id FROM "${table}" WHERE "communityId" > f.id ORDER BY "communityId" LIMIT 1) n
  )
  SELECT id FROM found LIMIT $2`;

/** A table whose rows (`r`) are deleted with a check-in. */
export interface BelowCheckin extends Letting {
  /** Joins from the row to its card (`d`); if left out, rows have the check-in's id themselves. */
  readonly card?: string;
}

const OF_CARD = `JOIN "Card" d ON d.id = r."cardId"`;

/**
 * Tables below check-ins, leaves first. The database's cascade would delete them too, but in one statement: a week of a large
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
