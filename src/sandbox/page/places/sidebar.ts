import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { ChannelView, GuildView } from '../../protocol.ts';
import { currentGuild, isThread, KIND } from '../lookup.ts';
import { addressOf } from '../route.ts';
import { state } from '../store.ts';
import { withEmoji } from '../ui/emoji.ts';
import { channelIcon } from '../ui/entities.ts';
import { icon } from '../ui/icons.ts';
import { words } from '../words/words.ts';
import { isUnread, openChannel } from './open.ts';
import { personBar } from './person.ts';

/** The rail of servers, the channels of one, and at the bottom the acting person. */
export function sidebar(): TemplateResult {
  const { world } = state;
  if (!world) return html``;
  const guild = currentGuild();
  const w = words();
  return html`<nav class="places" aria-label=${w.places}>
    <div class="rail">
      <button
        type="button"
        class="rail-item ${guild ? '' : 'is-current'}"
        aria-label=${w.directMessages}
        title=${w.directMessages}
        aria-current=${guild ? nothing : 'true'}
        @click=${() => world.directMessages[0] && openChannel(world.directMessages[0].id)}
      >
        ${icon('at')}${world.directMessages.some(unread) ? html`<i class="rail-dot"></i>` : nothing}
      </button>
      <div class="rail-line"></div>
      ${world.guilds.map((one) => railItem(one, one === guild))}
    </div>
    <div class="channels">
      <header class="channels-head"><h2>${withEmoji(guild?.name ?? w.directMessages)}</h2></header>
      ${guild?.unavailable ? html`<p class="channels-note">${icon('warning')}${w.unavailable}</p>` : nothing}
      ${guild && !guild.botInstalled ? html`<p class="channels-note">${w.botMissing}</p>` : nothing}
      <div class="channels-list">${guild ? guildChannels(guild) : world.directMessages.map((channel) => link(channel))}</div>
      ${personBar(world)}
    </div>
  </nav>`;
}

function railItem(guild: GuildView, current: boolean): TemplateResult {
  const first = guild.channels.find(({ type }) => type === KIND.text) ?? guild.channels[0];
  return html`<button
    type="button"
    class="rail-item ${current ? 'is-current' : ''}"
    aria-label=${guild.name}
    title=${guild.name}
    aria-current=${current ? 'true' : nothing}
    ?disabled=${!first}
    @click=${() => first && openChannel(first.id)}
  >
    ${[...guild.name][0]?.toUpperCase()}${guild.channels.some(unread) ? html`<i class="rail-dot"></i>` : nothing}
  </button>`;
}

/** Channels without a category first, then each category with its channels; threads below their channels. */
function guildChannels(guild: GuildView): TemplateResult[] {
  const { channels } = guild;
  const inside = (parent: string | null) =>
    channels.filter((channel) => channel.parentId === parent && channel.type !== KIND.category && !isThread(channel));
  const categories = channels.filter(({ type }) => type === KIND.category);
  const known = new Set(categories.map(({ id }) => id));
  const loose = channels.filter(
    (channel) => channel.type !== KIND.category && !isThread(channel) && !known.has(channel.parentId ?? ''),
  );
  return [
    ...loose.map((channel) => withThreads(guild, channel)),
    ...categories.map(
      (category) =>
        html`<section class="category" aria-label=${category.name}>
          <h3>${withEmoji(category.name)}</h3>
          ${inside(category.id).map((channel) => withThreads(guild, channel))}
        </section>`,
    ),
  ];
}

function withThreads(guild: GuildView, channel: ChannelView): TemplateResult {
  const threads = guild.channels.filter(
    (thread) => isThread(thread) && thread.parentId === channel.id && !thread.archived,
  );
  return html`${link(channel)}${
    threads.length > 0 && channel.type !== KIND.forum
      ? html`<div class="threads">${threads.map((thread) => link(thread))}</div>`
      : threads
          .filter(({ id }) => id === state.channelId)
          .map((thread) => html`<div class="threads">${link(thread)}</div>`)
  }`;
}

function link(channel: ChannelView): TemplateResult {
  const w = words();
  if (channel.type === KIND.voice)
    return html`<span class="channel is-off" title=${w.voiceOff}>${icon('speaker')}<span class="channel-name">${withEmoji(channel.name)}</span></span>`;
  const current = channel.id === state.channelId;
  const isNew = unread(channel);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    openChannel(channel.id);
  };
  return html`<a
    class="channel ${current ? 'is-current' : ''} ${isNew ? 'is-unread' : ''}"
    href=${addressOf(channel.id)}
    aria-current=${current ? 'page' : nothing}
    @click=${open}
  >
    ${icon(channelIcon(channel.type))}<span class="channel-name">${withEmoji(channel.name)}</span>${
      isNew ? html`<span class="visually-hidden">, ${w.unread}</span><i class="channel-dot"></i>` : nothing
    }
  </a>`;
}

function unread(channel: ChannelView): boolean {
  return isUnread(channel.id, channel.lastMessageId);
}
