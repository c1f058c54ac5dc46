import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Tx } from '../database/client.ts';
import { LEAST_PEOPLE } from '../kinds/least-people.ts';
import { OUTCOMES, VIOLATION_KINDS, type ViolationKind, type ViolationOutcome } from '../kinds/violations.ts';
import { dateAt, fromDateColumn, mondayOf, toDateColumn } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import {
  type AlikePeople,
  COUNTED_REACTIONS,
  type CountedReaction,
  GOOD_OUTCOMES,
  isCrowd,
  type ReactionNumbers,
  reactionsOf,
} from './community-reactions.ts';

/** Weeks after its last day at which a week is closed: entries are often written or settled some days later. */
const CLOSED_AFTER_WEEKS = 1;
/** Maximum weeks caught up after a longer downtime; no page shows older ones. */
const CAUGHT_UP_WEEKS = 4;
/** Open communities read per batch. */
const AT_ONCE = 200;

export interface CloseContext {
  readonly db: Tx;
  readonly clock: Clock;
  /** Stops the work between two communities. */
  readonly signal?: AbortSignal;
  /** Called for a community that could not be counted; it is tried again. */
  readonly onError: (error: unknown, communityId: string) => void;
}

const kindNumbers = z.strictObject({
  /** Distinct people affected. */
  people: z.number(),
  /** Those among them who addressed it at least once; found only in weeks counted before, no longer used. */
  addressed: z.number().optional(),
  /**
   * Those among them for whom it ended this way; only where the week publishes no reactions, and never for fewer than three
   * people.
   */
  outcomes: z.partialRecord(z.enum(OUTCOMES), z.number()).optional(),
});
const weekKinds = z.partialRecord(z.enum(VIOLATION_KINDS), kindNumbers);
const weekReactions = z.partialRecord(
  z.enum(COUNTED_REACTIONS),
  z.strictObject({ people: z.number(), well: z.number() }) satisfies z.ZodType<ReactionNumbers>,
);

export type KindNumbers = z.infer<typeof kindNumbers>;

/** A community's numbers of one week. Kinds that fewer than three people met are omitted, and there is no total. */
export interface CommunityWeekNumbers {
  /** Monday. */
  readonly week: Temporal.PlainDate;
  readonly kinds: Partial<Record<ViolationKind, KindNumbers>>;
  /** How often each reaction worked, all published kinds together; empty if that would reveal fewer than three people. */
  readonly reactions: Partial<Record<CountedReaction, ReactionNumbers>>;
}

/**
 * Counts the weeks that ended long enough ago, each exactly once: a recount would let readers infer from the difference what one
 * person did in between (`docs/decisions`, "Community numbers"). A community that fails does not hold up the others. Returns how
 * many were counted.
 */
