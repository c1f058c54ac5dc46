import type { MessageView } from '../../protocol.ts';
import { act } from '../api.ts';
import { EMOJI } from '../composer/emoji.ts';
import { ask } from '../form/ask.ts';
import { interact } from '../interactions.ts';
import { channelById, isThread, KIND } from '../lookup.ts';
import { openChannel } from '../places/open.ts';
import { change, state } from '../store.ts';
import type { Item } from '../ui/entities.ts';
import { icon } from '../ui/icons.ts';
import { say } from '../ui/live-region.ts';
import { openPopup, type PopupOptions } from '../ui/popup.ts';
import { pageLanguage, words } from '../words/words.ts';
import { textOf } from './text.ts';

/** The message's menu: the person's actions, then the commands of apps. */
export function openMenu(view: MessageView, anchor: PopupOptions['anchor']): void {
  const entries = entriesOf(view);
  openPopup({
    label: words().menu,
    role: 'menu',
    anchor,
    items: entries.map(({ item }) => item),
    done: ([value]) => entries.find(({ item }) => item.value === value)?.run(),
  });
}

/**
 * Opens on right-click, and on long press, for which browsers on phones fire the same event. Links and text keep the browser's
 * menu.
 */
export function menuByPress(event: MouseEvent, view: MessageView): void {
  const { target } = event;
  if (target instanceof Element && target.closest('a, input, textarea')) return;
  if (getSelection()?.isCollapsed === false) return;
  event.preventDefault();
  openMenu(view, { x: event.clientX, y: event.clientY });
}

export function pickReaction(event: Event, view: MessageView): void {
  if (!(event.currentTarget instanceof Element)) return;
  openPopup({
    label: words().react,
    role: 'listbox',
    anchor: event.currentTarget,
    search: true,
    items: EMOJI.map(([emoji, en, pl]) => ({
      value: emoji,
      label: emoji,
      description: pageLanguage() === 'pl' ? pl : en,
    })),
    done: ([emoji]) => emoji && void reactTo(view, emoji),
  });
}

interface Entry {
  item: Item;
  run: () => void;
}

function entriesOf(view: MessageView): Entry[] {
  const w = words();
  const { message: raw } = view;
  const { channel_id: channelId, id: messageId } = raw;
  const channel = channelById(channelId);
  const mine = raw.author.id === state.world?.me.id;
  const entry = (
    value: string,
    label: string,
    picture: Parameters<typeof icon>[0],
    run: () => void,
    more: Partial<Item> = {},
  ): Entry => ({ item: { value, label, picture: icon(picture), ...more }, run });
  const open = !view.ephemeral && !view.loading;
  const threadable = open && channel?.guildId && !isThread(channel) && channel.type !== KIND.forum && !raw.thread;
  const commands = state.commands[channelId]?.message ?? [];
  return [
    ...(open ? [entry('reply', w.reply, 'reply', () => startReply(view))] : []),
    entry('copy', w.copyText, 'copy', () => void copyText(view)),
    ...(threadable ? [entry('thread', w.startThread, 'thread', () => void startThread(view))] : []),
    ...(mine ? [entry('edit', w.edit, 'pencil', () => startEditing(messageId))] : []),
    ...(open
      ? commands.map(({ id, name }) =>
          entry(`app-${id}`, name, 'app', () => useOn(view, id, name), { description: `${w.apps} · ${botName()}` }),
        )
      : []),
    ...(mine || view.ephemeral || channel?.canManageMessages
      ? [
          entry(
            'delete',
            view.ephemeral ? w.dismiss : w.remove,
            'trash',
            () => void act({ kind: 'delete', channelId, messageId }),
            {
              danger: !view.ephemeral,
            },
          ),
        ]
      : []),
  ];
}

export function startReply(view: MessageView): void {
  change({ replyTo: view });
  queueMicrotask(() => document.querySelector<HTMLElement>('#composer-text')?.focus());
}

function useOn(view: MessageView, commandId: string, label: string): void {
  const { channel_id: channelId, id: messageId } = view.message;
  void interact({ kind: 'command', channelId, label }, { kind: 'use-on-message', channelId, commandId, messageId });
}

async function reactTo(view: MessageView, emoji: string): Promise<void> {
  const { channel_id: channelId, id: messageId } = view.message;
  await act({ kind: 'react', channelId, messageId, emoji, on: !view.myReactions.includes(emoji) });
}

async function copyText({ message: raw }: MessageView): Promise<void> {
  await navigator.clipboard.writeText(textOf(raw));
  say(words().copied);
}

async function startThread({ message: raw }: MessageView): Promise<void> {
  const w = words();
  const start = textOf(raw).split('\n')[0]?.slice(0, 60) ?? '';
  const name = await ask({ title: w.startThread, label: w.threadName, value: start, max: 100, confirm: w.create });
  if (!name) return;
  const result = await act({ kind: 'start-thread', channelId: raw.channel_id, messageId: raw.id, name });
  if (result.ok && result.channelId) openChannel(result.channelId);
}

export function startEditing(messageId: string): void {
  change({ editing: messageId });
  queueMicrotask(() => {
    const field = document.querySelector<HTMLTextAreaElement>('.editor textarea');
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    field?.scrollIntoView({ block: 'nearest' });
  });
}

function botName(): string {
  return state.world?.bot.name ?? '';
}
