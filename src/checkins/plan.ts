import type { Temporal } from 'temporal-polyfill';
import type { CommunitySettings } from '../communities/settings.ts';
import type { Tx } from '../database/client.ts';
import { fromDateColumn, mondayOf, toDateColumn } from '../time/calendar.ts';
import type { Plan } from '../time/weekly.ts';

/** Whether a day is a public holiday of a country (ISO 3166). Called only if a community excludes holidays. */
export type IsHoliday = (country: string, day: Temporal.PlainDate) => boolean;

/** Dependencies of planning. */
export interface PlanContext {
  readonly db: Tx;
  readonly isHoliday: IsHoliday;
}

/** The plan of each community with a valid schedule, by its id. */
export async function loadPlans(
  { db, isHoliday: isHolidayOf }: PlanContext,
  communities: readonly CommunitySettings[],
): Promise<ReadonlyMap<string, Plan>> {
  const skips = await db.checkinSkip.findMany({ where: { communityId: { in: communities.map(({ id }) => id) } } });
  const skipped = Map.groupBy(skips, ({ communityId }) => communityId);
  const plans = new Map<string, Plan>();
  for (const { id, schedule, checkin } of communities) {
    if (!schedule) continue;
    const { holidays, pausedUntil } = checkin;
    const isHoliday = (date: Temporal.PlainDate) => holidays !== undefined && isHolidayOf(holidays, date);
    const skippedWeeks = new Set((skipped.get(id) ?? []).map(({ week }) => fromDateColumn(week).toString()));
    plans.set(id, { ...schedule, isHoliday, skippedWeeks, pausedUntil });
  }
  return plans;
}

/** Mondays (ISO dates) of the weeks, from a day on, that already have a check-in, by community. */
export async function takenWeeks(
  db: Tx,
  communityIds: readonly string[],
  from: Temporal.PlainDate,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db.checkin.findMany({
    where: { communityId: { in: [...communityIds] }, week: { gte: toDateColumn(mondayOf(from)) } },
    select: { communityId: true, week: true },
  });
  const byCommunity = Map.groupBy(rows, ({ communityId }) => communityId);
  return new Map(
    [...byCommunity].map(([id, weeks]) => [id, new Set(weeks.map(({ week }) => fromDateColumn(week).toString()))]),
  );
}
