import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import { startCommand } from '../composer/draft.ts';
import { channelById, currentGuild, nameOf } from '../lookup.ts';
import { openChannel, openMessage } from '../places/open.ts';
import { state } from '../store.ts';
import { withEmoji } from '../ui/emoji.ts';
import { icon } from '../ui/icons.ts';
import { say } from '../ui/live-region.ts';
import { fullTime, timestamp } from '../ui/time.ts';
import { words } from '../words/words.ts';
import { type Block, parseMarkdown } from './blocks.ts';
import { type Inline, parseInline } from './inline.ts';

type Shown = TemplateResult | ReturnType<typeof withEmoji> | typeof nothing;

/** A message's text with Discord's markdown. */
export function markdown(source: string): TemplateResult {
  const blocks = parseMarkdown(source);
  const jumbo = /^(?:\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}\uFE0F\u200D]*\s*){1,6}$/u.test(source);
  return html`<div class="markdown ${jumbo ? 'markdown-jumbo' : ''}">${blocks.map(showBlock)}</div>`;
}

/** Markdown without blocks: a topic, a file's description. */
export function inlineMarkdown(source: string): Shown[] {
  return parseInline(source).map(showInline);
}

function showBlock(block: Block): TemplateResult {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${block.children.map(showInline)}</p>`;
    case 'heading':
      // Messages are below the page's headings (h1 the channel, h2 for screen readers), so theirs start at h3.
      return html`<div class="heading heading-${block.level}" role="heading" aria-level=${block.level + 2}>
        ${block.children.map(showInline)}
      </div>`;
    case 'small':
      return html`<p class="small-print">${block.children.map(showInline)}</p>`;
    case 'quote':
      return html`<blockquote>${block.blocks.map(showBlock)}</blockquote>`;
    case 'code':
      return html`<div class="code-block">
        <pre tabindex="0"><code>${withEmoji(block.text)}</code></pre>
        <button class="code-copy" type="button" @click=${() => copy(block.text)}>${icon('copy')} ${words().copyCode}</button>
      </div>`;
    case 'list': {
      const items = block.items.map(
        (item) => html`<li>${item.children.map(showInline)}${item.lists.map(showBlock)}</li>`,
      );
      return block.ordered ? html`<ol start=${block.start}>${items}</ol>` : html`<ul>${items}</ul>`;
    }
  }
}

function showInline(node: Inline): Shown {
  switch (node.kind) {
    case 'text':
      return withEmoji(node.text);
    case 'break':
      return html`<br />`;
    case 'emphasis':
      return html`<em>${node.children.map(showInline)}</em>`;
    case 'strong':
      return html`<strong>${node.children.map(showInline)}</strong>`;
    case 'underline':
      return html`<u>${node.children.map(showInline)}</u>`;
    case 'strike':
      return html`<s>${node.children.map(showInline)}</s>`;
    case 'spoiler':
      return html`<span class="spoiler"
        ><button type="button" class="spoiler-cover" aria-label=${words().spoiler} @click=${reveal}></button
        ><span class="spoiler-text">${node.children.map(showInline)}</span></span
      >`;
    case 'code':
      return html`<code>${withEmoji(node.text)}</code>`;
    case 'link':
      return (
        messageLink(node.href) ??
        html`<a href=${node.href} target="_blank" rel="noreferrer noopener">${node.children.map(showInline)}</a>`
      );
    case 'time':
      return html`<time class="stamp" datetime=${new Date(node.at).toISOString()} title=${fullTime(node.at)}
        >${timestamp(node.at, node.style)}</time
      >`;
    case 'emoji':
      return `:${node.name}:`;
    default:
      return showMention(node);
  }
}

/** A link to a channel or message of this sandbox opens it on the page, as in Discord's client. */
function messageLink(href: string): TemplateResult | undefined {
  const [, channelId = '', messageId] =
    /^https:\/\/(?:\w+\.)?discord\.com\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?$/.exec(href) ?? [];
  const channel = channelById(channelId);
  if (!channel) return undefined;
  return html`<button type="button" class="mention" @click=${() => void openMessage(channelId, messageId)}>
    #${withEmoji(channel.name)}${messageId ? html` › ${icon('reply')}<span class="visually-hidden">${words().message}</span>` : nothing}
  </button>`;
}

function showMention(
  node: Extract<Inline, { kind: 'user' | 'role' | 'channel' | 'command' | 'everyone' }>,
): TemplateResult {
  switch (node.kind) {
    case 'everyone':
      return html`<span class="mention">${node.name}</span>`;
    case 'user':
      return html`<span class="mention ${node.id === state.world?.me.id ? 'mention-me' : ''}">@${withEmoji(nameOf(node.id))}</span>`;
    case 'role':
      return html`<span class="mention"
        >@${withEmoji(currentGuild()?.roles.find((role) => role.id === node.id)?.name ?? node.id)}</span
      >`;
    case 'command':
      return html`<button type="button" class="mention" @click=${() => startCommand(node.id, node.name)}>
        /${localName(node.id, node.name)}
      </button>`;
    case 'channel': {
      const channel = channelById(node.id);
      return channel
        ? html`<button type="button" class="mention" @click=${() => openChannel(channel.id)}>#${withEmoji(channel.name)}</button>`
        : html`<span class="mention">#${node.id}</span>`;
    }
  }
}

/** Discord shows a mentioned command under its name in the reader's language. */
function localName(commandId: string, name: string): string {
  const path = name.split(' ').join('/');
  const offered = state.commands[state.channelId]?.chat ?? [];
  return offered.find((command) => command.commandId === commandId && command.path.join('/') === path)?.name ?? name;
}

function reveal(event: Event): void {
  const cover = event.currentTarget;
  if (cover instanceof HTMLElement) cover.parentElement?.classList.add('spoiler-open');
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  say(words().copied);
}
