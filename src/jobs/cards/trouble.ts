import type { Clock } from '../../clock.ts';
import { dropAlert, raiseAlert, resolveAlert } from '../../communities/alerts/alerts.ts';
import type { Tx } from '../../database/client.ts';
import type { StepProblem } from '../../outbox.ts';

/** Where something was to be written. */
interface Place {
  readonly communityId: string;
  /** The discussion (snowflake). */
  readonly channelId: string;
}

/** The alert about the discussion of a community. */
const ALERT = 'share.discussion';

/** Notes that the bot may not write in a discussion, because it is locked or for lack of rights: moderators are told once. */
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

/** Notes that it may write there (again). */
export async function noteOpen({ clock }: { readonly clock: Clock }, db: Tx, { communityId }: Place): Promise<void> {
  await resolveAlert({ db, clock }, communityId, ALERT);
}

/** There is nothing more to be written there, so it does not matter any longer. */
export async function forgetTrouble(tx: Tx, communityId: string): Promise<void> {
  await dropAlert(tx, communityId, ALERT);
}

/** Notes that somebody deleted the discussion: what was to stand there does not, and nothing more is shared in it. */
export async function noteDiscussionGone(
  tx: Tx,
  { id, communityId, channelId }: Place & { readonly id: string },
  table: 'card' | 'cardAdvice',
): Promise<void> {
  const gone = { where: { id, state: 'shared', messageId: null }, data: { state: 'removed' } };
  await (table === 'card' ? tx.card.updateMany(gone) : tx.cardAdvice.updateMany(gone));
  await tx.checkin.updateMany({ where: { communityId, threadId: channelId }, data: { threadId: null } });
  await forgetTrouble(tx, communityId);
}

/** Gives up what could not be posted while anybody was there to read it. */
export async function giveUp(
  tx: Tx,
  { id, communityId }: Place & { readonly id: string },
  table: 'card' | 'cardAdvice',
): Promise<void> {
  const over = { where: { id, state: 'shared', messageId: null }, data: { state: 'withdrawn' } };
  await (table === 'card' ? tx.card.updateMany(over) : tx.cardAdvice.updateMany(over));
  await forgetTrouble(tx, communityId);
}
