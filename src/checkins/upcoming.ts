import type { CommunitySettings } from '../communities/settings.ts';
import type { Clock } from '../time/clock.ts';
import { nextPlanned, type Occurrence } from '../time/weekly.ts';
import { loadPlans, type PlanContext, takenWeeks } from './plan.ts';

/**
 * The next check-ins to be posted, at most `count`: without holidays, skipped weeks, a pause, and weeks that already have
 * theirs. With `anywhere` also for a community that has not chosen a channel yet.
 */
export async function findUpcoming(
  context: PlanContext & { readonly clock: Clock },
  settings: CommunitySettings,
  count: number,
  { anywhere = false } = {},
): Promise<Occurrence[]> {
  if (!settings.checkinChannelId && !anywhere) return [];
  const plan = (await loadPlans(context, [settings])).get(settings.id);
  if (!plan) return [];
  const now = context.clock.now();
  const today = now.toZonedDateTimeISO(plan.zone).toPlainDate();
  const taken = (await takenWeeks(context.db, [settings.id], today)).get(settings.id);
  const upcoming: Occurrence[] = [];
  for (let from = now; upcoming.length < count; ) {
    const next = nextPlanned(plan, from, taken);
    if (!next) break;
    upcoming.push(next);
    from = next.at;
  }
  return upcoming;
}
