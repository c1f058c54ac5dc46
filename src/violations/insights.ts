import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { isViolationKind, type ViolationKind } from '../kinds/violations.ts';
import { fromDateColumn, mondayOf, toDateColumn } from '../time/calendar.ts';
import type { Cost } from './entries.ts';

/** Number of weeks the insights cover, the current one included. */
export const WEEKS = 12;

/** A summary of a member's log for the last twelve weeks, by the day on which things happened. */
export interface Insights {
  /** Mondays, oldest first. */
  readonly weeks: readonly Temporal.PlainDate[];
  /** Kinds, most frequent first; `weeks` has one number per week. */
  readonly kinds: readonly {
    readonly kind: ViolationKind;
    readonly total: number;
    readonly weeks: readonly number[];
  }[];
  readonly total: number;
  /** How many of them were addressed or resolved. */
  readonly addressed: number;
  /** Average days from the violation until it was addressed; undefined if none was. */
  readonly daysUntilAddressed: number | undefined;
  readonly unpaidMinutes: number;
  /** By currency. */
  readonly costs: readonly Cost[];
  /** Number of consecutive complete weeks, up to the last one, in which nothing was let pass; from the first entry on. */
  readonly keptWeeks: number;
}

/**
 * Reads a member's insights from the running sums: a few rows a week, however many entries there are.
 *
 * @param today the day on the member's calendar
 */
export async function readInsights(db: Tx, authorId: string, today: Temporal.PlainDate): Promise<Insights> {
  const current = mondayOf(today);
  const weeks = Array.from({ length: WEEKS }, (_, index) => current.subtract({ weeks: WEEKS - 1 - index }));
  const first = weeks[0] ?? current;
  const rows = await db.violationTally.findMany({
    where: { authorId, week: { gte: toDateColumn(first), lte: toDateColumn(current) } },
  });
  const kinds = new Map<ViolationKind, number[]>();
  const costs = new Map<string, number>();
  for (const { kind, week, entries, currency, amount } of rows) {
    if (!isViolationKind(kind)) continue; // from another version
    const counts = kinds.get(kind) ?? weeks.map(() => 0);
    const index = first.until(fromDateColumn(week), { largestUnit: 'week' }).weeks;
    kinds.set(kind, counts.with(index, (counts[index] ?? 0) + entries));
    if (currency !== '') costs.set(currency, (costs.get(currency) ?? 0) + amount.toNumber());
  }
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const addressed = sum((row) => row.addressed);
  return {
    weeks,
    kinds: [...kinds]
      .map(([kind, counts]) => ({ kind, weeks: counts, total: counts.reduce((total, count) => total + count, 0) }))
      .sort((a, b) => b.total - a.total || a.kind.localeCompare(b.kind)),
    total: sum(({ entries }) => entries),
    addressed,
    daysUntilAddressed: addressed === 0 ? undefined : sum(({ addressedDays }) => addressedDays) / addressed,
    unpaidMinutes: sum(({ unpaidMinutes }) => unpaidMinutes),
    costs: [...costs].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => b.amount - a.amount),
    keptWeeks: await countKeptWeeks(db, authorId, current),
  };
}

async function countKeptWeeks(db: Tx, authorId: string, current: Temporal.PlainDate): Promise<number> {
  const week = { lte: toDateColumn(current) };
  const first = await db.violationTally.findFirst({
    where: { authorId, week },
    orderBy: { week: 'asc' },
    select: { week: true },
  });
  if (!first) return 0;
  const last = await db.violationTally.findFirst({
    where: { authorId, week, letPass: { gt: 0 } },
    orderBy: { week: 'desc' },
    select: { week: true },
  });
  const from = last ? fromDateColumn(last.week).add({ weeks: 1 }) : fromDateColumn(first.week);
  return Math.max(0, from.until(current, { largestUnit: 'week' }).weeks);
}
