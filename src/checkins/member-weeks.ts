import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import type { Checkin } from '../database/generated/client.ts';
import { fromDateColumn } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { findKeptStreak, WEEKS_BACK } from './kept-streak.ts';
import { type Stage, stageOf } from './stage.ts';
import { type AnswerOutcome, isAnswerOutcome } from './store-answer.ts';
import { type Streak, streakOf } from './streak.ts';

/** One of a member's weeks in a community. */
export interface MemberWeek {
  readonly checkin: Checkin;
  /** Its Monday. */
  readonly week: Temporal.PlainDate;
  readonly answered: boolean;
  /** Undefined if there is no answer, or only a boundary: the week's, or how it went with the last one. */
  readonly outcome: AnswerOutcome | undefined;
  /** Whether there is a boundary for the week. */
  readonly boundary: boolean;
  /** Whether it still takes answers: `late` counts only for the streak. */
  readonly stage: Stage;
}

export interface MemberLife {
  /** Newest first, for as long as the community keeps its check-ins. The streak may be longer. */
  readonly weeks: readonly MemberWeek[];
  readonly streak: Streak;
}

/** A member's weeks in a community, and their streak there. */
export async function findLife(
  { db, clock }: { readonly db: Tx; readonly clock: Clock },
  { communityId, personId, zone }: { readonly communityId: string; readonly personId: string; readonly zone: string },
): Promise<MemberLife> {
  const now = clock.now();
  const rows = await db.checkin.findMany({
    where: { communityId, messageId: { not: null } },
    orderBy: { week: 'desc' },
    take: WEEKS_BACK,
  });
  const answers = await db.checkinAnswer.findMany({
    where: { personId, checkinId: { in: rows.map(({ id }) => id) } },
    select: { checkinId: true, outcome: true, boundary: true },
  });
  const byCheckin = new Map(answers.map((answer) => [answer.checkinId, answer]));
  const weeks = rows.map((checkin): MemberWeek => {
    const answer = byCheckin.get(checkin.id);
    const outcome = answer?.outcome;
    return {
      checkin,
      week: fromDateColumn(checkin.week),
      answered: answer !== undefined,
      outcome: isAnswerOutcome(outcome) ? outcome : undefined,
      boundary: answer?.boundary != null,
      stage: stageOf(checkin, now),
    };
  });
  const kept = await findKeptStreak(db, { communityId, personId });
  const lived = weeks
    .filter(({ week }) => !kept || Temporal.PlainDate.compare(week, kept.week) > 0)
    .map(({ week, answered, stage }) => ({ week, answered, open: stage !== 'over' }));
  return { weeks, streak: streakOf(lived.toReversed(), now.toZonedDateTimeISO(zone).toPlainDate(), kept) };
}
