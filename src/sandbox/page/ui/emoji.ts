import { html, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import { drawingOf, isUnicodeEmoji, splitEmoji } from './emoji-text.ts';

/**
 * An emoji as Discord draws it, whichever fonts the machine has. The character stays in the text, invisible: it is what is copied
 * and what screen readers read. If there is no drawing, it is shown.
 */
export function drawn(emoji: string): TemplateResult {
  return html`<span class="drawn"
    ><span>${emoji}</span><img src=${drawingOf(emoji)} alt="" draggable="false" loading="lazy" @load=${loaded} @error=${loaded}
  /></span>`;
}

/** A text with its emoji drawn. */
export function withEmoji(text: string): string | (string | TemplateResult)[] {
  const stretches = splitEmoji(text);
  return stretches.some(({ emoji }) => emoji) ? stretches.map((one) => (one.emoji ? drawn(one.text) : one.text)) : text;
}

/** What a button, an option or a reaction gives as its emoji: drawn even where text would show a plain sign, as ⚠ alone. */
export function wholeEmoji(name: string): string | TemplateResult {
  return isUnicodeEmoji(name) ? drawn(name) : name;
}

function loaded({ type, target }: Event): void {
  if (target instanceof Element) target.parentElement?.classList.toggle('is-missing', type === 'error');
}
