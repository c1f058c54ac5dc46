import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { mondayOf } from '../checkins/schedule.ts';
import type { Clock } from '../clock.ts';
import { LEAST_PEOPLE } from '../communities/least-people.ts';
import type { Tx } from '../database/client.ts';
import { OUTCOMES, type Outcome, VIOLATION_KINDS, type ViolationKind } from './kinds.ts';
import { fromColumn, toColumn } from './tally.ts';

/** A week is closed so many weeks after its last day: entries are often written, and settled, some days later. */
const CLOSED_AFTER_WEEKS = 1;
/** After a longer stop, older weeks are left out: nobody asks for them. */
const CAUGHT_UP_WEEKS = 4;

const kindNumbers = z.strictObject({
  /** Distinct people to whom it happened. */
  people: z.number(),
  /** Of them, those who addressed it at least once; left out where the number would tell about fewer than three. */
  addressed: z.number().optional(),
  /** Of them, those for whom it ended so; the same holds. */
  outcomes: z.partialRecord(z.enum(OUTCOMES), z.number()).optional(),
});
const weekNumbers = z.partialRecord(z.enum(VIOLATION_KINDS), kindNumbers);

export type KindNumbers = z.infer<typeof kindNumbers>;

/** A community's numbers of one week. Kinds that fewer than three people met are not in them, and there is no total. */
export interface CommunityWeekNumbers {
  /** Monday. */
  readonly week: Temporal.PlainDate;
  readonly kinds: Partial<Record<ViolationKind, KindNumbers>>;
}

/**
 * Counts the weeks that are over long enough, each exactly once: what was counted is never counted again, so that nobody
 * learns from two counts what one person did in between (`docs/decisions`, "Community numbers"). Returns how many.
 */
export async function closeWeeks({ db, clock }: { readonly db: Tx; readonly clock: Clock }): Promise<number> {
  const now = clock.now();
  const current = mondayOf(now.toZonedDateTimeISO('UTC').toPlainDate());
  const newest = current.subtract({ weeks: 1 + CLOSED_AFTER_WEEKS });
  let closed = 0;
  for (let back = CAUGHT_UP_WEEKS - 1; back >= 0; back -= 1) {
    const week = newest.subtract({ weeks: back });
    const open = await db.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM "Community" c
      WHERE NOT EXISTS (SELECT FROM "CommunityWeek" w WHERE w."communityId" = c.id AND w.week = ${week.toString()}::date)`;
    for (const { id: communityId } of open) {
      const kinds = await countWeek(db, communityId, week);
      const data = { communityId, week: toColumn(week), kinds, closedAt: new Date(now.epochMilliseconds) };
      // Two processes may meet: the first count stays.
      closed += (await db.communityWeek.createMany({ data: [data], skipDuplicates: true })).count;
    }
  }
  return closed;
}

/** A community's closed weeks from a day on, oldest first. Weeks that are not closed yet are not there. */
export async function findCommunityWeeks(
  db: Tx,
  communityId: string,
  from: Temporal.PlainDate,
): Promise<CommunityWeekNumbers[]> {
  const where = { communityId, week: { gte: toColumn(from) } };
  const rows = await db.communityWeek.findMany({ where, orderBy: { week: 'asc' } });
  return rows.map(({ week, kinds }) => ({ week: fromColumn(week), kinds: weekNumbers.parse(kinds) }));
}

interface Row {
  readonly kind: string;
  readonly outcome: string | null;
  readonly people: number;
  readonly addressed: number;
}

async function countWeek(db: Tx, communityId: string, week: Temporal.PlainDate): Promise<z.infer<typeof weekNumbers>> {
  const monday = week.toString();
  // One row a kind (outcome null, grouping 1) and one for each outcome of it.
  const rows = await db.$queryRaw<Row[]>`
    SELECT v.kind, v.outcome, count(DISTINCT v."authorId")::int AS people,
      (count(DISTINCT v."authorId") FILTER (WHERE v.state <> 'open'))::int AS addressed
    FROM "Violation" v LEFT JOIN "Member" m ON m.id = v."authorId"
    WHERE v."communityId" = ${communityId} AND v."happenedOn" >= ${monday}::date AND v."happenedOn" < ${monday}::date + 7
      AND NOT COALESCE(m.uncounted, false)
    GROUP BY GROUPING SETS ((v.kind), (v.kind, v.outcome))
    HAVING GROUPING(v.outcome) = 1 OR v.outcome IS NOT NULL`;
  return numbersOf(rows);
}

/** What of a week's counts may be told. */
export function numbersOf(rows: readonly Row[]): z.infer<typeof weekNumbers> {
  const numbers: Partial<Record<ViolationKind, KindNumbers>> = {};
  for (const kind of VIOLATION_KINDS) {
    const whole = rows.find((row) => row.kind === kind && row.outcome === null);
    if (!whole || whole.people < LEAST_PEOPLE) continue;
    const { people, addressed } = whole;
    const outcomes = OUTCOMES.flatMap((outcome): [Outcome, number][] => {
      const row = rows.find((one) => one.kind === kind && one.outcome === outcome);
      return row && mayTell(row.people, people) ? [[outcome, row.people]] : [];
    });
    numbers[kind] = {
      people,
      ...(mayTell(addressed, people) ? { addressed } : {}),
      ...(outcomes.length > 0 ? { outcomes: Object.fromEntries(outcomes) } : {}),
    };
  }
  return numbers;
}

/** A part of a group tells about its rest as well: neither may be one or two people. */
function mayTell(part: number, whole: number): boolean {
  const rest = whole - part;
  return part >= LEAST_PEOPLE && (rest === 0 || rest >= LEAST_PEOPLE);
}
