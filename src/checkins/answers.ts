import type { Db, Tx } from '../database/client.ts';
import type { Checkin } from '../database/generated/client.ts';
import type { Late } from '../database/late.ts';
import type { Sealer } from '../database/sealing.ts';
import { LEAST_PEOPLE } from '../kinds/least-people.ts';
import { dateAt } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { EARLIER_BOUNDARY } from './answer-sql.ts';
import { carryStreak } from './kept-streak.ts';
import { findLogged, type Logged } from './logged.ts';
import { LATE_HOURS, stageOf } from './stage.ts';
import {
  type AnswerChange,
  type AnswerKey,
  type AnswerOutcome,
  isAnswerOutcome,
  KEPT,
  type Kept,
  type StoredAnswer,
  storeAnswer,
} from './store-answer.ts';

/** Maximum characters of a boundary for the week, and of what helped to keep it. */
export const BOUNDARY_LENGTH = 200;

/** A member's answer to a check-in. */
export interface Answer {
  /** Undefined if only a boundary was written. */
  readonly outcome: AnswerOutcome | undefined;
  readonly boundary: string | undefined;
  /** How it went with the earlier boundary; undefined if they did not say. */
  readonly kept: Kept | undefined;
  /** Boundaries kept in a row up to that one; 0 if they did not say. */
  readonly keptInARow: number;
  /** What helped to keep that one. */
  readonly helped: string | undefined;
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

/** What a member has said to a check-in, and can look back on there. */
export interface Standing {
  /** Undefined if there is none yet. */
  readonly answer: Answer | undefined;
  /** Their last boundary, of an earlier week, if no other week has said how it went. */
  readonly earlier: string | undefined;
}

/**
 * `logged`: nothing was stored, since there are entries that it would contradict. `over`: too late even for the streak. `soon`: its
 * post is not confirmed yet. `gone`: no such check-in here, or no longer.
 */
export type Answered =
  | ({ readonly type: 'saved' } & Standing & { readonly answer: Answer })
  | { readonly type: 'logged'; readonly logged: Logged }
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
    return { type: 'saved', answer: readAnswer(context.sealer, stored), earlier: readEarlier(context.sealer, stored) };
  }
  const checkin = await context.db.checkin.findUnique({ where: { id: key.checkinId } });
  if (checkin?.communityId !== key.communityId) return { type: 'gone' };
  if (checkin.messageId === null) return { type: checkin.state === 'due' ? 'soon' : 'gone' };
  if (stageOf(checkin, now) === 'over') return { type: 'over' };
  const logged = change.unlessLogged && (await findLogged(context.db, key, { after: 'calm' }));
  return logged ? { type: 'logged', logged } : { type: 'soon' };
}

/** The member's standing in a check-in: answered or not. */
export async function findStanding(
  { db, sealer }: { readonly db: Tx; readonly sealer: Sealer },
  { checkinId, personId }: Pick<AnswerKey, 'checkinId' | 'personId'>,
): Promise<Standing> {
  const [row] = await db.$queryRaw<
    ({ earlier: string | null } & { [C in keyof StoredAnswer]: StoredAnswer[C] | null })[]
  >`
    SELECT a.id::text, a.outcome, a.boundary, a.kept, a."keptInARow", a.helped, a.late, ${EARLIER_BOUNDARY} AS earlier
    FROM (SELECT c.id, c."communityId", c.week, ${personId}::text AS "personId" FROM "Checkin" c WHERE c.id = ${checkinId}::uuid) known
      LEFT JOIN "CheckinAnswer" a ON a."checkinId" = known.id AND a."personId" = known."personId"`;
  if (!row) return { answer: undefined, earlier: undefined };
  const { id, late, ...stored } = row;
  return {
    answer: id !== null && late !== null ? readAnswer(sealer, { ...stored, id, late }) : undefined,
    earlier: readEarlier(sealer, row),
  };
}

/** What last helped a member to keep a boundary; undefined if they never said. */
export async function findLastHelp(
  { db, sealer }: { readonly db: Tx; readonly sealer: Sealer },
  personId: string,
): Promise<string | undefined> {
  const row = await db.checkinAnswer.findFirst({
    where: { personId, helped: { not: null }, kept: { in: ['kept', 'partly'] } },
    orderBy: { week: 'desc' },
    select: { id: true, helped: true },
  });
  return row ? (sealer.open('CheckinAnswer', row).helped ?? undefined) : undefined;
}

/** Boundaries that a member has kept in a row in a community, up to the last one they looked back on. */
export async function countKeptInARow(
  db: Tx,
  { personId, communityId }: Pick<AnswerKey, 'personId' | 'communityId'>,
): Promise<number> {
  const row = await db.checkinAnswer.findFirst({
    where: { personId, communityId, kept: { not: null } },
    orderBy: { week: 'desc' },
    select: { keptInARow: true },
  });
  return row?.keptInARow ?? 0;
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
  const { outcome, boundary, kept, keptInARow, helped, late } = sealer.open('CheckinAnswer', row);
  return {
    outcome: isAnswerOutcome(outcome) ? outcome : undefined,
    boundary: boundary ?? undefined,
    kept: KEPT.find((known) => known === kept),
    keptInARow: keptInARow ?? 0,
    helped: helped ?? undefined,
    late,
  };
}

/** The id that the text is sealed for comes first. */
function readEarlier(sealer: Sealer, { earlier }: Pick<StoredAnswer, 'earlier'>): string | undefined {
  if (earlier === null) return undefined;
  const space = earlier.indexOf(' ');
  const sealed = { id: earlier.slice(0, space), boundary: earlier.slice(space + 1) };
  return sealer.open('CheckinAnswer', sealed).boundary;
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

/** How many people looked back on a boundary, and kept it. */
export interface KeptCounts {
  readonly people: number;
  readonly kept: number;
}

/**
 * Counts the members who said before the close how it went with their last boundary. Undefined where fewer than
 * {@link LEAST_PEOPLE} kept theirs, or all but one did: the rest is never one person, nor split into those who kept it in part and
 * those who did not. Without members who are left out of all numbers.
 */
export async function countKept(db: Tx, checkinId: string): Promise<KeptCounts | undefined> {
  const [counted] = await db.$queryRaw<KeptCounts[]>`
    SELECT count(*)::int AS people, (count(*) FILTER (WHERE a.kept = 'kept'))::int AS kept
    FROM "CheckinAnswer" a LEFT JOIN "Member" m ON m.id = a."personId"
    WHERE a."checkinId" = ${checkinId}::uuid AND a.kept IS NOT NULL AND NOT a.late AND NOT coalesce(m.uncounted, false)`;
  const told = counted && counted.kept >= LEAST_PEOPLE && counted.people - counted.kept !== 1;
  return told ? counted : undefined;
}
