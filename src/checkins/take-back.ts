import type { Temporal } from 'temporal-polyfill';
import { findSettings } from '../communities/settings.ts';
import type { Tx } from '../database/client.ts';
import { cancelSteps } from '../outbox/steps.ts';
import { dateAt, fromDateColumn } from '../time/calendar.ts';
import { leftOut } from '../time/weekly.ts';
import { loadPlans, type PlanContext } from './plan.ts';
import { postKey } from './steps.ts';

/** All check-ins of a community, or the one of a week. */
interface Which {
  readonly communityId: string;
  readonly week?: Date;
}

/**
 * Cancels check-ins that are due but not posted. One that may have been posted (its answer lost or pending) is searched for by
 * its step and removed.
 */
export async function cancelDue(tx: Tx, which: Which, now: Temporal.Instant): Promise<void> {
  const cancelled = await tx.checkin.updateManyAndReturn({
    where: { ...which, state: 'due' },
    data: { state: 'cancelled' },
    select: { id: true },
  });
  await cancelSteps(
    tx,
    cancelled.map(({ id }) => postKey(id).key),
    now,
  );
}

/**
 * Applies a change of the pause to due check-ins: cancels those in the pause and restores those outside it. Must be called in
 * every transaction that stores a pause.
 * @param until first day (ISO date) on which check-ins are posted again; null: they are not paused
 */
export async function followPause(
  context: PlanContext,
  communityId: string,
  until: string | null,
  now: Temporal.Instant,
): Promise<void> {
  if (until !== null) await cancelDue(context.db, { communityId }, now);
  // A shorter pause may no longer cover a week that the longer one cancelled.
  await restoreDue(context, { communityId }, now);
}

/** Restores cancelled check-ins, if they are not too late and nothing else excludes their week. */
export async function restoreDue(
  { db: tx, isHoliday }: PlanContext,
  which: Which,
  now: Temporal.Instant,
): Promise<void> {
  const settings = await findSettings(tx, which.communityId);
  const plan = settings && (await loadPlans({ db: tx, isHoliday }, [settings])).get(settings.id);
  if (!plan) return;
  const at = dateAt(now);
  const rows = await tx.checkin.findMany({ where: { ...which, state: 'cancelled', latestAt: { gte: at } } });
  for (const { id, localDate } of rows) {
    if (leftOut(plan, fromDateColumn(localDate))) continue;
    const { key } = postKey(id);
    // Whether it was posted is unknown: only a moderator may post it, by hand.
    if ((await tx.outboxStep.count({ where: { key, state: 'uncertain' } })) > 0) continue;
    await tx.checkin.update({ where: { id }, data: { state: 'due' } });
    // A step that is still searching for its post continues by itself.
    await tx.outboxStep.updateMany({
      where: { key, state: 'cancelled' },
      data: { state: 'pending', nextAt: at, endedAt: null },
    });
  }
}
