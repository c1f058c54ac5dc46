import type { Tx } from '../database/client.ts';
import { dateAt } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';

/** How long a week that was left out is remembered after it began, in days. */
const REMEMBERED_DAYS = 60;

/** Forgets weeks that were left out and are long past: nothing is planned for them any more. At most `limit`; returns how many. */
export async function deletePastSkips(
  { db, clock }: { readonly db: Tx; readonly clock: Clock },
  limit: number,
): Promise<number> {
  const before = dateAt(clock.now().subtract({ hours: 24 * REMEMBERED_DAYS }));
  return (await db.checkinSkip.deleteMany({ where: { week: { lt: before } }, limit })).count;
}
