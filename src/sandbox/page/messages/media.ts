import type { APIAttachment } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import { change } from '../store.ts';
import { icon } from '../ui/icons.ts';
import { fill, pageLanguage, words } from '../words/words.ts';
import type { Media } from './shapes.ts';

/** A picture that a click enlarges. `text` is its description; without one it is only called "picture". */
export function picture(media: Media, text: string): TemplateResult {
  const size = media.width && media.height ? `--ratio:${media.width}/${media.height}` : nothing;
  return html`<button
    type="button"
    class="picture"
    aria-label=${fill(words().openPicture, { name: text })}
    @click=${() => change({ lightbox: { url: media.url, text } })}
  >
    <img src=${media.url} alt=${text || words().picture} style=${size} loading="lazy" />
  </button>`;
}

export function gallery(
  items: readonly { media: Media; description?: string | null; spoiler?: boolean }[],
): TemplateResult {
  return html`<div class="gallery gallery-${Math.min(items.length, 4)}">
    ${items.map(({ media, description, spoiler }) => spoilered(spoiler, picture(media, description ?? '')))}
  </div>`;
}

interface Card {
  url: string;
  name: string;
  size: number;
  type: string;
}

/** A file to download, with a preview of plain text. */
export function fileCard({ url, name, size, type }: Card): TemplateResult {
  const readable = size < 200_000 && (/^text\/|json/.test(type) || /\.(md|txt|json|csv|ics)$/i.test(name));
  return html`<div class="file">
    <div class="file-head">
      ${icon('file')}
      <div class="file-words"><span class="file-name">${name}</span><span class="file-size">${sizeText(size)}</span></div>
      <a class="icon-button" href=${url} download=${name} aria-label=${fill(words().download, { name })}>${icon('download')}</a>
    </div>
    ${
      readable
        ? html`<details class="file-preview" @toggle=${(event: Event) => void preview(event, url)}>
            <summary>${words().preview}</summary>
            <pre tabindex="0"></pre>
          </details>`
        : nothing
    }
  </div>`;
}

/** A message's files that no component shows. */
export function attachments(files: readonly APIAttachment[]): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing;
  const pictures = files.filter(({ content_type: type }) => /^image\/(png|jpe?g|gif|webp)/.test(type ?? ''));
  const others = files.filter((file) => !pictures.includes(file));
  return html`${
    pictures.length > 0
      ? gallery(pictures.map((file) => ({ media: mediaOf(file), description: file.description ?? file.filename })))
      : nothing
  }${others.map(({ url, filename, size, content_type: type }) => fileCard({ url, name: filename, size, type: type ?? '' }))}`;
}

function mediaOf({ url, width, height }: APIAttachment): Media {
  return { url, width: width ?? null, height: height ?? null };
}

/** A spoiler, hidden until a click. */
export function spoilered(hidden: boolean | undefined, inside: TemplateResult): TemplateResult {
  if (!hidden) return inside;
  const reveal = ({ currentTarget: cover }: Event) => {
    if (cover instanceof HTMLElement) cover.parentElement?.classList.add('spoiler-open');
  };
  return html`<div class="spoiler spoiler-block">
    <button type="button" class="spoiler-cover" aria-label=${words().spoiler} @click=${reveal}></button>
    <div class="spoiler-text">${inside}</div>
  </div>`;
}

async function preview({ currentTarget: details }: Event, url: string): Promise<void> {
  if (!(details instanceof HTMLDetailsElement) || !details.open) return;
  const text = details.querySelector('pre');
  if (text?.textContent !== '') return;
  const response = await fetch(url);
  text.textContent = response.ok ? (await response.text()).slice(0, 20_000) : `${response.status}`;
}

function sizeText(bytes: number): string {
  const kilo = bytes / 1024;
  const [amount, unit] = bytes < 1024 ? [bytes, 'B'] : kilo < 1024 ? [kilo, 'KB'] : [kilo / 1024, 'MB'];
  return `${new Intl.NumberFormat(pageLanguage(), { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}
