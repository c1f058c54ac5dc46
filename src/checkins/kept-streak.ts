import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import type { Checkin } from '../database/generated/client.ts';
import { fromDateColumn, toDateColumn } from '../time/calendar.ts';
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
  if (!row) return undefined;
  const frozen = new Set(row.frozen.map((week) => fromDateColumn(week).toString()));
  return { week: fromDateColumn(row.week), weeks: row.weeks, longest: row.longest, frozen };
}

/**
 * Advances the kept part of a member's streak over each week that can no longer change: answered, or too old to be. Called with
 * each first answer to a check-in. Check-ins are deleted by the community's retention, so a streak counted from them alone
 * would end there.
 */
export async function carryStreak(tx: Tx, key: StreakKey, now: Temporal.Instant): Promise<void> {
  const kept = await findKeptStreak(tx, key);
  const rows = await tx.checkin.findMany({
    where: {
      communityId: key.communityId,
      messageId: { not: null },
      ...(kept ? { week: { gt: toDateColumn(kept.week) } } : {}),
    },
    select: { id: true, week: true, closesAt: true },
    orderBy: { week: 'desc' },
    take: WEEKS_BACK,
  });
  const answered = await findAnswered(tx, key.personId, rows);
  const weeks = rows.toReversed().map((row) => ({
    week: fromDateColumn(row.week),
    answered: answered.has(row.id),
    open: stageOf(row, now) !== 'over',
  }));
  const undecided = weeks.findIndex((week) => week.open && !week.answered);
  const settled = undecided < 0 ? weeks : weeks.slice(0, undecided);
  const last = settled.at(-1);
  if (!last) return;
  const { weeks: count, longest, frozen } = streakOf(settled, last.week, kept);
  if (longest === 0) return; // there is nothing to keep yet
  const data = {
    week: toDateColumn(last.week),
    weeks: count,
    longest,
    frozen: [...frozen].slice(-FROZEN_KEPT).map((week) => toDateColumn(Temporal.PlainDate.from(week))),
  };
  await tx.checkinStreak.upsert({
    where: { personId_communityId: key },
    create: { ...key, ...data },
    update: data,
  });
}

async function findAnswered(tx: Tx, personId: string, rows: readonly Pick<Checkin, 'id'>[]): Promise<Set<string>> {
  const answers = await tx.checkinAnswer.findMany({
    where: { personId, checkinId: { in: rows.map(({ id }) => id) } },
    select: { checkinId: true },
  });
  return new Set(answers.flatMap(({ checkinId }) => checkinId ?? []));
}
