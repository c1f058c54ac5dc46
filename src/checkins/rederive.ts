import { takeBack } from '../communities/alerts/alerts.ts';
import type { AlertKind } from '../communities/alerts/kinds.ts';
import { ALERT_STEP } from '../communities/alerts/telling.ts';
import type { Db } from '../database/client.ts';
import { ONLY_SHARD, type Shards } from '../ports/shards.ts';
import { dateAt, instantOf } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { postKey } from './steps.ts';

/** Days within which a weekly plan has its next check-in, unless weeks are excluded. */
const WEEK = 7;
/** Hours by which a step is never deferred on purpose: one that keeps failing is retried every six hours at most. */
const NEVER_PUT_OFF = 7;

/** Kinds of alerts about lost weeks. */
const LOST: readonly AlertKind[] = ['checkin.missed', 'checkin.away'];

/** The corrections made. */
export interface Rederived {
  /** Weeks recorded as missed in a future that has not come. */
  readonly undone: number;
  /** Communities that are planned again. */
  readonly planned: number;
}

interface RederiveContext {
  readonly db: Db;
  readonly clock: Clock;
  /** The shards whose communities this process corrects; all by default. */
  readonly shards?: Shards;
}

/**
 * Corrects the effects of a clock that was temporarily wrong: weeks recorded as missed although their time is still to come,
 * communities not to be examined until a date too far ahead, steps deferred until then. Cheap if nothing is wrong: plans with a
 * pause or holidays ahead are only examined once more.
 */
export async function rederivePlans({ db, clock, shards = ONLY_SHARD }: RederiveContext): Promise<Rederived> {
  const now = clock.now();
  const at = dateAt(now);
  const afterAWeek = dateAt(now.add({ hours: 24 * WEEK }));
  const missed = await db.checkin.findMany({
    // The process that recorded it planned for at least a week after it.
    where: {
      state: 'missed',
      dueAt: { gt: at },
      community: {
        OR: [{ checkinNextAt: { gt: dateAt(now.add({ hours: 24 * (WEEK - 1) })) } }, { checkinNextAt: null }],
      },
    },
    select: { id: true, communityId: true, channelId: true, dueAt: true },
  });
  const undone = missed.filter(({ communityId }) => shards.holds(communityId));
  for (const { id, dueAt } of undone)
    await db.$transaction(async (tx) => {
      const { key } = postKey(id);
      // Its post may have been attempted: then the step continues at its time, and searches first.
      const { count } = await tx.outboxStep.updateMany({
        where: { key },
        data: { state: 'pending', nextAt: dueAt, endedAt: null },
      });
      if (count > 0) await tx.checkin.update({ where: { id }, data: { state: 'due' } });
      else await tx.checkin.delete({ where: { id } });
    });
  for (const [communityId, weeks] of Map.groupBy(undone, (row) => row.communityId)) {
    // Alerts not sent yet are deleted; those sent are corrected.
    const untold = await db.alert.deleteMany({ where: { communityId, kind: { in: [...LOST] }, toldAt: null } });
    if (untold.count === 0)
      await db.$transaction((tx) => takeBack({ db: tx, clock }, communityId, weeks[0]?.channelId));
  }
  const affected = [...new Set(undone.map(({ communityId }) => communityId))];
  const departed = (await db.communityDeparture.findMany({ select: { communityId: true } })).map(
    (one) => one.communityId,
  );
  const doubtful = await db.community.findMany({
    where: {
      checkinChannelId: { not: null },
      id: { notIn: departed },
      OR: [{ id: { in: affected } }, { checkinNextAt: { gt: afterAWeek } }, { checkinNextAt: null }],
    },
    select: { id: true },
  });
  const planned = doubtful.filter(({ id }) => shards.holds(id));
  if (planned.length > 0)
    await db.community.updateMany({
      where: { id: { in: planned.map(({ id }) => id) }, OR: [{ checkinNextAt: null }, { checkinNextAt: { gt: at } }] },
      data: { checkinNextAt: at },
    });
  await bringBack(db, shards, instantOf(at));
  return { undone: undone.length, planned: planned.length };
}

/** Brings forward steps and alerts that were deferred by a clock that was ahead. */
async function bringBack(db: Db, shards: Shards, now: ReturnType<typeof instantOf>): Promise<void> {
  const [at, far] = [dateAt(now), dateAt(now.add({ hours: NEVER_PUT_OFF }))];
  const deferred = await db.outboxStep.findMany({
    // Without a channel for moderators, an alert waits without a problem.
    where: { state: 'pending', nextAt: { gt: far }, OR: [{ problem: { not: null } }, { kind: ALERT_STEP }] },
    select: { id: true, communityId: true },
  });
  const steps = deferred.filter(({ communityId }) => shards.holds(communityId));
  if (steps.length > 0)
    await db.outboxStep.updateMany({ where: { id: { in: steps.map(({ id }) => id) } }, data: { nextAt: at } });
}
