import { dropAlert, raiseAlert, resolveAlert } from '../../communities/alerts/alerts.ts';
import type { Tx } from '../../database/client.ts';
import type { StepProblem } from '../../outbox/steps.ts';
import type { Clock } from '../../time/clock.ts';
import type { MessageAddress } from './steps.ts';

interface Writing {
  readonly clock: Clock;
}

/** Key of the alert about removals in one discussion: one alert, however many messages there are. */
const alertOf = ({ channelId }: Pick<MessageAddress, 'channelId'>) => `share.removal:${channelId}`;

/**
 * Records that a message may not be removed, because its thread is archived and locked or for lack of permissions: moderators
 * are told once.
 */
export async function noteNotRemoved(
  { clock }: Writing,
  db: Tx,
  address: MessageAddress,
  problem: StepProblem,
): Promise<void> {
  if (problem !== 'forbidden' && problem !== 'refused' && problem !== 'locked') return;
  const { communityId, channelId, messageId } = address;
  await raiseAlert({ db, clock }, { communityId, key: alertOf(address), kind: 'share.removal', channelId, messageId });
}

/** Records that messages may be removed there (again). */
export async function noteRemoved({ clock }: Writing, db: Tx, address: MessageAddress): Promise<void> {
  await resolveAlert({ db, clock }, address.communityId, alertOf(address));
}

/** Withdraws the alert: the discussion is gone, and with it the messages to be removed. */
export async function forgetRemovals(tx: Tx, address: MessageAddress): Promise<void> {
  await dropAlert(tx, address.communityId, alertOf(address));
}

/** Records that a message could not be removed: moderators are asked, for each one, to delete it themselves. */
export async function noteLeft({ clock }: Writing, db: Tx, address: MessageAddress): Promise<void> {
  await forgetRemovals(db, address);
  const { communityId, channelId, messageId } = address;
  const key = `${alertOf(address)}:${messageId}`;
  await raiseAlert({ db, clock }, { communityId, key, kind: 'share.removalFailed', channelId, messageId });
}
