import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import { change } from '../store.ts';
import { drawn, withEmoji } from '../ui/emoji.ts';
import { entityItems, type Item } from '../ui/entities.ts';
import { fold, pageLanguage, words } from '../words/words.ts';
import { draft, setText } from './draft.ts';
import { EMOJI } from './emoji.ts';

/** Longest list of completions. */
const SHOWN = 8;
/** Letters after a colon from which emoji are offered: a colon alone ends many a sentence. */
const EMOJI_FROM = 2;

interface Completion {
  /** Where the typed mark begins. */
  readonly start: number;
  readonly items: readonly Item[];
}

/** What `@`, `#` or `:` before the caret may become. Undefined if there is none, or its list was closed. */
export function completion(): Completion | undefined {
  const { text, caret, command, listClosed } = draft();
  if (command || listClosed) return undefined;
  const [typed, mark, name] = /(?<=^|\s)([@#:])([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret)) ?? [];
  if (typed === undefined || mark === undefined || name === undefined) return undefined;
  const items = offered(mark, fold(name)).slice(0, SHOWN);
  return items.length > 0 ? { start: caret - typed.length, items } : undefined;
}

function offered(mark: string, name: string): Item[] {
  if (mark === ':') {
    if (name.length < EMOJI_FROM) return [];
    const own = pageLanguage() === 'pl' ? 2 : 1;
    return EMOJI.filter(([, en, pl]) =>
      fold(`${en} ${pl}`)
        .split(' ')
        .some((word) => word.startsWith(name)),
    ).map((entry) => ({ value: entry[0], label: entry[own], picture: drawn(entry[0]) }));
  }
  const all = mark === '#' ? entityItems('channel', [0, 5, 10, 11, 12, 15]) : entityItems('mentionable');
  return all.filter(({ label }) => fold(label).startsWith(name) || fold(label).includes(` ${name}`));
}

/** Puts a name or an emoji in place of what was typed. Names become mentions when the message is sent. */
export function complete({ start, items }: Completion, index: number): void {
  const current = draft();
  const item = items[index];
  if (!item) return;
  const mark = current.text[start] ?? '';
  const shown = mark === ':' ? item.value : `${mark}${item.label.replace(/^@/, '')}`;
  if (mark !== ':') current.mentions[shown] = mark === '#' ? `<#${item.value}>` : mentionOf(item);
  const before = `${current.text.slice(0, start)}${shown} `;
  setText(before + current.text.slice(current.caret).trimStart(), before.length);
  queueMicrotask(() =>
    queueMicrotask(() => {
      const box = document.querySelector<HTMLTextAreaElement>('#composer-text');
      box?.focus();
      box?.setSelectionRange(before.length, before.length);
    }),
  );
}

function mentionOf({ value, label }: Item): string {
  if (label === '@everyone') return label;
  return entityItems('role').some((role) => role.value === value) ? `<@&${value}>` : `<@${value}>`;
}

/** The list above the message box. */
export function completionList(found: Completion): TemplateResult | typeof nothing {
  const { active } = draft();
  return html`<div class="composer-list">
    <div class="composer-items" id="suggestions" role="listbox" aria-label=${words().completions}>
      ${found.items.map(
        (item, index) =>
          html`<div
            class="composer-item ${index === active ? 'is-active' : ''}"
            role="option"
            id="suggestion-${index}"
            aria-selected=${String(index === active)}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => complete(found, index)}
          >
            ${item.picture ?? nothing}<span>${withEmoji(item.label)}</span>
          </div>`,
      )}
    </div>
  </div>`;
}

/** Keys while the list is open; whether the key was one of them. */
export function completionKey({ key, shiftKey }: KeyboardEvent, found: Completion): boolean {
  const current = draft();
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const move = key === 'ArrowDown' ? 1 : -1;
    current.active = (current.active + move + found.items.length) % found.items.length;
  } else if ((key === 'Enter' || key === 'Tab') && !shiftKey) complete(found, current.active);
  else if (key === 'Escape') current.listClosed = true;
  else return false;
  change();
  return true;
}
