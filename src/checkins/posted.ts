import type { Temporal } from 'temporal-polyfill';
import { resolveAlert } from '../communities/alerts/alerts.ts';
import type { Db, Tx } from '../database/client.ts';
import type { Checkin } from '../database/generated/client.ts';
import { enqueue, type NewStep } from '../outbox/steps.ts';
import { dateAt, instantOf } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { isReminderWanted } from './reminders.ts';
import { postKey, stepKey } from './steps.ts';

/** Key of the alert about posting a community's check-ins. */
export const CHECKIN_ALERT = 'checkin';

/** Records that posting works (again). */
export async function clearTrouble(
  context: { readonly db: Tx; readonly clock: Clock },
  communityId: string,
): Promise<void> {
  await context.db.community.updateMany({
    where: { id: communityId, checkinProblem: { not: null } },
    data: { checkinProblem: null },
  });
  await resolveAlert(context, communityId, CHECKIN_ALERT);
}

/** Where a check-in's post was found. */
export interface Posted {
  readonly messageId: string;
  readonly inForum: boolean;
  readonly at: Temporal.Instant;
}

/**
 * Records where a check-in was posted.
 * @returns the steps that follow; undefined if its week was skipped meanwhile, so that the post must be removed
 */
export async function recordPosted(
  tx: Tx,
  { id, communityId }: Pick<Checkin, 'id' | 'communityId'>,
  { messageId, inForum, at }: Posted,
): Promise<NewStep[] | undefined> {
  const place = inForum ? { threadId: messageId, inForum: true } : {};
  const [posted] = await tx.checkin.updateManyAndReturn({
    where: { id, state: { not: 'cancelled' } },
    data: { state: 'posted', messageId, postedAt: dateAt(at), ...place },
    select: { closesAt: true },
  });
  if (!posted) return undefined;
  return [
    { ...stepKey(inForum ? 'question' : 'thread', id), communityId, dueAt: at },
    ...((await isReminderWanted(tx, communityId)) ? [{ ...stepKey('remind', id), communityId, dueAt: at }] : []),
    { ...stepKey('close', id), communityId, dueAt: instantOf(posted.closesAt) },
  ];
}

/** A message visible to everyone in its channel, on which a member used a control of a check-in. */
export interface PressedPost {
  /** Snowflakes. */
  readonly id: string;
  readonly channelId: string;
}

/**
 * Adopts a message as a check-in's post whose answer was lost: it has the check-in's control, so it is the post, and the member
 * who used it need not wait until the outbox has searched for it. Only in a channel where it can be; a skipped week is not
 * adopted.
 * @returns whether it was adopted
 */
export async function adoptPost(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  {
    checkinId,
    communityId,
    post,
  }: { readonly checkinId: string; readonly communityId: string; readonly post: PressedPost },
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const row = await tx.checkin.findUnique({ where: { id: checkinId } });
    if (row?.communityId !== communityId || row.messageId !== null) return false;
    if (row.state !== 'due' && row.state !== 'missed') return false;
    // A forum's post is the first message of a thread with the same id.
    const inForum = post.channelId === post.id;
    if (!inForum && post.channelId !== row.channelId) return false;
    const at = clock.now();
    const { key } = postKey(row.id);
    // A process that is working on the step finds it done, and records nothing more.
    const { count } = await tx.outboxStep.updateMany({
      where: { key, state: { not: 'done' } },
      data: { state: 'done', nextAt: null, leaseHolder: null, endedAt: dateAt(at), problem: null },
    });
    if (count === 0) return false;
    const steps = await recordPosted(tx, row, { messageId: post.id, inForum, at });
    await enqueue(tx, steps ?? []);
    await clearTrouble({ db: tx, clock }, communityId);
    return true;
  });
}
