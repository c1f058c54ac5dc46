import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { MessageView } from '../../protocol.ts';
import { act } from '../api.ts';
import { dismissPending } from '../interactions.ts';
import { channelById, nameOf } from '../lookup.ts';
import { plainMessage } from '../markdown/blocks.ts';
import { markdown } from '../markdown/show.ts';
import { openChannel } from '../places/open.ts';
import { change, state } from '../store.ts';
import { avatar } from '../ui/avatar.ts';
import { wholeEmoji, withEmoji } from '../ui/emoji.ts';
import { icon } from '../ui/icons.ts';
import { fullTime, timeOfDay } from '../ui/time.ts';
import { count, fill, words } from '../words/words.ts';
import { components, pendingFor } from './components.ts';
import { embeds } from './embeds.ts';
import { attachments } from './media.ts';
import { menuByPress, openMenu, pickReaction, startReply } from './menu.ts';
import { componentsOf, FLAG } from './shapes.ts';
import { textOf } from './text.ts';

/** One message. `follows`: the same author wrote just before, so name and picture are omitted. */
export function message(view: MessageView, follows: boolean): TemplateResult {
  const { message: raw, usedBy } = view;
  if (isSystem(raw.type)) return systemLine(view);
  const at = Date.parse(raw.timestamp);
  const bot = raw.author.bot === true;
  const compact = follows && !usedBy && !raw.message_reference;
  return html`<article
    class="message ${compact ? 'message-compact' : ''} ${view.ephemeral ? 'message-private' : ''} ${mentionsMe(view) ? 'message-mention' : ''}"
    aria-labelledby="from-${raw.id}"
    data-id=${raw.id}
    @contextmenu=${(event: MouseEvent) => menuByPress(event, view)}
  >
    ${before(view)}
    <div class="message-side">
      ${compact ? html`<time class="message-hover-time" aria-hidden="true">${timeOfDay(at)}</time>` : avatar(raw.author.id, view.authorName, bot)}
    </div>
    <div class="message-body">
      <header class="message-head ${compact ? 'visually-hidden' : ''}" id="from-${raw.id}">
        <span class="message-author">${withEmoji(view.authorName)}</span>
        ${bot ? html`<span class="badge">${words().app}</span>` : nothing}
        <time class="message-time" datetime=${raw.timestamp} title=${fullTime(at)}>${timeOfDay(at)}</time>
        ${raw.pinned ? html`<span class="message-pin">${icon('pin')}${words().pinned}</span>` : nothing}
      </header>
      ${view.loading ? thinking(view) : state.editing === raw.id ? editor(view) : content(view)}
      ${after(view)}
    </div>
    ${toolbar(view)}
  </article>`;
}

/** The line above: the command that was used, or the message replied to. */
function before(view: MessageView): TemplateResult | typeof nothing {
  const { usedBy, message: raw } = view;
  if (usedBy?.command) {
    const what = html`<strong>${localName(usedBy.command)}</strong>`;
    const [left = '', right = ''] = fill(words().used, { name: usedBy.name }).split('{what}');
    return html`<p class="message-before">${icon('reply')}${avatar(usedBy.id, usedBy.name)}<span>${withEmoji(left)}${what}${withEmoji(right)}</span></p>`;
  }
  if (!raw.message_reference?.message_id) return nothing;
  const replied = raw.referenced_message;
  return html`<p class="message-before">
    ${icon('reply')}<span class="message-quoted"
      >${
        replied
          ? withEmoji(
              `${fill(words().repliedTo, { name: nameOf(replied.author.id) })} · ${[...plainMessage(textOf(replied))].slice(0, 120).join('')}`,
            )
          : words().messageGone
      }</span
    >
  </p>`;
}

/** The command's name in the reader's language: with its slash, unless it stands in a menu. */
function localName(command: string): string {
  const offered = state.commands[state.channelId];
  const inMenu = [...(offered?.message ?? []), ...(offered?.user ?? [])].find((one) => one.command === command);
  const typed = offered?.chat.find(({ path }) => path.join(' ') === command);
  return inMenu && !typed ? inMenu.name : `/${typed?.name ?? command}`;
}

function content(view: MessageView): TemplateResult {
  const { message: raw } = view;
  const inComponents = JSON.stringify(componentsOf(raw));
  const loose = raw.attachments.filter(({ url }) => !inComponents.includes(url));
  return html`${raw.content ? markdown(raw.content) : nothing}${
    raw.edited_timestamp && raw.content ? html`<span class="message-edited">(${words().edited})</span>` : nothing
  }${embeds(raw.embeds)}${attachments(loose)}${components(view)}`;
}

