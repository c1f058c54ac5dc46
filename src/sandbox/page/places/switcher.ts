import { allChannels, guildById, KIND } from '../lookup.ts';
import { state } from '../store.ts';
import { channelIcon } from '../ui/entities.ts';
import { icon } from '../ui/icons.ts';
import { openPopup } from '../ui/popup.ts';
import { words } from '../words/words.ts';
import { openChannel } from './open.ts';

/** Ctrl+K: opens any channel by a few letters. */
export function openSwitcher(): void {
  const w = words();
  openPopup({
    label: w.goTo,
    role: 'listbox',
    anchor: { x: Math.max(8, innerWidth / 2 - 180), y: 90 },
    search: true,
    chosen: [state.channelId],
    items: places().map((channel) => ({
      value: channel.id,
      label: channel.name,
      description: guildById(channel.guildId)?.name ?? w.directMessages,
      picture: icon(channelIcon(channel.type)),
    })),
    done: ([id]) => id && openChannel(id),
  });
}

/** Alt+↓ and Alt+↑: open the next or the previous channel. */
export function stepChannel(step: 1 | -1): void {
  const all = places();
  const at = all.findIndex(({ id }) => id === state.channelId);
  const next = all[(at + step + all.length) % all.length];
  if (next) openChannel(next.id);
}

function places() {
  return allChannels().filter(({ type }) => type !== KIND.category && type !== KIND.voice);
}
