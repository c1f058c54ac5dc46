import type { Db, Tx } from '../database/client.ts';
import type { Checkin } from '../database/generated/client.ts';
import type { Late } from '../database/late.ts';
import type { Sealer } from '../database/sealing.ts';
import { LEAST_PEOPLE } from '../kinds/least-people.ts';
import { dateAt } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { carryStreak } from './kept-streak.ts';
import { LATE_HOURS, stageOf } from './stage.ts';
import {
  type AnswerChange,
  type AnswerKey,
  type AnswerOutcome,
  isAnswerOutcome,
  type StoredAnswer,
  storeAnswer,
} from './store-answer.ts';

/** Maximum characters of a boundary for the week. */
export const BOUNDARY_LENGTH = 200;

/** A member's answer to a check-in. */
export interface Answer {
  /** Undefined if only a boundary was written. */
  readonly outcome: AnswerOutcome | undefined;
  readonly boundary: string | undefined;
  /** Whether it came after the close: it counts for the streak, not for the community's numbers. */
  readonly late: boolean;
}

export interface AnswersContext {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  /** Carries streaks later; at once if left out. */
  readonly late?: Late;
  readonly databaseKind?: 'embedded' | 'server';
}

/** `over`: too late even for the streak. `soon`: its post is not confirmed yet. `gone`: no such check-in here, or no longer. */
export type Answered =
  | { readonly type: 'saved'; readonly answer: Answer }
  | { readonly type: 'over' | 'soon' | 'gone' };

/**
 * Saves a member's answer: one per check-in and member, changed as often as they like until 48 hours after the close. Omitted
 * parts stay. An answer first given in time stays in time.
 */
export async function saveAnswer(context: AnswersContext, key: AnswerKey, change: AnswerChange): Promise<Answered> {
  const now = context.clock.now();
  const stored = await storeAnswer(context, key, change, now);
  if (stored) {
    if (stored.first) await carryStreak(context, key);
    return { type: 'saved', answer: readAnswer(context.sealer, stored) };
  }
  const checkin = await context.db.checkin.findUnique({ where: { id: key.checkinId } });
  if (checkin?.communityId !== key.communityId) return { type: 'gone' };
  if (checkin.messageId === null) return { type: checkin.state === 'due' ? 'soon' : 'gone' };
  return { type: stageOf(checkin, now) === 'over' ? 'over' : 'soon' };
}

/** The member's answer to a check-in, if any. */
export async function findAnswer(
  { db, sealer }: { readonly db: Tx; readonly sealer: Sealer },
  { checkinId, personId }: Pick<AnswerKey, 'checkinId' | 'personId'>,
): Promise<Answer | undefined> {
  const row = await db.checkinAnswer.findUnique({ where: { checkinId_personId: { checkinId, personId } } });
  return row ? readAnswer(sealer, row) : undefined;
}

/** The parts of a check-in that decide whether it takes answers. */
export type AnswerableCheckin = Pick<Checkin, 'id' | 'localDate' | 'closesAt'>;

/** The community's newest check-in that still takes answers. */
export async function findAnswerable(db: Tx, clock: Clock, communityId: string): Promise<Checkin | undefined> {
  const since = dateAt(clock.now().subtract({ hours: LATE_HOURS }));
  const row = await db.checkin.findFirst({
    where: { communityId, messageId: { not: null }, closesAt: { gt: since } },
    orderBy: { dueAt: 'desc' },
  });
  return row ?? undefined;
}

function readAnswer(sealer: Sealer, row: StoredAnswer): Answer {
  const { outcome, boundary, late } = sealer.open('CheckinAnswer', row);
  return {
    outcome: isAnswerOutcome(outcome) ? outcome : undefined,
    boundary: boundary ?? undefined,
    late,
  };
}

/** Numbers of people who answered a check-in in time; each is undefined below {@link LEAST_PEOPLE}. */
export interface AnswerCounts {
  readonly people: number | undefined;
  readonly calm: number | undefined;
  readonly violation: number | undefined;
}

/**
 * Counts the answers given before the close. The two parts are shown only if neither can be computed from the other and the
 * total.
 */
export async function countAnswers(db: Tx, checkinId: string): Promise<AnswerCounts> {
  const groups = await db.checkinAnswer.groupBy({ by: ['outcome'], where: { checkinId, late: false }, _count: true });
  const of = (outcome: string | null) => groups.find((group) => group.outcome === outcome)?._count ?? 0;
  const [calm, violation, neither] = [of('calm'), of('violation'), of(null)];
  const people = calm + violation + neither;
  const tells = (count: number) => count > 0 && count < LEAST_PEOPLE;
  const parts = people >= LEAST_PEOPLE && !tells(calm) && !tells(violation) && !tells(neither);
  return {
    people: people >= LEAST_PEOPLE ? people : undefined,
    calm: parts && calm > 0 ? calm : undefined,
    violation: parts && violation > 0 ? violation : undefined,
  };
}
