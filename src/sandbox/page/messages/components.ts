import type { APIEmoji } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { MessageView } from '../../protocol.ts';
import { interact } from '../interactions.ts';
import { markdown } from '../markdown/show.ts';
import { type Pending, state } from '../store.ts';
import { wholeEmoji, withEmoji } from '../ui/emoji.ts';
import { type EntityKind, entityItems, type Item } from '../ui/entities.ts';
import { icon } from '../ui/icons.ts';
import { select } from '../ui/select.ts';
import { words } from '../words/words.ts';
import { fileCard, gallery, picture, spoilered } from './media.ts';
import { C, type Component, componentsOf } from './shapes.ts';

/** All components of a message. */
export function components(view: MessageView): TemplateResult | typeof nothing {
  const all = componentsOf(view.message);
  return all.length === 0 ? nothing : html`<div class="components">${all.map((one) => component(view, one))}</div>`;
}

function component(view: MessageView, part: Component): TemplateResult | typeof nothing {
  switch (part.type) {
    case C.row:
      return html`<div class="row">${(part.components ?? []).map((one) => component(view, one))}</div>`;
    case C.button:
      return button(view, part);
    case C.section:
      return html`<div class="section">
        <div class="section-text">${(part.components ?? []).map((one) => component(view, one))}</div>
        ${part.accessory ? html`<div class="section-side">${component(view, part.accessory)}</div>` : nothing}
      </div>`;
    case C.text:
      return markdown(part.content ?? '');
    case C.thumbnail:
      return part.media
        ? spoilered(part.spoiler, html`<div class="thumbnail">${picture(part.media, part.description ?? '')}</div>`)
        : nothing;
    case C.gallery:
      return gallery(part.items ?? []);
    case C.file: {
      const attached = view.message.attachments.find(({ url }) => url === part.file?.url);
      const name = part.name ?? attached?.filename ?? '';
      const card = {
        url: part.file?.url ?? '',
        name,
        size: part.size ?? attached?.size ?? 0,
        type: part.file?.content_type ?? '',
      };
      return spoilered(part.spoiler, fileCard(card));
    }
    case C.separator:
      return html`<div
        class="separator ${part.spacing === 2 ? 'separator-large' : ''} ${part.divider === false ? 'separator-plain' : ''}"
      ></div>`;
    case C.container: {
      const accent = part.accent_color;
      const colour =
        accent === null || accent === undefined ? nothing : `--accent-bar:#${accent.toString(16).padStart(6, '0')}`;
      const inside = html`${(part.components ?? []).map((one) => component(view, one))}`;
      return html`<div class="container ${colour === nothing ? '' : 'container-accent'}" style=${colour}>
        ${part.spoiler ? spoilered(true, inside) : inside}
      </div>`;
    }
    default:
      return isSelect(part) ? html`<div class="row-select">${selectMenu(view, part)}</div>` : nothing;
  }
}

const STYLES = ['', 'primary', 'secondary', 'success', 'danger', 'link', 'primary'];

function button(view: MessageView, part: Component): TemplateResult {
  const style = STYLES[part.style ?? 2] ?? 'secondary';
  const inside = html`${emoji(part.emoji)}${part.label ? html`<span>${withEmoji(part.label)}</span>` : nothing}`;
  if (part.style === 5 && part.url)
    return html`<a class="button button-link" href=${part.url} target="_blank" rel="noreferrer noopener"
      >${inside}${icon('external')}<span class="visually-hidden">, ${words().link}</span></a
    >`;
  const customId = part.custom_id ?? '';
  const busy = pendingFor(view, customId)?.failed === false;
  const { channel_id: channelId, id: messageId } = view.message;
  const press = () =>
    interact(
      {
        kind: 'component',
        channelId,
        label: part.label ?? part.emoji?.name ?? '',
        sourceMessageId: messageId,
        customId,
      },
      { kind: 'click', channelId, messageId, customId },
    );
  return html`<button
    type="button"
    class="button button-${style} ${busy ? 'is-busy' : ''}"
    ?disabled=${part.disabled}
    aria-disabled=${busy ? 'true' : nothing}
    aria-busy=${busy ? 'true' : nothing}
    @click=${() => !busy && void press()}
  >
    ${inside}${busy ? html`<span class="spinner"></span>` : nothing}
  </button>`;
}

const ENTITIES: Readonly<Record<number, EntityKind>> = { 5: 'person', 6: 'role', 7: 'mentionable', 8: 'channel' };

function isSelect(part: Component): boolean {
  return part.type === C.stringSelect || ENTITIES[part.type] !== undefined;
}

function selectMenu(view: MessageView, part: Component): TemplateResult {
  const customId = part.custom_id ?? '';
  const entity = ENTITIES[part.type];
  const items: Item[] = entity
    ? entityItems(entity, part.channel_types)
    : (part.options ?? []).map((option) => ({
        value: option.value,
        label: option.label,
        ...(option.description ? { description: option.description } : {}),
        ...(option.emoji ? { picture: html`${emoji(option.emoji)}` } : {}),
      }));
  const chosen = [
    ...(part.options ?? []).filter((option) => option.default).map(({ value }) => value),
    ...(part.default_values ?? []).map(({ id }) => id),
  ];
  const { channel_id: channelId, id: messageId } = view.message;
  return select({
    label: part.placeholder ?? words().choose,
    placeholder: part.placeholder ?? '',
    items,
    chosen,
    min: part.min_values ?? 1,
    max: part.max_values ?? 1,
    search: entity !== undefined || items.length > 10,
    disabled: part.disabled ?? false,
    busy: pendingFor(view, customId)?.failed === false,
    done: (values) =>
      void interact(
        { kind: 'component', channelId, label: part.placeholder ?? '', sourceMessageId: messageId, customId },
        { kind: 'choose', channelId, messageId, customId, values },
      ),
  });
}

/** The interaction that the person started from one of the message's controls. */
export function pendingFor(view: MessageView, customId?: string): Pending | undefined {
  return state.pending.find(
    (pending) =>
      pending.sourceMessageId === view.message.id && (customId === undefined || pending.customId === customId),
  );
}

export function emoji(given: APIEmoji | undefined): TemplateResult | typeof nothing {
  if (!given?.name) return nothing;
  return html`<span class="emoji" aria-hidden="true">${given.id ? `:${given.name}:` : wholeEmoji(given.name)}</span>`;
}
