import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import type { CheckinStreak } from '../database/generated/client.ts';
import { type Late, type LateTable, noteLater } from '../database/late.ts';
import { fromDateColumn, instantOf } from '../time/calendar.ts';
import { type Clock, dateOf } from '../time/clock.ts';
import { stageOf } from './stage.ts';
import { type StreakSoFar, streakOf } from './streak.ts';

/** Maximum weeks of a member's past that are read: two years. */
export const WEEKS_BACK = 104;
/** Frozen weeks that are kept: more than any list of weeks shows, and all of the current quarter. */
const FROZEN_KEPT = 16;

/** The member and community of a streak. */
export interface StreakKey {
  readonly communityId: string;
  readonly personId: string;
}

/** A member's streak up to a week, from which it continues. */
export interface KeptStreak extends StreakSoFar {
  /** Monday of the last week included. */
  readonly week: Temporal.PlainDate;
}

/** The part of a member's streak that no longer depends on its check-ins; undefined before their first answer. */
export async function findKeptStreak(db: Tx, { communityId, personId }: StreakKey): Promise<KeptStreak | undefined> {
  const row = await db.checkinStreak.findUnique({ where: { personId_communityId: { personId, communityId } } });
  return row ? keptOf(row) : undefined;
}

function keptOf({ week, weeks, longest, frozen }: CheckinStreak): KeptStreak {
  return {
    week: fromDateColumn(week),
    weeks,
    longest,
    frozen: new Set(frozen.map((each) => fromDateColumn(each).toString())),
  };
}

/** A member who has answered a check-in for the first time, and when. */
interface Answering extends StreakKey {
  readonly at: Date;
}

const STREAKS: LateTable<Answering> = {
  table: 'CheckinStreak',
  personOf: ({ personId }) => personId,
  notedAt: ({ at }) => at,
  keyOf: ({ communityId }) => communityId,
  write: carryStreaks,
};

/**
 * Advances the kept part of a member's streak over each week that can no longer change: answered, or too old to be. Called with
 * each first answer to a check-in. Check-ins are deleted by the community's retention, so a streak counted from them alone
 * would end there. If it is missed once, the next answer makes up for it.
 */
export async function carryStreak(
  context: { readonly db: Tx; readonly late?: Late; readonly clock: Clock },
  { communityId, personId }: StreakKey,
): Promise<void> {
  await noteLater(context, STREAKS, { communityId, personId, at: dateOf(context.clock) });
}

/** A member's week with a check-in since their kept streak, or since their first answer. */
interface WeekRow extends StreakKey {
  readonly week: Date;
  readonly closesAt: Date;
  readonly answered: boolean;
}

async function carryStreaks(db: Tx, members: readonly Answering[]): Promise<void> {
  const personIds = members.map(({ personId }) => personId);
  const communityIds = members.map(({ communityId }) => communityId);
  const weeks = await db.$queryRaw<WeekRow[]>`
    SELECT m."personId", m."communityId", c.week, c."closesAt",
      EXISTS (SELECT FROM "CheckinAnswer" a WHERE a."checkinId" = c.id AND a."personId" = m."personId") AS answered
    FROM unnest(${personIds}::text[], ${communityIds}::text[]) AS m ("personId", "communityId")
      LEFT JOIN "CheckinStreak" s ON s."personId" = m."personId" AND s."communityId" = m."communityId"
      JOIN "Checkin" c ON c."communityId" = m."communityId" AND c."messageId" IS NOT NULL AND c.week > coalesce(s.week,
        (SELECT min(a.week) - 1 FROM "CheckinAnswer" a
          -- Not by the index of communities: in a check-in's first minutes it would go through everybody's answers for each member.
          WHERE a."personId" = m."personId" AND (a."communityId" = m."communityId") IS TRUE))
    ORDER BY c.week`;
  const known = await db.checkinStreak.findMany({
    where: { personId: { in: personIds }, communityId: { in: [...new Set(communityIds)] } },
  });
  const keyOf = ({ communityId, personId }: StreakKey) => `${personId} ${communityId}`;
  const keptBy = new Map(known.map((row) => [keyOf(row), keptOf(row)]));
  const weeksBy = Map.groupBy(weeks, keyOf);
  const carried = members.flatMap((member) => {
    const streak = settle(weeksBy.get(keyOf(member)) ?? [], instantOf(member.at), keptBy.get(keyOf(member)));
    return streak ? [{ ...member, ...streak }] : [];
  });
  if (carried.length === 0) return;
  const column = <T>(of: (row: (typeof carried)[number]) => T): T[] => carried.map(of);
  // In the order of the key: two processes that write the same rows never wait for each other.
  await db.$executeRaw`
    INSERT INTO "CheckinStreak" AS known ("personId", "communityId", week, weeks, longest, frozen)
    SELECT "personId", "communityId", week::date, weeks, longest, string_to_array(frozen, ' ')::date[]
    FROM unnest(
      ${column((row) => row.personId)}::text[], ${column((row) => row.communityId)}::text[],
      ${column((row) => row.week.toString())}::text[], ${column((row) => row.weeks)}::int[],
      ${column((row) => row.longest)}::int[], ${column((row) => [...row.frozen].slice(-FROZEN_KEPT).join(' '))}::text[]
    ) AS carried ("personId", "communityId", week, weeks, longest, frozen)
    ORDER BY 1, 2
    ON CONFLICT ("personId", "communityId") DO UPDATE SET
      week = EXCLUDED.week, weeks = EXCLUDED.weeks, longest = EXCLUDED.longest, frozen = EXCLUDED.frozen
    WHERE EXCLUDED.week > known.week`;
}

/** The streak over the weeks that can no longer change; undefined if it gains none, or there is nothing to keep yet. */
function settle(rows: readonly WeekRow[], now: Temporal.Instant, kept: KeptStreak | undefined): KeptStreak | undefined {
  const weeks = rows.slice(-WEEKS_BACK).map((row) => ({
    week: fromDateColumn(row.week),
    answered: row.answered,
    open: stageOf(row, now) !== 'over',
  }));
  const undecided = weeks.findIndex((week) => week.open && !week.answered);
  const settled = undecided < 0 ? weeks : weeks.slice(0, undecided);
  const last = settled.at(-1);
  if (!last) return undefined;
  const { weeks: count, longest, frozen } = streakOf(settled, last.week, kept);
  return longest === 0 ? undefined : { week: last.week, weeks: count, longest, frozen };
}
