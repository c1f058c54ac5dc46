import { dropAlert, findAlert, raiseAlert } from '../../communities/alerts/alerts.ts';
import type { Tx } from '../../database/client.ts';
import type { Clock } from '../../time/clock.ts';

/** Key of the alert about the moderators' queue. It names neither the items nor the reporters. */
const ALERT = 'share.queue';
/** Hours after which moderators who were told are told again, of newer items. */
const AGAIN_HOURS = 24;

/** Number of cards and pieces of advice that await a decision. */
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
 * Prevents other changes to a community's queue until the transaction ends, so that the first item of an empty one is reported
 * once. Code that also locks a card must call this first; the other order could deadlock.
 */
export async function lockQueue(tx: Tx, communityId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`queue ${communityId}`}, 0))`;
}

/** Withdraws the alert if the queue is empty. */
export async function forgetEmptyQueue(tx: Tx, communityId: string): Promise<void> {
  if ((await countQueue(tx, communityId)) === 0) await dropAlert(tx, communityId, ALERT);
}

/**
 * Makes a change that may alter the queue, and alerts moderators: once when an empty queue gets an item, and of later ones at
 * most once a day. An empty queue causes no alert.
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
    // The change that emptied the queue may not have withdrawn the alert (retention, for instance): in an empty queue
    // everything is new.
    if (before === 0 || (told && told.getTime() < again)) await dropAlert(tx, communityId, ALERT);
    const kind = 'share.waiting';
    await raiseAlert({ db: tx, clock }, { communityId, key: ALERT, kind, channelId: undefined });
  }
  return result;
}
