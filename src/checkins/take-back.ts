import type { Temporal } from 'temporal-polyfill';
import { findSettings } from '../communities/settings.ts';
import type { Tx } from '../database/client.ts';
import { cancelSteps } from '../outbox/steps.ts';
import { dateAt, fromDateColumn } from '../time/calendar.ts';
import { leftOut } from '../time/weekly.ts';
import { loadPlans, type PlanContext } from './plan.ts';
import { postKey } from './steps.ts';

/** The check-ins of a community, or the one of a week. */
interface Which {
  readonly communityId: string;
  readonly week?: Date;
}

/**
 * Takes back what is due and not posted. What may have been posted, its answer lost or still to come, is looked for by its
 * step, and removed.
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
 * What a change of the pause means for what is due: taken back in a pause, taken up again where it is left in. Whoever stores a
 * pause, by whatever way, calls it in the same transaction.
 * @param until first day (ISO date) on which check-ins are posted again; null: they are not paused
 */
export async function followPause(
  context: PlanContext,
  communityId: string,
  until: string | null,
  now: Temporal.Instant,
): Promise<void> {
  if (until !== null) await cancelDue(context.db, { communityId }, now);
  // A shorter pause may leave a week in again that the longer one took back.
  await restoreDue(context, { communityId }, now);
}

/** Takes up again what was taken back, if it is not too late for it and nothing else leaves its week out. */
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
    // Whether it is there cannot be told: it may be posted by hand, and by nobody else.
    if ((await tx.outboxStep.count({ where: { key, state: 'uncertain' } })) > 0) continue;
    await tx.checkin.update({ where: { id }, data: { state: 'due' } });
    // One that is still looking for its post goes on by itself.
    await tx.outboxStep.updateMany({
      where: { key, state: 'cancelled' },
      data: { state: 'pending', nextAt: at, endedAt: null },
    });
  }
}