export async function closeWeeks({ db, clock, signal, onError }: CloseContext): Promise<number> {
  const now = clock.now();
  const current = mondayOf(now.toZonedDateTimeISO('UTC').toPlainDate());
  const newest = current.subtract({ weeks: 1 + CLOSED_AFTER_WEEKS });
  let closed = 0;
  for (let back = CAUGHT_UP_WEEKS - 1; back >= 0; back -= 1) {
    const week = newest.subtract({ weeks: back });
    for (let after = ''; ; ) {
      const open = await findOpen(db, week, after);
      const close = async (ids: readonly string[], numbers: WeekNumbers): Promise<void> => {
        closed += await writeWeek(db, { ids, week, numbers, closedAt: dateAt(now) });
      };
      const alone = async (id: string, count: () => Promise<WeekNumbers>): Promise<void> => {
        try {
          await close([id], await count());
        } catch (error) {
          onError(error, id);
        }
      };
      // Most communities have no entries in most weeks: those need no counting, and a single statement for all.
      const empty = open.filter(({ entries }) => !entries).map(({ id }) => id);
      await close(empty, NOTHING).catch(async () => {
        // One of them failed, so each is tried alone to get the others done.
        for (const id of signal?.aborted ? [] : empty) await alone(id, async () => NOTHING);
      });
      for (const { id } of open.filter(({ entries }) => entries)) {
        if (signal?.aborted) return closed;
        await alone(id, () => countWeek(db, id, week));
      }
      const last = open.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
  }
  return closed;
}

interface OpenCommunity {
  readonly id: string;
  /** Whether there are entries for that week. */
  readonly entries: boolean;
}

interface ClosedWeek {
  readonly ids: readonly string[];
  readonly week: Temporal.PlainDate;
  readonly numbers: WeekNumbers;
  readonly closedAt: Date;
}

/**
 * Stores the same numbers for several communities. Passed as an array, because Prisma takes longer to build a statement of 200
 * rows than the database to write them.
 */
async function writeWeek(db: Tx, { ids, week, numbers, closedAt }: ClosedWeek): Promise<number> {
  if (ids.length === 0) return 0;
  // Two processes may run this at once: the first count stays.
  return db.$executeRaw`
    INSERT INTO "CommunityWeek" ("communityId", week, kinds, reactions, "closedAt")
    SELECT id, ${week.toString()}::date, ${JSON.stringify(numbers.kinds)}::jsonb, ${JSON.stringify(numbers.reactions)}::jsonb,
      ${closedAt}::timestamptz
    FROM unnest(${[...ids]}::text[]) AS id ON CONFLICT DO NOTHING`;
}

/** A page of the communities whose week has not been counted. */
function findOpen(db: Tx, week: Temporal.PlainDate, after: string): Promise<OpenCommunity[]> {
  const monday = week.toString();
  return db.$queryRaw<OpenCommunity[]>`
    SELECT c.id, EXISTS (
      SELECT FROM "Violation" v
      WHERE v."communityId" = c.id AND v."happenedOn" >= ${monday}::date AND v."happenedOn" < ${monday}::date + 7
    ) AS entries
    FROM "Community" c
    WHERE c.id > ${after}
      AND NOT EXISTS (SELECT FROM "CommunityWeek" w WHERE w."communityId" = c.id AND w.week = ${monday}::date)
    ORDER BY c.id LIMIT ${AT_ONCE}`;
}

/** A community's closed weeks from a day on, oldest first, without weeks still open. */
export async function findCommunityWeeks(
  db: Tx,
  communityId: string,
  from: Temporal.PlainDate,
): Promise<CommunityWeekNumbers[]> {
  const where = { communityId, week: { gte: toDateColumn(from) } };
  const rows = await db.communityWeek.findMany({ where, orderBy: { week: 'asc' } });
  return rows.map(({ week, kinds, reactions }) => ({
    week: fromDateColumn(week),
    kinds: weekKinds.parse(kinds),
    // Weeks closed before reactions were counted have none.
    reactions: weekReactions.parse(reactions ?? {}),
  }));
}

interface Row {
  readonly kind: string;
  readonly outcome: string | null;
  readonly people: number;
}

interface Counted {
  readonly kinds: readonly Row[];
  readonly reactions: readonly AlikePeople[];
}

/** Both counts in one statement, so that no write can come between them. */
async function countWeek(db: Tx, communityId: string, week: Temporal.PlainDate): Promise<WeekNumbers> {
  const monday = week.toString();
  // Kinds: one row each (outcome null, grouping 1) and one per outcome. People: how many did the same.
  const [counted] = await db.$queryRaw<Counted[]>`
    WITH entry AS (
      SELECT v."authorId", v.kind, v.reaction, v.outcome FROM "Violation" v LEFT JOIN "Member" m ON m.id = v."authorId"
      WHERE v."communityId" = ${communityId} AND v."happenedOn" >= ${monday}::date AND v."happenedOn" < ${monday}::date + 7
        AND NOT COALESCE(m.uncounted, false)
    ), met AS (
      SELECT kind, outcome, GROUPING(outcome) = 1 AS whole, count(DISTINCT "authorId")::int AS people
      FROM entry GROUP BY GROUPING SETS ((kind), (kind, outcome))
      HAVING GROUPING(outcome) = 1 OR outcome IS NOT NULL
    ), person AS (
      SELECT array_agg(DISTINCT reaction) AS reactions,
        COALESCE(array_agg(DISTINCT reaction) FILTER (WHERE outcome = ANY(${GOOD_OUTCOMES})), '{}') AS well
      FROM entry WHERE kind IN (SELECT kind FROM met WHERE whole AND people >= ${LEAST_PEOPLE})
      GROUP BY "authorId"
    ), alike AS (
      SELECT reactions, well, count(*)::int AS people FROM person GROUP BY reactions, well
    )
    SELECT
      (SELECT COALESCE(json_agg(json_build_object('kind', kind, 'outcome', outcome, 'people', people)), '[]') FROM met)
        AS kinds,
      (SELECT COALESCE(json_agg(alike), '[]') FROM alike) AS reactions`;
  return numbersOf(counted ?? { kinds: [], reactions: [] });
}

export interface WeekNumbers {
  readonly kinds: z.infer<typeof weekKinds>;
  readonly reactions: z.infer<typeof weekReactions>;
}

/** The publishable part of a week's counts: beside the kinds, which reactions worked, or else how each kind ended; never both. */
export function numbersOf({ kinds: rows, reactions: alike }: Counted): WeekNumbers {
  const met = VIOLATION_KINDS.flatMap((kind) => {
    const people = rows.find((row) => row.kind === kind && row.outcome === null)?.people ?? 0;
    return people >= LEAST_PEOPLE ? [{ kind, people }] : [];
  });
  const reactions = reactionsOf(
    alike,
    met.map(({ people }) => people),
  );
  const withOutcomes = Object.keys(reactions).length === 0;
  const kinds = met.map(({ kind, people }): [ViolationKind, KindNumbers] => {
    const outcomes = withOutcomes ? outcomesOf(rows, kind, people) : [];
    return [kind, { people, ...(outcomes.length > 0 ? { outcomes: Object.fromEntries(outcomes) } : {}) }];
  });
  return { kinds: Object.fromEntries(kinds), reactions };
}

/** Numbers of a week without entries. */
const NOTHING = numbersOf({ kinds: [], reactions: [] });

/** Outcomes of a kind, omitting any part that, or whose remainder by subtraction, would be one or two people. */
function outcomesOf(rows: readonly Row[], kind: ViolationKind, whole: number): [ViolationOutcome, number][] {
  const told = OUTCOMES.flatMap((outcome): [ViolationOutcome, number][] => {
    const { people = 0 } = rows.find((row) => row.kind === kind && row.outcome === outcome) ?? {};
    return people >= LEAST_PEOPLE && isCrowd(whole - people) ? [[outcome, people]] : [];
  }).toSorted(([, a], [, b]) => b - a);
  const rest = () => whole - told.reduce((total, [, people]) => total + people, 0);
  // A person who met it more than once may be in several parts; a remainder of zero or less reveals nothing.
  while (rest() > 0 && !isCrowd(rest())) told.pop();
  return told;
}
