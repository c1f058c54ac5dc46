import { ALERT_KINDS } from '../communities/alerts/kinds.ts';
import type { Db } from '../database/client.ts';
import type { BotState, Counted } from '../operations/bot-gauges.ts';
import { dateAt } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';

/** Dependencies of {@link readBotState}. */
export interface BotStateContext {
  readonly db: Db;
  readonly clock: Clock;
  /** Kinds of steps that there are: others are counted as `other`. */
  readonly stepKinds: readonly string[];
}

/** Steps that are counted at most: a scrape must not cost more the more there is to do. */
const MOST_STEPS = 10_000;

/**
 * Reads the state of the whole bot for its metrics, in one statement, so that a scrape takes one connection once. It costs by what
 * is due, by communities and by the check-ins of a day, never by what members wrote or by what is planned. Steps of a guild that
 * removed the bot wait for its return, so they count nowhere. The size is what its last
 * maintenance found: to ask for each file takes the embedded database longer than all the rest. No part may look expensive to PostgreSQL, which would spend longer on
 * compiling the whole statement than on running it.
 */
export async function readBotState({ db, clock, stepKinds }: BotStateContext): Promise<BotState> {
  const now = dateAt(clock.now());
  const yesterday = dateAt(clock.now().subtract({ hours: 24 }));
  const [state] = await db.$queryRaw<BotState[]>`
    WITH checkins AS (
      SELECT CASE WHEN state IN ('due', 'missed', 'cancelled') THEN state
        WHEN "postedAt" > "dueAt" + interval '10 minutes' THEN 'late' ELSE 'posted' END AS standing
      FROM "Checkin" WHERE "dueAt" > ${yesterday}::timestamptz AND "dueAt" <= ${now}::timestamptz)
    SELECT c.*, a.*,
      (SELECT coalesce(json_agg(t), '[]') FROM
        (SELECT kind, CASE state WHEN 'pending' THEN 'due' ELSE state END AS state, count(*)::int AS count FROM
          (SELECT kind, state FROM "OutboxStep" s
            WHERE (state = 'pending' AND "nextAt" <= ${now}::timestamptz OR state = 'claimed')
              AND NOT EXISTS (SELECT 1 FROM "CommunityDeparture" d WHERE d."communityId" = s."communityId")
            LIMIT ${MOST_STEPS}) s GROUP BY 1, 2) t) AS steps,
      coalesce((SELECT extract(epoch FROM ${now}::timestamptz - "nextAt") FROM "OutboxStep" s
        WHERE state = 'pending' AND "nextAt" <= ${now}::timestamptz
          AND NOT EXISTS (SELECT 1 FROM "CommunityDeparture" d WHERE d."communityId" = s."communityId")
        ORDER BY "nextAt" LIMIT 1), 0)::float8 AS "oldestDueStep",
      (SELECT coalesce(json_agg(t), '[]') FROM
        (SELECT kind, state, count(*)::int AS count FROM "OutboxStep"
          WHERE state IN ('uncertain', 'failed') AND "endedAt" > ${yesterday}::timestamptz GROUP BY 1, 2) t)
        AS "stepsGivenUp",
      (SELECT coalesce(json_agg(t), '[]') FROM
        (SELECT standing AS state, count(*)::int AS count FROM checkins GROUP BY 1) t) AS checkins,
      (SELECT coalesce(json_agg(t), '[]') FROM
        (SELECT kind, count(*)::int AS count FROM "Alert" WHERE "resolvedAt" IS NULL GROUP BY 1) t) AS alerts,
      (SELECT coalesce(extract(epoch FROM max(at)), 0)::float8 FROM "LastBackup") AS "lastBackup",
      (SELECT sum(relpages::float8) * current_setting('block_size')::int FROM pg_class) AS "databaseSize"
    FROM
      (SELECT count(*)::int AS communities, count("checkinProblem")::int AS "checkinsBlocked",
        coalesce(greatest(extract(epoch FROM ${now}::timestamptz - min("checkinNextAt")), 0), 0)::float8
          AS "oldestDuePlan" FROM "Community") c,
      (SELECT count(*)::int AS "budgetsSpent" FROM "AssistantUse" u JOIN "Community" o ON o.id = u."communityId"
        WHERE u.day = ${now}::timestamptz::date AND u.tokens >= 0.9 * o."assistantTokens") a`;
  if (!state) throw new Error('the database told nothing of itself');
  return {
    ...state,
    steps: known(state.steps, stepKinds),
    stepsGivenUp: known(state.stepsGivenUp, stepKinds),
    alerts: known(state.alerts, ALERT_KINDS),
  };
}

/** What is stored may be anything, but labels come from fixed lists. */
function known<C extends Counted<'kind'>>(counts: readonly C[], kinds: readonly string[]): C[] {
  return counts.map((each) => (kinds.includes(each.kind) ? each : { ...each, kind: 'other' }));
}
