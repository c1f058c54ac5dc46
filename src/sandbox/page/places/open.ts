import { fetchCommands, fetchMessages } from '../api.ts';
import { allChannels, channelById, KIND } from '../lookup.ts';
import { addressOf } from '../route.ts';
import { change, type History, onItsWay, recall, remember, state } from '../store.ts';

/** Shows a channel, thread or conversation, and puts it into the address. `loaded`: what it holds is there already. */
export function openChannel(channelId: string, loaded = false): void {
  const channel = channelById(channelId);
  if (!channel) return;
  if (channelId !== state.channelId) {
    delete state.unreadFrom[state.channelId];
    noteDivider(channelId);
  }
  change({ channelId, drawer: 'none', replyTo: undefined, editing: '', scrolledUp: false, newBelow: 0 });
  markRead(channelId);
  const address = addressOf(channelId);
  if (location.hash !== address) history.pushState(null, '', address);
  if (!loaded) void loadChannel(channelId);
}

/** Scrolls to a message in its channel, if it is loaded. */
export async function openMessage(channelId: string, messageId: string | undefined): Promise<void> {
  openChannel(channelId);
  await loadChannel(channelId);
  const shown = document.querySelector<HTMLElement>(`[data-id="${messageId}"]`);
  shown?.scrollIntoView({ block: 'center' });
  shown?.animate({ outline: ['2px solid var(--accent)', '2px solid transparent'] }, 1600);
}

/** Requests the messages and commands of a channel. */
export async function loadChannel(channelId: string): Promise<void> {
  const channel = channelById(channelId);
  if (!channel) return;
  await Promise.all([
    channel.type === KIND.forum ? Promise.resolve() : loadMessages(channelId),
    loadCommands(channelId),
  ]);
  markRead(channelId);
}

export async function loadCommands(channelId: string): Promise<void> {
  const commands = await onItsWay(fetchCommands(channelId)).catch(() => undefined);
  if (commands) change({ commands: { ...state.commands, [channelId]: commands } });
}

/** Loads the newest messages, or those before the oldest that is shown. */
export async function loadMessages(channelId: string, older = false): Promise<void> {
  const known = state.histories[channelId];
  if (older && (known?.loading || known?.complete)) return;
  const before = older ? known?.list[0]?.message.id : undefined;
  setHistory(channelId, { list: known?.list ?? [], complete: known?.complete ?? false, loading: true });
  const list = await fetchMessages(channelId, before).catch(() => undefined);
  const current = state.histories[channelId]?.list ?? [];
  if (!list) return setHistory(channelId, { list: current, complete: false, loading: false });
  setHistory(channelId, { list: older ? [...list, ...current] : list, complete: list.length < 50, loading: false });
}

function setHistory(channelId: string, history: History): void {
  change({ histories: { ...state.histories, [channelId]: history } });
}

/** Whether a channel has messages that the person has not read. */
export function isUnread(channelId: string, lastMessageId: string | null): boolean {
  if (lastMessageId === null || channelId === state.channelId) return false;
  const seen = recall(readKey(channelId));
  return seen !== '' && BigInt(lastMessageId) > BigInt(seen);
}

/** Channels with something unread. */
export function unreadCount(): number {
  return allChannels().filter(({ id, lastMessageId }) => isUnread(id, lastMessageId)).length;
}

/** Draws a line above what is new in a channel, from the moment it is opened, or left in the background, until it is left. */
export function noteDivider(channelId: string): void {
  if (state.unreadFrom[channelId] !== undefined) return;
  const seen = recall(readKey(channelId));
  const last = channelById(channelId)?.lastMessageId;
  if (seen !== '' && last && BigInt(last) > BigInt(seen)) state.unreadFrom[channelId] = seen;
}

export function markRead(channelId: string): void {
  const last = channelById(channelId)?.lastMessageId ?? '0';
  const newest = state.histories[channelId]?.list.at(-1)?.message.id ?? last;
  remember(readKey(channelId), BigInt(newest) > BigInt(last) ? newest : last);
}

/**
 * A person who comes for the first time has read everything there; in a channel created in their view (`made`), everything is
 * new.
 */
export function noteUnread(made?: string): void {
  if (made !== undefined) return remember(readKey(made), '0');
  for (const { id, lastMessageId } of allChannels())
    if (recall(readKey(id)) === '') remember(readKey(id), lastMessageId ?? '0');
}

function readKey(channelId: string): string {
  return `read.${state.world?.me.id ?? ''}.${channelId}`;
}
