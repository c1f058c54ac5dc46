import type { Call } from '../../src/dialogue/call.ts';
import type { ShareKind } from '../../src/kinds/shares.ts';
import { type Block, type Button, buttons, type MessageReply, toChannel } from '../../src/messages/reply.ts';
import { shareControls } from './controls.ts';

/**
 * Shows something to the channel for a person, with a button that takes it back and that works for them alone. The only way to a
 * public answer: a member cannot delete a message of the bot.
 *
 * @param more further buttons, for everyone
 */
export function shareHere(
  { publicT }: Call,
  kind: ShareKind,
  parts: readonly (string | Block)[],
  ...more: readonly Button[]
): MessageReply {
  const takeBack = { label: publicT('shares:takeBack'), emoji: '↩️', does: shareControls.takeBack.with({}) };
  return toChannel(kind, ...parts, buttons(...more, takeBack));
}
