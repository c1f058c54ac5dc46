import type { StoredSettings } from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import type { Button } from '../../../src/messages/reply.ts';
import { settingControls } from './controls.ts';

/** The channel in which a control was pressed, if the bot can post there; never a thread. */
export function channelHere(call: Call): string | undefined {
  const { services, channelId } = call;
  if (!channelId) return undefined;
  const standing = services.messenger.look(communityOf(call).id, channelId);
  return standing.state === 'ready' && standing.kind === 'text' ? channelId : undefined;
}

/** The button that chooses it, only if nothing is chosen yet: later, a slip would change a working setting. */
export function hereButton(
  call: Call,
  params: Parameters<typeof settingControls.pickHere.with>[0],
  settings: StoredSettings,
): Button[] {
  const here = channelHere(call);
  if (!here || settings[params.field] !== null) return [];
  // The channel of the check-in is public; it can still be chosen for moderators from the list.
  if (here === settings.checkinChannelId) return [];
  return [{ label: call.t('setup:here'), does: settingControls.pickHere.with(params) }];
}
