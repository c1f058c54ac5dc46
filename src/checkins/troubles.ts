import { ALERT_STEP } from '../communities/alerts/telling.ts';
import type { Tx } from '../database/client.ts';
import { dateAt } from '../time/calendar.ts';
import { type Clock, dateOf } from '../time/clock.ts';

/** Days for which problems are reported. */
const TOLD_DAYS = 90;

export interface Troubles {
  /** Check-ins that were too late to post. */
  readonly missed: number;
  /** Day (ISO date) of the last missed one; null for none. */
  readonly lastMissed: string | null;
  /** Steps due but not done; without those that wait for a member's hours. */
  readonly waiting: number;
  /** Steps that may or may not have been done: the answer was lost. */
  readonly uncertain: number;
  /** Steps that Discord refused for good. */
  readonly failed: number;
  /** Steps that fail, or have failed for good, because of the bot itself. */
  readonly broken: number;
}

/** Counts the problems of a community's check-ins in one query. */
export async function countTroubles({ db, clock }: { db: Tx; clock: Clock }, communityId: string): Promise<Troubles> {
  const now = dateOf(clock);
  const since = dateAt(clock.now().subtract({ hours: 24 * TOLD_DAYS }));
  const [row] = await db.$queryRaw<Troubles[]>`
    SELECT c.missed, c."lastMissed", s.waiting, s.uncertain, s.failed, s.broken FROM
      (SELECT count(*)::int AS missed, max("localDate")::text AS "lastMissed" FROM "Checkin"
        WHERE "communityId" = ${communityId} AND state = 'missed' AND "dueAt" >= ${since}) c,
      (SELECT (count(*) FILTER (WHERE state IN ('pending', 'claimed') AND "dueAt" <= ${now}
            AND (state = 'pending' AND problem IS NULL AND "nextAt" > ${now}) IS NOT TRUE))::int AS waiting,
          (count(*) FILTER (WHERE state = 'uncertain' AND "dueAt" >= ${since} AND kind <> ${ALERT_STEP}))::int AS uncertain,
          (count(*) FILTER (WHERE state = 'failed' AND "dueAt" >= ${since} AND problem IS NULL))::int AS failed,
          (count(*) FILTER (WHERE problem = 'broken' AND ("endedAt" IS NULL OR "dueAt" >= ${since})))::int AS broken
        FROM "OutboxStep" WHERE "communityId" = ${communityId}) s`;
  if (!row) throw new TypeError('counts came back without a row');
  return row;
}
