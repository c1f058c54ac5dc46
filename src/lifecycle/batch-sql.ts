/** What becomes of rows that a community no longer keeps. */
export interface Letting {
  readonly table: string;
  /** Columns that a row loses, where it belongs to a member; left out, the row itself goes. */
  readonly loses?: readonly string[];
}

/**
 * One short statement for a part of a table. Only names that stand in the code are put into it.
 * @param found SQL from FROM on that finds rows as `r`, with its own LIMIT
 */
export function lettingGo({ table, loses }: Letting, found: string): string {
  const what = loses
    ? `UPDATE "${table}" SET ${loses.map((column) => `"${column}" = NULL`).join()}`
    : `DELETE FROM "${table}"`;
  return `${what} WHERE ctid = ANY(ARRAY(SELECT r.ctid ${found}))`;
}

/** A table whose rows (`r`) go with a check-in (`k`). */
export interface BelowCheckin extends Letting {
  /** How a row finds its check-in. */
  readonly join: string;
}

const OF_CARD = `JOIN "Card" d ON d.id = r."cardId" JOIN "Checkin" k ON k.id = d."checkinId"`;
const OF_CHECKIN = `JOIN "Checkin" k ON k.id = r."checkinId"`;

/**
 * What hangs on check-ins, leaves first. The database would take it along by itself, but in one statement: a week of a large
 * community may have thousands of cards and entries.
 */
export const BELOW_CHECKINS: readonly BelowCheckin[] = [
  {
    table: 'AdviceRating',
    join: `JOIN "CardAdvice" a ON a.id = r."adviceId" JOIN "Card" d ON d.id = a."cardId" JOIN "Checkin" k ON k.id = d."checkinId"`,
  },
  { table: 'CardReport', join: OF_CARD },
  { table: 'CardDecision', join: OF_CARD },
  { table: 'CardAdvice', join: OF_CARD },
  { table: 'CardMeToo', join: OF_CARD },
  { table: 'Card', join: OF_CHECKIN },
  { table: 'CardPseudonym', join: OF_CHECKIN },
  { table: 'Violation', join: OF_CHECKIN, loses: ['checkinId'] },
  { table: 'CheckinAnswer', join: OF_CHECKIN, loses: ['checkinId'] },
];
