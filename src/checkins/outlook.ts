import type { Temporal } from 'temporal-polyfill';
import type { CommunitySettings } from '../communities/settings.ts';
import { mondayOf } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { clockChange, type LeftOut, leftOut, occurrenceInWeek } from '../time/weekly.ts';
import { loadPlans, type PlanContext } from './plan.ts';
import { findUpcoming } from './upcoming.ts';

/** A future week of a community's plan. */
export interface PlannedWeek {
  readonly localDate: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  /** Why nothing is posted; undefined if it is. */
  readonly leftOut: LeftOut | undefined;
  /** Whether the clocks change at that time: the wall time does not exist ("gap") or occurs twice ("overlap"). */
  readonly clocks: 'gap' | 'overlap' | undefined;
}

interface OutlookContext extends PlanContext {
  readonly clock: Clock;
}

/**
 * The next `count` check-ins in order, and between them the excluded weeks (consecutive ones; those of a pause are not listed:
 * there may be hundreds).
 */
export async function outlook(
  context: OutlookContext,
  settings: CommunitySettings,
  count: number,
): Promise<PlannedWeek[]> {
  const upcoming = await findUpcoming(context, settings, count);
  const last = upcoming.at(-1)?.localDate;
  const plan = (await loadPlans(context, [settings])).get(settings.id);
  if (!plan || !last) return [];
  const posted = new Set(upcoming.map(({ localDate }) => localDate.toString()));
  const today = context.clock.now().toZonedDateTimeISO(plan.zone).toPlainDate();
  const weeks = Math.round(mondayOf(today).until(mondayOf(last), { largestUnit: 'days' }).days / 7);
  return Array.from({ length: weeks + 1 }, (_, week) => occurrenceInWeek(plan, today.add({ weeks: week })))
    .map(({ localDate, at }) => ({
      localDate,
      at,
      leftOut: leftOut(plan, localDate),
      clocks: clockChange(plan, localDate),
    }))
    .filter(({ localDate, at, leftOut: why }) => {
      if (posted.has(localDate.toString())) return true;
      return why !== undefined && why !== 'paused' && at.epochMilliseconds > context.clock.now().epochMilliseconds;
    });
}

/** The next `count` weeks from this one on, excluded ones included: those that moderators can skip. */
export async function weeksAhead(
  { db, isHoliday, clock }: OutlookContext,
  settings: CommunitySettings,
  count: number,
): Promise<PlannedWeek[]> {
  const plan = (await loadPlans({ db, isHoliday }, [settings])).get(settings.id);
  if (!plan) return [];
  const today = clock.now().toZonedDateTimeISO(plan.zone).toPlainDate();
  return Array.from({ length: count }, (_, week) => {
    const { localDate, at } = occurrenceInWeek(plan, today.add({ weeks: week }));
    return { localDate, at, leftOut: leftOut(plan, localDate), clocks: clockChange(plan, localDate) };
  });
}
