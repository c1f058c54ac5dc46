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

/**
 * Reads the state of the whole bot for its metrics, in one statement, so that a scrape takes one connection once. It costs by what is
 * under way, by communities and by the check-ins of a day, never by what members wrote. Steps of a guild that removed the bot wait
 * for its return, so they count nowhere.
 */
export async function readBotState({ db, clock, stepKinds }: BotStateContext): Promise<BotState> {
  const now = dateAt(clock.now());
  const yesterday = dateAt(clock.now().subtract({ hours: 24 }));
  const [state] = await db.$queryRaw<BotState[]>`
    WITH waiting AS (
      SELECT kind, "nextAt", CASE WHEN state = 'claimed' THEN 'claimed' WHEN "nextAt" <= ${now}::timestamptz THEN 'due'
        WHEN problem IS NOT NULL THEN 'blocked' ELSE 'later' END AS standing
      FROM "OutboxStep" s WHERE state IN ('pending', 'claimed')
        AND NOT EXISTS (SELECT 1 FROM "CommunityDeparture" d WHERE d."communityId" = s."communityId")),
    checkins AS (
      SELECT CASE WHEN state = 'missed' AND EXISTS (
          SELECT 1 FROM "OutboxStep" s WHERE s.key = 'checkin.post:' || c.id AND s.state = 'uncertain') THEN 'uncertain'
        WHEN state IN ('due', 'missed', 'cancelled') THEN state
        WHEN "postedAt" > "dueAt" + interval '10 minutes' THEN 'late' ELSE 'posted' END AS standing
      FROM "Checkin" c WHERE "dueAt" > ${yesterday}::timestamptz AND "dueAt" <= ${now}::timestamptz)
    SELECT c.*, a.*,
      (SELECT coalesce(json_agg(t), '[]') FROM
        (SELECT kind, standing AS state, count(*)::int AS count FROM waiting GROUP BY 1, 2) t) AS steps,
      (SELECT coalesce(extract(epoch FROM ${now}::timestamptz - min("nextAt")), 0)::float8
        FROM waiting WHERE standing = 'due') AS "oldestDueStep",
      (SELECT coalesce(json_agg(t), '[]') FROM
        (SELECT kind, state, count(*)::int AS count FROM "OutboxStep"
          WHERE state IN ('uncertain', 'failed') AND "endedAt" > ${yesterday}::timestamptz GROUP BY 1, 2) t)
        AS "stepsGivenUp",
      (SELECT coalesce(json_agg(t), '[]') FROM
        (SELECT standing AS state, count(*)::int AS count FROM checkins GROUP BY 1) t) AS checkins,
      (SELECT coalesce(json_agg(t), '[]') FROM
        (SELECT kind, count(*)::int AS count FROM "Alert" WHERE "resolvedAt" IS NULL GROUP BY 1) t) AS alerts,
      (SELECT coalesce(extract(epoch FROM max(at)), 0)::float8 FROM "LastBackup") AS "lastBackup",
      pg_database_size(current_database())::float8 AS "databaseSize"
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
