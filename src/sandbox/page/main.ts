import { render } from '/vendor/lit-html/lit-html.js';
import { pickerDrawn } from './composer/picker.ts';
import { formDrawn } from './form/dialog.ts';
import { pageKeys } from './keys.ts';
import { becomePerson } from './live.ts';
import { channelById, currentChannel } from './lookup.ts';
import { openChannel, unreadCount } from './places/open.ts';
import { stepChannel } from './places/switcher.ts';
import { channelInAddress } from './route.ts';
import { app } from './screen.ts';
import { change, drawWith, recall, state } from './store.ts';
import { applyTheme } from './theme.ts';
import { popupDrawn } from './ui/popup.ts';
import { fill, pageLanguage, words } from './words/words.ts';

const root = document.getElementById('page');

function draw(): void {
  if (!root) return;
  render(app(), root);
  document.documentElement.lang = pageLanguage();
  const name = currentChannel()?.name;
  const title = name ? fill(words().pageTitle, { channel: name }) : (state.world?.bot.name ?? '');
  const unread = unreadCount();
  document.title = unread > 0 ? `(${unread}) ${title}` : title;
  formDrawn();
  popupDrawn();
  pickerDrawn();
}

function followAddress(): void {
  const channel = channelInAddress();
  if (channel !== state.channelId && channelById(channel)) openChannel(channel);
}

/** Retries until the server answers: it may be starting. */
async function start(): Promise<void> {
  try {
    await becomePerson('');
  } catch {
    change({ connection: 'lost' });
    setTimeout(() => void start(), 2000);
  }
}

root?.replaceChildren();
drawWith(draw);
const theme = recall('theme');
state.theme = theme === 'light' || theme === 'dark' ? theme : 'auto';
state.panelOpen = recall('panel') === 'open' && matchMedia('(min-width: 900px)').matches;
applyTheme();
addEventListener('popstate', followAddress);
addEventListener('hashchange', followAddress);
addEventListener('keydown', (event) => {
  if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    stepChannel(event.key === 'ArrowDown' ? 1 : -1);
  } else pageKeys(event);
});
// Relative times need updating.
setInterval(() => change(), 30_000);
void start();
