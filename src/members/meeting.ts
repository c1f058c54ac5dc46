import type { Tx } from '../database/client.ts';
import { type Clock, dateOf } from '../time/clock.ts';

/**
 * Notes that a person meets the bot, if they never did: one statement, so that of several answers at the same moment, also of
 * several processes, exactly one is the first.
 *
 * @returns whether it is the first time
 */
export async function meet(
  { db, clock }: { readonly db: Tx; readonly clock: Clock },
  personId: string,
): Promise<boolean> {
  const now = dateOf(clock);
  const rows = await db.$queryRaw<unknown[]>`
    INSERT INTO "Member" AS known (id, "metAt", "createdAt", "updatedAt") VALUES (${personId}, ${now}, ${now}, ${now})
    ON CONFLICT (id) DO UPDATE SET "metAt" = EXCLUDED."metAt" WHERE known."metAt" IS NULL
    RETURNING id`;
  return rows.length > 0;
}
