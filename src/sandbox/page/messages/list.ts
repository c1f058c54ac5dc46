import { guard } from '/vendor/lit-html/directives/guard.js';
import { keyed } from '/vendor/lit-html/directives/keyed.js';
import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { ChannelView, MessageView } from '../../protocol.ts';
import { startCommand } from '../composer/draft.ts';
import { dismissPending } from '../interactions.ts';
import { KIND } from '../lookup.ts';
import { loadMessages } from '../places/open.ts';
import { type Pending, sandboxNow, state } from '../store.ts';
import { avatar } from '../ui/avatar.ts';
import { withEmoji } from '../ui/emoji.ts';
import { icon } from '../ui/icons.ts';
import { dayKey, dayName } from '../ui/time.ts';
import { count, fill, words } from '../words/words.ts';
import { pendingFor } from './components.ts';
import { message } from './message.ts';
import { noteScroll, toNewest } from './scroll.ts';

/** Milliseconds within which messages of one author share a name line. */
const TOGETHER = 7 * 60_000;

/** Above the message box while the newest message is out of view: how many came meanwhile, and the way to them. */
export function jumpButton(): TemplateResult | typeof nothing {
  const { scrolledUp, newBelow } = state;
  if (!scrolledUp) return nothing;
  const w = words();
  return html`<button type="button" class="jump" @click=${toNewest}>
    ${newBelow > 0 ? count(w.newMessages, newBelow) : w.toNewest}${icon('down')}
  </button>`;
}

/** The messages of a channel, newest at the bottom, where the view stays unless a person scrolls up. */
export function messageList(channel: ChannelView): TemplateResult {
  const history = state.histories[channel.id];
  const list = history?.list ?? [];
  const pending = state.pending.filter(({ channelId, kind }) => channelId === channel.id && kind === 'command');
  const w = words();
  const name = channel.type === KIND.dm ? channel.name : `#${channel.name}`;
  return html`${keyed(
    channel.id,
    html`<div class="messages" tabindex="0" role="region" aria-label=${fill(w.messages, { channel: name })} @scroll=${(event: Event) => scrolled(event, channel.id)}>
      <div class="messages-inner">
        ${history?.complete ? start(channel) : nothing}
        ${
          history && !history.complete && list.length > 0
            ? html`<button type="button" class="text-button older" @click=${() => void loadMessages(channel.id, true)}>${w.older}</button>`
            : nothing
        }
        ${history?.loading && list.length === 0 ? skeleton() : nothing}
        <ol class="message-list" role="list">
          ${repeat(
            list,
            (view) => view.message.id,
            (view, index) => row(view, list[index - 1]),
          )}
        </ol>
        ${pending.map(pendingRow)}
      </div>
    </div>`,
  )}`;
}

function row(view: MessageView, previous: MessageView | undefined): TemplateResult {
  const at = Date.parse(view.message.timestamp);
  const before = previous ? Date.parse(previous.message.timestamp) : 0;
  const newDay = !previous || dayKey(before) !== dayKey(at);
  const follows =
    !newDay &&
    !isFirstUnread(view, previous) &&
    previous.message.author.id === view.message.author.id &&
    at - before < TOGETHER &&
    previous.ephemeral === view.ephemeral &&
    previous.message.type < 24;
  const fresh = isFirstUnread(view, previous);
  const pending = pendingFor(view);
  const minute = Math.floor(sandboxNow() / 60_000);
  const shown = [
    view,
    follows,
    state.world,
    state.editing === view.message.id,
    pending,
    pending?.failed,
    minute,
    state.commands[view.message.channel_id],
  ];
  return html`<li>
    ${newDay ? html`<div class="day" role="separator" aria-label=${dayName(at)}><span>${dayName(at)}</span></div>` : nothing}
    ${fresh ? html`<div class="day day-new" role="separator" aria-label=${words().newHere}><span>${words().newHere}</span></div>` : nothing}
    ${guard(shown, () => message(view, follows))}
  </li>`;
}

/** Whether it is the first message that the person has not read, other than their own. */
function isFirstUnread(
  { message: { id, channel_id: channelId, author } }: MessageView,
  previous?: MessageView,
): boolean {
  const seen = state.unreadFrom[channelId];
  if (seen === undefined || author.id === state.world?.me.id || BigInt(id) <= BigInt(seen)) return false;
  return !previous || BigInt(previous.message.id) <= BigInt(seen) || previous.message.author.id === state.world?.me.id;
}

/** A command that the bot has not answered yet, or not in time. */
function pendingRow(pending: Pending): TemplateResult {
  const w = words();
  const bot = state.world?.bot;
  return html`<div class="message message-pending">
    <div class="message-side">${avatar(bot?.id ?? '', bot?.name ?? '', true)}</div>
    <div class="message-body">
      <header class="message-head"><span class="message-author">${bot?.name}</span><span class="badge">${w.app}</span></header>
      ${
        pending.failed
          ? html`<p class="message-failed" role="alert">${icon('warning')}${w.noResponse}</p>
              <p class="message-note">
                ${icon('eye')}<span>${w.onlyYou}</span> ·
                <button type="button" class="text-button" @click=${pending.again}>${w.again}</button> ·
                <button type="button" class="text-button" @click=${() => dismissPending(pending.key)}>${w.dismiss}</button>
              </p>`
          : html`<p class="thinking" role="status">
              <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${fill(w.sending, { what: pending.label })}
            </p>`
      }
    </div>
  </div>`;
}

/** The top of a channel; if the bot can be used there, with commands to try first. */
function start(channel: ChannelView): TemplateResult {
  const w = words();
  const chat = state.commands[channel.id]?.chat ?? [];
  // One of each group is enough to begin with.
  const first = chat
    .filter((command, index) => chat.findIndex(({ path }) => path[0] === command.path[0]) === index)
    .slice(0, 5);
  return html`<div class="start">
    <p class="start-where">
      ${withEmoji(channel.type === KIND.dm ? fill(w.startDm, { name: channel.name }) : fill(w.start, { channel: `#${channel.name}` }))}
    </p>
    ${
      first.length > 0
        ? html`<section class="welcome" aria-labelledby="welcome">
            <h2 id="welcome">${w.welcome}</h2>
            <p>${w.welcomeText}</p>
            <div class="welcome-commands">
              ${first.map(
                (command) =>
                  html`<button type="button" class="chip-button" @click=${() => startCommand(command.commandId, command.path.join(' '))}>
                    <strong>/${command.name}</strong><span>${withEmoji(command.description)}</span>
                  </button>`,
              )}
            </div>
          </section>`
        : nothing
    }
  </div>`;
}

function skeleton(): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label=${words().loading}>
    ${[72, 40, 58].map((width) => html`<div><i></i><span style="width:${width}%"></span></div>`)}
  </div>`;
}

/** Loads older messages near the top. The list is drawn from its end, so `scrollTop` is at its negative minimum there. */
function scrolled({ currentTarget: list }: Event, channelId: string): void {
  if (!(list instanceof HTMLElement)) return;
  noteScroll(list);
  const above = list.scrollHeight - list.clientHeight + list.scrollTop;
  if (above < 40 && state.histories[channelId]?.complete === false) void loadMessages(channelId, true);
}
