import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { sqlPart } from '../database/sql-part.ts';
import { fromDateColumn } from '../time/calendar.ts';
import { entriesLeft } from './answer-sql.ts';
import type { AnswerKey } from './store-answer.ts';

/** Entries of a check-in's days that the member's answer does not take into account. */
export interface Logged {
  readonly entries: number;
  /** The Monday from which on they happened. */
  readonly since: Temporal.PlainDate;
}

/**
 * The entries that a member may count as their answer to a check-in, wherever they were written: it asks how the week was.
 * Undefined without any.
 *
 * @param after as for {@link entriesLeft}
 * @param entry the only one that is looked for
 */
export async function findLogged(
  db: Tx,
  { checkinId, personId }: Pick<AnswerKey, 'checkinId' | 'personId'>,
  { after = 'any', entry = null }: { readonly after?: 'calm' | 'any'; readonly entry?: string | null } = {},
): Promise<Logged | undefined> {
  const [row] = await db.$queryRaw<{ week: Date; entries: number }[]>`
    SELECT c.week, (SELECT count(*)::int FROM ${entriesLeft(sqlPart`${personId}::text`, after)}
      AND (${entry}::uuid IS NULL OR v.id = ${entry}::uuid)) AS entries
    FROM "Checkin" c WHERE c.id = ${checkinId}::uuid`;
  return row && row.entries > 0 ? { entries: row.entries, since: fromDateColumn(row.week) } : undefined;
}