function after(view: MessageView): TemplateResult | typeof nothing {
  const { message: raw } = view;
  const failed = pendingFor(view);
  const thread = channelById(raw.thread?.id);
  return html`
    ${reactions(view)}
    ${
      thread
        ? html`<button type="button" class="thread-link" title=${fill(words().openThread, { name: thread.name })} @click=${() => openChannel(thread.id)}>
            ${icon('thread')}<strong>${withEmoji(thread.name)}</strong><span>${count(words().messageCount, thread.messageCount)}</span>
          </button>`
        : nothing
    }
    ${
      failed?.failed
        ? html`<p class="message-failed" role="alert">
            ${icon('warning')}${words().interactionFailed}
            <button type="button" class="text-button" @click=${() => dismissPending(failed.key)}>${words().dismiss}</button>
          </p>`
        : nothing
    }
    ${
      view.ephemeral
        ? html`<p class="message-note">
            ${icon('eye')}<span>${words().onlyYou}</span> ·
            <button type="button" class="text-button" @click=${() => remove(view)}>${words().dismiss}</button>
          </p>`
        : nothing
    }
  `;
}

function thinking(view: MessageView): TemplateResult {
  return html`<p class="thinking" role="status">
    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${fill(words().thinking, { name: view.authorName })}
  </p>`;
}

function reactions(view: MessageView): TemplateResult | typeof nothing {
  const all = view.message.reactions ?? [];
  if (all.length === 0) return nothing;
  return html`<div class="reactions">
    ${all.map(({ emoji, count: number }) => {
      const name = emoji.name ?? '';
      const mine = view.myReactions.includes(name);
      return html`<button
        type="button"
        class="reaction"
        aria-pressed=${String(mine)}
        aria-label=${fill(words().reaction, { emoji: name, count: number })}
        @click=${() => void react(view, name, !mine)}
      >
        <span aria-hidden="true">${emoji.id ? name : wholeEmoji(name)}</span><span aria-hidden="true">${number}</span>
      </button>`;
    })}
  </div>`;
}

/** Buttons shown while the pointer or the focus is on the message. */
function toolbar(view: MessageView): TemplateResult {
  const w = words();
  const plain = !view.ephemeral && !view.loading;
  return html`<div class="toolbar">
    ${
      plain
        ? html`<button type="button" class="icon-button" aria-label=${w.react} title=${w.react} @click=${(event: Event) => pickReaction(event, view)}>${icon('smile')}</button>
            <button type="button" class="icon-button" aria-label=${w.reply} title=${w.reply} @click=${() => startReply(view)}>${icon('reply')}</button>`
        : nothing
    }
    <button
      type="button"
      class="icon-button"
      aria-haspopup="menu"
      aria-label=${fill(w.more, { name: view.authorName })}
      title=${w.menu}
      @click=${(event: Event) => event.currentTarget instanceof Element && openMenu(view, event.currentTarget)}
    >
      ${icon('dots')}
    </button>
  </div>`;
}

function editor(view: MessageView): TemplateResult {
  const { channel_id: channelId, id: messageId } = view.message;
  const stop = () => {
    change({ editing: '' });
    document.getElementById('composer-text')?.focus();
  };
  const save = (event: Event) => {
    event.preventDefault();
    const field = event.currentTarget instanceof Element ? event.currentTarget.querySelector('textarea') : null;
    const text = field?.value.trim() ?? '';
    if (text !== '') void act({ kind: 'edit', channelId, messageId, text });
    stop();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') stop();
    else if (event.key === 'Enter' && !event.shiftKey && event.currentTarget instanceof HTMLElement) {
      event.preventDefault();
      event.currentTarget.closest('form')?.requestSubmit();
    }
  };
  return html`<form class="editor" @submit=${save}>
    <textarea maxlength="2000" rows="2" aria-label=${words().edit} @keydown=${keys} .value=${view.message.content}></textarea>
    <div class="editor-buttons">
      <button type="submit" class="button button-primary">${words().save}</button>
      <button type="button" class="button button-secondary" @click=${stop}>${words().cancel}</button>
    </div>
  </form>`;
}

/** Joins, pins and new threads, shown as a line in the channel. */
function systemLine(view: MessageView): TemplateResult {
  const { message: raw } = view;
  const w = words();
  const said: Record<number, string> = { 6: w.pinnedOne, 7: w.joined, 18: fill(w.newThread, { name: raw.content }) };
  return html`<article class="system-line" data-id=${raw.id}>
    ${icon(raw.type === 18 ? 'thread' : raw.type === 6 ? 'pin' : 'dots')}
    <span><strong>${withEmoji(view.authorName)}</strong> ${withEmoji(said[raw.type] ?? w.systemMessage)}</span>
    <time class="message-time" datetime=${raw.timestamp}>${timeOfDay(Date.parse(raw.timestamp))}</time>
  </article>`;
}

function isSystem(type: number): boolean {
  return ![0, 19, 20, 21, 23].includes(type);
}

function mentionsMe({ message: raw }: MessageView): boolean {
  const silent = ((raw.flags ?? 0) & FLAG.ephemeral) !== 0;
  return !silent && raw.mentions.some(({ id }) => id === state.world?.me.id);
}

async function react(view: MessageView, emoji: string, on: boolean): Promise<void> {
  const { channel_id: channelId, id: messageId } = view.message;
  await act({ kind: 'react', channelId, messageId, emoji, on });
}

function remove({ message: raw }: MessageView): void {
  void act({ kind: 'delete', channelId: raw.channel_id, messageId: raw.id });
  document.querySelector<HTMLElement>('#composer-text')?.focus();
}
