import type { Db, Tx } from '../database/client.ts';
import type { Checkin } from '../database/generated/client.ts';
import { newId } from '../database/ids.ts';
import type { Sealer } from '../database/sealing.ts';
import { LEAST_PEOPLE } from '../kinds/least-people.ts';
import { dateAt } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { carryStreak } from './kept-streak.ts';
import { LATE_HOURS, stageOf } from './stage.ts';

/** Longest boundary for the week, in characters. */
export const BOUNDARY_LENGTH = 200;

export type AnswerOutcome = 'calm' | 'violation';

export const isAnswerOutcome = (stored: unknown): stored is AnswerOutcome =>
  stored === 'calm' || stored === 'violation';

/** A member's answer to a check-in. */
export interface Answer {
  /** Undefined while only a boundary was written. */
  readonly outcome: AnswerOutcome | undefined;
  readonly boundary: string | undefined;
  /** It came after the close: it counts for the streak, not for the community's numbers. */
  readonly late: boolean;
}

export interface AnswersContext {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

/** Which member answers what; a check-in of another community is not there. */
export interface AnswerKey {
  readonly checkinId: string;
  readonly communityId: string;
  readonly personId: string;
}

/**
 * `over`: too late even for the streak. `soon`: its post is not known to stand yet. `gone`: no such check-in here, or not any
 * more.
 */
export type Answered =
  | { readonly type: 'saved'; readonly answer: Answer }
  | { readonly type: 'over' | 'soon' | 'gone' };

/**
 * Saves a member's answer: one a check-in and member, changed as often as they like until 48 hours after the close. What is
 * left out stays. An answer that was first given in time stays in time.
 */
export async function saveAnswer(
  context: AnswersContext,
  key: AnswerKey,
  change: { readonly outcome?: AnswerOutcome; readonly boundary?: string },
): Promise<Answered> {
  const { db, sealer, clock } = context;
  const { checkinId, communityId, personId } = key;
  const now = clock.now();
  return db.$transaction(async (tx): Promise<Answered> => {
    const checkin = await tx.checkin.findUnique({ where: { id: checkinId } });
    if (checkin?.communityId !== communityId) return { type: 'gone' };
    if (checkin.messageId === null) return { type: checkin.state === 'due' ? 'soon' : 'gone' };
    const stage = stageOf(checkin, now);
    if (stage === 'over') return { type: 'over' };
    const at = dateAt(now);
    // Stored first, so that two presses at once change the same row.
    const fresh = { id: newId(now.epochMilliseconds), personId, communityId, checkinId, week: checkin.week };
    const { count } = await tx.checkinAnswer.createMany({
      data: { ...fresh, late: stage === 'late', answeredAt: at, updatedAt: at },
      skipDuplicates: true,
    });
    if (count > 0) await carryStreak(tx, { communityId, personId }, now);
    const { id, late } = await tx.checkinAnswer.findUniqueOrThrow({
      where: { checkinId_personId: { checkinId, personId } },
    });
    // After the close, what the community counts no longer changes.
    const counted = stage === 'late' && !late ? {} : change.outcome ? { outcome: change.outcome } : {};
    const data = {
      ...counted,
      updatedAt: at,
      ...(change.boundary === undefined ? {} : sealer.seal('CheckinAnswer', { id, boundary: change.boundary })),
    };
    const row = await tx.checkinAnswer.update({ where: { id }, data });
    return { type: 'saved', answer: readAnswer(sealer, row) };
  });
}

/** The member's answer to a check-in; undefined if there is none. */
export async function findAnswer(
  { db, sealer }: { readonly db: Tx; readonly sealer: Sealer },
  { checkinId, personId }: Pick<AnswerKey, 'checkinId' | 'personId'>,
): Promise<Answer | undefined> {
  const row = await db.checkinAnswer.findUnique({ where: { checkinId_personId: { checkinId, personId } } });
  return row ? readAnswer(sealer, row) : undefined;
}

/** What of a check-in decides whether it takes answers. */
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

type Row = NonNullable<Awaited<ReturnType<Tx['checkinAnswer']['findFirst']>>>;

function readAnswer(sealer: Sealer, row: Row): Answer {
  const { outcome, boundary, late } = sealer.open('CheckinAnswer', row);
  return {
    outcome: isAnswerOutcome(outcome) ? outcome : undefined,
    boundary: boundary ?? undefined,
    late,
  };
}

/** How many people answered a check-in in time; a number below {@link LEAST_PEOPLE} is undefined. */
export interface AnswerCounts {
  readonly people: number | undefined;
  readonly calm: number | undefined;
  readonly violation: number | undefined;
}

/**
 * Counts the answers that came before the close. The two parts are shown only where neither can be reckoned from the other
 * and the whole.
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
