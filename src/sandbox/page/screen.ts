import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { ChannelView } from '../protocol.ts';
import { addFiles, composer } from './composer/composer.ts';
import { askDialog, isAsking } from './form/ask.ts';
import { formDialog } from './form/dialog.ts';
import { guideBar } from './guide/bar.ts';
import { openGuide } from './guide/guide.ts';
import { loadGuide } from './guide/load.ts';
import { recognise } from './guide/progress.ts';
import { loadRecords } from './live.ts';
import { channelById, currentChannel, isThread, KIND } from './lookup.ts';
import { inlineMarkdown } from './markdown/show.ts';
import { messageList } from './messages/list.ts';
import { textOf } from './messages/text.ts';
import { sidePanel } from './panel/panel.ts';
import { forum } from './places/forum.ts';
import { openChannel } from './places/open.ts';
import { sidebar } from './places/sidebar.ts';
import { openSwitcher } from './places/switcher.ts';
import { change, remember, state } from './store.ts';
import { withEmoji } from './ui/emoji.ts';
import { channelIcon } from './ui/entities.ts';
import { icon } from './ui/icons.ts';
import { openPopup, popupLayer } from './ui/popup.ts';
import { count, fill, words } from './words/words.ts';

/** The whole page. */
export function app(): TemplateResult {
  const { world, drawer, panelOpen, connection } = state;
  const w = words();
  if (!world) return boot();
  const channel = currentChannel();
  const behind = state.form !== undefined || state.lightbox !== undefined || isAsking();
  return html`
    <div class="app drawer-${drawer} ${panelOpen ? 'panel-open' : ''}" ?inert=${behind}>
      <a class="skip" href="#composer-text" @click=${toComposer}>${w.skip}</a>
      ${sidebar()}
      <main class="main" @dragover=${dragged} @dragleave=${draggedAway} @drop=${dropped}>
        ${connection === 'lost' ? html`<p class="banner" role="status">${w.reconnecting}</p>` : nothing}
        ${head(channel)} ${busyLine()} ${guideBar(world)}
        ${state.dropping ? html`<p class="drop-here" role="status">${icon('file')}${fill(w.dropTo, { channel: `#${channel?.name}` })}</p>` : nothing}
        ${channel ? place(channel) : html`<p class="nothing">${fill(w.noPlaces, { name: world.me.name })}</p>`}
      </main>
      ${panelOpen || drawer === 'panel' ? sidePanel(world) : nothing}
      ${drawer === 'none' ? nothing : html`<div class="drawer-shade" @click=${() => change({ drawer: 'none' })}></div>`}
    </div>
    ${formDialog()} ${askDialog()} ${lightbox()} ${popupLayer()}
  `;
}

function boot(): TemplateResult {
  return html`<div class="boot" role="status">
    ${state.connection === 'lost' ? words().loadFailed : html`<span class="spinner"></span>${words().loading}`}
  </div>`;
}

