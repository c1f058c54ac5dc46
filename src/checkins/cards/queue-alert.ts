import { dropAlert, findAlert, raiseAlert } from '../../communities/alerts/alerts.ts';
import type { Tx } from '../../database/client.ts';
import type { Clock } from '../../time/clock.ts';

/** The alert about the moderators' queue. It names neither what waits there nor who reported it. */
const ALERT = 'share.queue';
/** Hours after which moderators who were told once are told again of what came since. */
const AGAIN_HOURS = 24;

/** How many cards and pieces of advice wait for a decision. */
export async function countQueue(db: Tx, communityId: string): Promise<number> {
  const reports = (adviceId: null | undefined) => ({
    some: { decidedAt: null, ...(adviceId === null ? { adviceId } : {}) },
  });
  const cards = await db.card.count({
    where: { communityId, OR: [{ state: 'held' }, { state: 'shared', reports: reports(null) }] },
  });
  const advice = await db.cardAdvice.count({
    where: { communityId, OR: [{ state: 'held' }, { state: 'shared', reports: reports(undefined) }] },
  });
  return cards + advice;
}

/**
 * Lets nobody else change what waits in a community's queue until the transaction ends: what comes into an empty one is told
 * once. Whoever also locks a card does this first; the other way round, two of them would wait for each other.
 */
export async function lockQueue(tx: Tx, communityId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`queue ${communityId}`}, 0))`;
}

/** Forgets the alert where nothing waits any more. */
export async function forgetEmptyQueue(tx: Tx, communityId: string): Promise<void> {
  if ((await countQueue(tx, communityId)) === 0) await dropAlert(tx, communityId, ALERT);
}

/**
 * Makes a change after which more or less may wait for moderators, and lets them be told: once, when something comes into an
 * empty queue, and of what comes later at most once a day. An empty queue is nothing to be told of.
 */
export async function withQueueAlert<T>(
  { db: tx, clock }: { readonly db: Tx; readonly clock: Clock },
  communityId: string,
  change: () => Promise<T>,
): Promise<T> {
  await lockQueue(tx, communityId);
  const before = await countQueue(tx, communityId);
  const result = await change();
  const after = await countQueue(tx, communityId);
  if (after === 0) await dropAlert(tx, communityId, ALERT);
  else if (after > before) {
    const told = (await findAlert(tx, communityId, ALERT))?.toldAt;
    const again = clock.now().subtract({ hours: AGAIN_HOURS }).epochMilliseconds;
    // What emptied the queue may not have told (retention, for instance): in an empty one everything is new.
    if (before === 0 || (told && told.getTime() < again)) await dropAlert(tx, communityId, ALERT);
    const kind = 'share.waiting';
    await raiseAlert({ db: tx, clock }, { communityId, key: ALERT, kind, channelId: undefined });
  }
  return result;
}
