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

/** Weeks after its last day at which a week is closed: entries are often written, and settled, some days later. */
const CLOSED_AFTER_WEEKS = 1;
/** Weeks that are closed after a longer stop; older ones are left out, for no page shows them. */
const CAUGHT_UP_WEEKS = 4;
/** Communities a look at those that are open. */
const AT_ONCE = 200;

export interface CloseContext {
  readonly db: Tx;
  readonly clock: Clock;
  /** Told to stop between two communities. */
  readonly signal?: AbortSignal;
  /** Told of a community that could not be counted: it is tried again. */
  readonly onError: (error: unknown, communityId: string) => void;
}

const kindNumbers = z.strictObject({
  /** Distinct people to whom it happened. */
  people: z.number(),
  /** Of them, those who addressed it at least once: in weeks that were counted before, and no longer used. */
  addressed: z.number().optional(),
  /** Of them, those for whom it ended so; only where the week tells no reactions, and no number tells about fewer than three. */
  outcomes: z.partialRecord(z.enum(OUTCOMES), z.number()).optional(),
});
const weekKinds = z.partialRecord(z.enum(VIOLATION_KINDS), kindNumbers);
const weekReactions = z.partialRecord(
  z.enum(COUNTED_REACTIONS),
  z.strictObject({ people: z.number(), well: z.number() }) satisfies z.ZodType<ReactionNumbers>,
);

export type KindNumbers = z.infer<typeof kindNumbers>;

/** A community's numbers of one week. Kinds that fewer than three people met are not in them, and there is no total. */
export interface CommunityWeekNumbers {
  /** Monday. */
  readonly week: Temporal.PlainDate;
  readonly kinds: Partial<Record<ViolationKind, KindNumbers>>;
  /** How often each reaction to these kinds, all of them together, worked; empty where that would tell about fewer than three. */
  readonly reactions: Partial<Record<CountedReaction, ReactionNumbers>>;
}

/**
 * Counts the weeks that are over long enough, each exactly once: what was counted is never counted again, so that nobody
 * learns from two counts what one person did in between (`docs/decisions`, "Community numbers"). A community whose week cannot
 * be counted holds up no other. Returns how many.
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
      // Most communities have nothing in most weeks: there is nothing to count, and one statement for all of them.
      const empty = open.filter(({ entries }) => !entries).map(({ id }) => id);
      await close(empty, NOTHING).catch(async () => {
        // One of them is at fault: each alone, so that the others are done.
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
  /** Whether anybody wrote anything of that week. */
  readonly entries: boolean;
}

interface ClosedWeek {
  readonly ids: readonly string[];
  readonly week: Temporal.PlainDate;
  readonly numbers: WeekNumbers;
  readonly closedAt: Date;
}

/** Keeps the same numbers for several communities: as a list, since making Prisma's statement of 200 rows takes longer than writing them. */
async function writeWeek(db: Tx, { ids, week, numbers, closedAt }: ClosedWeek): Promise<number> {
  if (ids.length === 0) return 0;
  // Two processes may meet: the first count stays.
  return db.$executeRaw`
    INSERT INTO "CommunityWeek" ("communityId", week, kinds, reactions, "closedAt")
    SELECT id, ${week.toString()}::date, ${JSON.stringify(numbers.kinds)}::jsonb, ${JSON.stringify(numbers.reactions)}::jsonb,
      ${closedAt}::timestamptz
    FROM unnest(${[...ids]}::text[]) AS id ON CONFLICT DO NOTHING`;
}

/** A page of the communities whose week is not counted yet. */
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

/** A community's closed weeks from a day on, oldest first. Weeks that are not closed yet are not there. */
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
    // Weeks that were closed before reactions were counted have none.
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

/** Both counts in one statement, so that nothing can be written between them. */
async function countWeek(db: Tx, communityId: string, week: Temporal.PlainDate): Promise<WeekNumbers> {
  const monday = week.toString();
  // Of kinds, one row each (outcome null, grouping 1) and one for each outcome of it. Of people, how many did the same.
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

/** What of a week's counts may be told: beside the kinds, which reactions worked, or else how each kind ended; never both. */
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

/** What is kept of a week in which nothing was written. */
const NOTHING = numbersOf({ kinds: [], reactions: [] });

/** How a kind ended, where neither a part, nor the rest beside one or all parts, is one or two people. */
function outcomesOf(rows: readonly Row[], kind: ViolationKind, whole: number): [ViolationOutcome, number][] {
  const told = OUTCOMES.flatMap((outcome): [ViolationOutcome, number][] => {
    const { people = 0 } = rows.find((row) => row.kind === kind && row.outcome === outcome) ?? {};
    return people >= LEAST_PEOPLE && isCrowd(whole - people) ? [[outcome, people]] : [];
  }).toSorted(([, a], [, b]) => b - a);
  const rest = () => whole - told.reduce((total, [, people]) => total + people, 0);
  // Whoever met it more than once may be in several parts: then what remains by subtraction is nobody's number.
  while (rest() > 0 && !isCrowd(rest())) told.pop();
  return told;
}