function head(channel: ChannelView | undefined): TemplateResult {
  const w = words();
  const { world } = state;
  const broken = world?.violations.length ?? 0;
  const parent = channel && isThread(channel) ? channelById(channel.parentId) : undefined;
  const back = fill(w.backTo, { channel: `#${parent?.name ?? ''}` });
  const openPanel = () => {
    const wide = matchMedia('(min-width: 900px)').matches;
    if (wide) remember('panel', state.panelOpen ? '' : 'open');
    change(wide ? { panelOpen: !state.panelOpen } : { drawer: 'panel' });
    void loadRecords();
    recognise({ kind: 'panel', tab: state.panelTab });
    void loadGuide();
  };
  return html`<header class="head">
    <button type="button" class="icon-button head-menu" aria-label=${w.openPlaces} @click=${() => change({ drawer: 'places' })}>${icon('menu')}</button>
    ${parent ? html`<button type="button" class="icon-button head-back" aria-label=${back} title=${back} @click=${() => openChannel(parent.id)}>${icon('back')}</button>` : nothing}
    ${
      channel
        ? html`${icon(channelIcon(channel.type))}
            <h1 class="head-name">${withEmoji(channel.name)}</h1>
            ${channel.topic ? html`<p class="head-topic">${inlineMarkdown(channel.topic)}</p>` : nothing}`
        : html`<h1 class="head-name">${world?.bot.name}</h1>`
    }
    <span class="head-space"></span>
    <span class="bot-state ${world?.bot.online ? 'is-online' : ''}" title=${world?.bot.online ? w.botOnline : w.botOffline}>
      <i></i><span>${world?.bot.name}</span><span class="visually-hidden">: ${world?.bot.online ? w.botOnline : w.botOffline}</span>
    </span>
    <button type="button" class="icon-button head-search" aria-label=${w.goTo} title="${w.goTo} (Ctrl+K)" @click=${openSwitcher}>${icon('search')}</button>
    ${channel && channel.type !== KIND.forum ? html`<button type="button" class="icon-button head-pins" aria-haspopup="listbox" aria-label=${w.pins} title=${w.pins} @click=${showPins}>${icon('pin')}</button>` : nothing}
    ${state.guide?.tours.length || state.guide?.life || state.guide?.canStartOver ? html`<button type="button" class="icon-button head-guide" aria-haspopup="menu" aria-label=${w.guide} title=${w.guide} @click=${openGuide}>${icon('map')}</button>` : nothing}
    <button
      type="button"
      class="icon-button ${state.panelOpen ? 'is-on' : ''}"
      aria-label=${broken > 0 ? `${w.openPanel}: ${count(w.violationCount, broken)}` : w.openPanel}
      title=${w.panel}
      aria-expanded=${String(state.panelOpen || state.drawer === 'panel')}
      @click=${openPanel}
    >
      ${icon('panel')}${broken > 0 ? html`<span class="count-badge">${broken}</span>` : nothing}
    </button>
  </header>`;
}

function place(channel: ChannelView): TemplateResult {
  if (channel.type === KIND.forum) return forum(channel);
  return html`${messageList(channel)}${composer(channel)}`;
}

/** Pinned messages among the loaded ones. */
function showPins({ currentTarget: anchor }: Event): void {
  const w = words();
  const pinned = (state.histories[state.channelId]?.list ?? []).filter(({ message }) => message.pinned);
  if (pinned.length === 0) return change({ notice: w.noPins });
  if (!(anchor instanceof Element)) return;
  openPopup({
    label: w.pins,
    role: 'listbox',
    anchor,
    items: pinned.map(({ message, authorName }) => ({
      value: message.id,
      label: authorName,
      description: textOf(message).slice(0, 140),
    })),
    done: ([id]) => document.querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: 'center' }),
  });
}

/** What the whole sandbox is busy with. */
function busyLine(): TemplateResult | typeof nothing {
  const busy = state.guide?.busy ?? '';
  if (busy === '') return nothing;
  return html`<p class="banner" role="status"><span class="spinner"></span>${words().busy[busy]}</p>`;
}

/** Files over the page: the message box takes them where the person may write. */
function dragged(event: DragEvent): void {
  if (!event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  if (!state.dropping && currentChannel()?.canSend && currentChannel()?.type !== KIND.forum) change({ dropping: true });
}

function draggedAway({ currentTarget: main, relatedTarget }: DragEvent): void {
  const stays = main instanceof Element && relatedTarget instanceof Node && main.contains(relatedTarget);
  if (!stays && state.dropping) change({ dropping: false });
}

function dropped(event: DragEvent): void {
  if (!event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  if (state.dropping) addFiles([...event.dataTransfer.files]);
  change({ dropping: false });
}

function lightbox(): TemplateResult | typeof nothing {
  if (!state.lightbox) return nothing;
  const { url, text } = state.lightbox;
  const close = () => change({ lightbox: undefined });
  return html`<div class="shade lightbox" role="dialog" aria-modal="true" aria-label=${text || words().picture} @click=${close} @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && close()}>
    <img src=${url} alt=${text} />
    <button type="button" class="icon-button lightbox-close" aria-label=${words().close} @click=${close}>${icon('close')}</button>
  </div>`;
}

function toComposer(event: Event): void {
  event.preventDefault();
  document.getElementById('composer-text')?.focus();
}
