import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { mondayOf } from '../time/calendar.ts';

/**
 * Locks a member's entries for the current transaction until it ends: the sums below are read and rewritten, and two concurrent
 * transactions would lose one of the changes.
 */
export async function lockEntries(tx: Tx, authorId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${authorId}, 0))`;
}

/**
 * Recomputes the sums of a member's weeks from their entries. Adding and subtracting would be as fast but would carry every
 * mistake forward; a week has a handful of entries. Call it, after {@link lockEntries}, with every week that an entry came to or
 * left.
 */
export async function refreshTally(tx: Tx, authorId: string, days: readonly Temporal.PlainDate[]): Promise<void> {
  const weeks = new Set(days.map((day) => mondayOf(day).toString()));
  for (const week of weeks) {
    await tx.$executeRaw`DELETE FROM "ViolationTally" WHERE "authorId" = ${authorId} AND week = ${week}::date`;
    await tx.$executeRaw`
      INSERT INTO "ViolationTally"
        ("authorId", week, kind, currency, entries, "letPass", addressed, "addressedDays", "unpaidMinutes", amount)
      SELECT "authorId", ${week}::date, kind, COALESCE(currency, ''), count(*),
        count(*) FILTER (WHERE reaction = 'let-pass' AND state = 'open'),
        count(*) FILTER (WHERE state <> 'open'),
        COALESCE(sum("addressedOn" - "happenedOn") FILTER (WHERE state <> 'open'), 0),
        COALESCE(sum("unpaidMinutes"), 0), COALESCE(sum(amount), 0)
      FROM "Violation"
      WHERE "authorId" = ${authorId} AND "happenedOn" >= ${week}::date AND "happenedOn" < ${week}::date + 7
      GROUP BY "authorId", kind, COALESCE(currency, '')`;
  }
}
