import { dropAlert, raiseAlert, resolveAlert } from '../../communities/alerts/alerts.ts';
import type { Tx } from '../../database/client.ts';
import type { Sealer } from '../../database/sealing.ts';
import type { Locale } from '../../i18n/locales.ts';
import { oweNotice } from '../../notices/notices.ts';
import type { StepProblem } from '../../outbox/steps.ts';
import { type Clock, dateOf } from '../../time/clock.ts';

/** The place of a message to be written. */
interface Place {
  readonly communityId: string;
  /** The discussion (snowflake). */
  readonly channelId: string;
}

/** Key of the alert about the discussion of a community. */
const ALERT = 'share.discussion';

/**
 * Records that the bot may not write in a discussion, because it is locked or for lack of permissions: moderators are told
 * once.
 */
export async function noteBlocked(
  { clock }: { readonly clock: Clock },
  db: Tx,
  { communityId, channelId }: Place,
  problem: StepProblem,
): Promise<void> {
  if (problem !== 'forbidden' && problem !== 'refused' && problem !== 'locked') return;
  const kind = problem === 'locked' ? 'share.locked' : 'share.blocked';
  await raiseAlert({ db, clock }, { communityId, key: ALERT, kind, channelId });
}

/** Records that it may write there (again). */
export async function noteOpen({ clock }: { readonly clock: Clock }, db: Tx, { communityId }: Place): Promise<void> {
  await resolveAlert({ db, clock }, communityId, ALERT);
}

/** Withdraws the alert once there is nothing more to write there. */
export async function forgetTrouble(tx: Tx, communityId: string): Promise<void> {
  await dropAlert(tx, communityId, ALERT);
}

/** A text that did not appear because its discussion was deleted. */
interface Unshown extends Place {
  readonly id: string;
  readonly authorId: string;
  readonly text: string;
  /** Language used if the author's own is not known. */
  readonly locale: Locale;
}

/**
 * Records that the discussion was deleted before a text appeared there: its author was told that it would, so they are told
 * that it did not.
 */
export async function noteDiscussionGone(
  { sealer, clock }: { readonly sealer: Sealer; readonly clock: Clock },
  tx: Tx,
  { id, authorId, communityId, channelId, text, locale }: Unshown,
  table: 'card' | 'cardAdvice',
): Promise<void> {
  const gone = { where: { id, state: 'shared', messageId: null }, data: { state: 'removed' } };
  const { count } = await (table === 'card' ? tx.card.updateMany(gone) : tx.cardAdvice.updateMany(gone));
  await noteThreadDeleted({ clock }, tx, { communityId, channelId });
  if (count === 0) return;
  const payload = { type: table === 'card' ? 'goneCard' : 'goneAdvice', text };
  const about = { personId: authorId, kind: 'removed', subject: id, communityId, locale } as const;
  await oweNotice({ db: tx, sealer, clock }, { ...about, payload, dueAt: clock.now() });
}

/**
 * Records that a thread was deleted: if it was a discussion, nothing more is shared in it, and moderators are told if it was
 * open.
 */
export async function noteThreadDeleted(
  { clock }: { readonly clock: Clock },
  tx: Tx,
  { communityId, channelId }: Place,
): Promise<void> {
  const open = await tx.checkin.count({
    where: { communityId, threadId: channelId, state: 'posted', closesAt: { gt: dateOf(clock) } },
  });
  const { count } = await tx.checkin.updateMany({
    where: { communityId, threadId: channelId },
    data: { threadId: null },
  });
  if (count === 0) return;
  await forgetTrouble(tx, communityId);
  if (open > 0)
    await raiseAlert({ db: tx, clock }, { communityId, key: `share.gone:${channelId}`, kind: 'share.gone', channelId });
}

/** Gives up a text that could not be posted while there was anybody to read it. */
export async function giveUp(
  tx: Tx,
  { id, communityId }: Place & { readonly id: string },
  table: 'card' | 'cardAdvice',
): Promise<void> {
  await endUnshown(tx, id, table);
  await forgetTrouble(tx, communityId);
}

/** Ends a text that does not appear: it counts as withdrawn, and its author can share it again. */
export async function endUnshown(tx: Tx, id: string, table: 'card' | 'cardAdvice'): Promise<void> {
  const over = { where: { id, state: 'shared', messageId: null }, data: { state: 'withdrawn' } };
  await (table === 'card' ? tx.card.updateMany(over) : tx.cardAdvice.updateMany(over));
}
