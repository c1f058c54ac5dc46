import { live } from '/vendor/lit-html/directives/live.js';
import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import { change } from '../store.ts';
import { count, fill, fold, words } from '../words/words.ts';
import { withEmoji } from './emoji.ts';
import type { Item } from './entities.ts';
import { icon } from './icons.ts';
import { say } from './live-region.ts';

/** A list that opens beside the pressed control: a select's options, a menu, a choice of persons. */
export interface PopupOptions {
  readonly label: string;
  readonly items: readonly Item[];
  /** A menu performs an action; a listbox chooses a value. */
  readonly role: 'menu' | 'listbox';
  /** The anchor; a point for a menu opened by right-click. */
  readonly anchor: Element | { x: number; y: number };
  readonly search?: boolean;
  /** Minimum and maximum choices; with a maximum above one, the list stays open until closed. */
  readonly min?: number;
  readonly max?: number;
  readonly chosen?: readonly string[];
  /** Least width in pixels, for long descriptions; 240 by default. */
  readonly width?: number;
  /** Receives the choice: one value, or all chosen values when a changed list of several closes. */
  readonly done: (values: string[]) => void;
}
interface Open extends PopupOptions {
  query: string;
  active: number;
  picked: string[];
  place: { left: number; top: number; bottom: number; width: number };
  back: HTMLElement | undefined;
}

let open: Open | undefined;

export function isPopupOpen(): boolean {
  return open !== undefined;
}

export function openPopup(options: PopupOptions): void {
  const { anchor } = options;
  const place =
    anchor instanceof Element
      ? anchor.getBoundingClientRect()
      : { left: anchor.x, top: anchor.y, bottom: anchor.y, width: 0 };
  const focused = document.activeElement;
  const chosen = options.chosen ?? [];
  open = {
    ...options,
    query: '',
    active: Math.max(
      0,
      options.items.findIndex((item) => chosen.includes(item.value)),
    ),
    picked: [...chosen],
    place,
    back: focused instanceof HTMLElement ? focused : undefined,
  };
  if (anchor instanceof Element) anchor.setAttribute('aria-expanded', 'true');
  change();
  queueMicrotask(() => document.querySelector<HTMLElement>('.popup [data-focus]')?.focus());
}

export function closePopup(focusBack = true): void {
  if (!open) return;
  const { anchor, back, max = 1, min = 1, picked, chosen = [], done } = open;
  if (anchor instanceof Element) anchor.setAttribute('aria-expanded', 'false');
  open = undefined;
  change();
  if (focusBack) (anchor instanceof HTMLElement ? anchor : back)?.focus({ preventScroll: true });
  const changed = picked.length !== chosen.length || picked.some((value) => !chosen.includes(value));
  if (max > 1 && changed && picked.length >= min) done(picked);
}

function shownItems({ items, query }: Open): readonly Item[] {
  const wanted = fold(query.trim());
  return wanted === ''
    ? items
    : items.filter(({ label, description = '' }) => fold(`${label} ${description}`).includes(wanted));
}

function choose(popup: Open, item: Item | undefined): void {
  if (!item) return;
  const { max = 1, min = 1 } = popup;
  if (max === 1) {
    const unset = popup.role === 'listbox' && min === 0 && popup.picked.includes(item.value);
    closePopup();
    popup.done(unset ? [] : [item.value]);
    return;
  }
  if (popup.picked.includes(item.value)) popup.picked = popup.picked.filter((value) => value !== item.value);
  else if (popup.picked.length < max) popup.picked = [...popup.picked, item.value];
  change();
}

function keyPressed(event: KeyboardEvent): void {
  const popup = open;
  if (!popup) return;
  const items = shownItems(popup);
  const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
  const move = moves[event.key];
  if (move !== undefined) {
    const single = Math.abs(move) === 1;
    const next = popup.active + move;
    popup.active = single
      ? (next + items.length) % Math.max(1, items.length)
      : Math.min(items.length - 1, Math.max(0, next));
  } else if (event.key === 'Home' && !popup.search) popup.active = 0;
  else if (event.key === 'End' && !popup.search) popup.active = items.length - 1;
  else if (event.key === 'Enter' || (event.key === ' ' && !popup.search)) choose(popup, items[popup.active]);
  else if (event.key === 'Escape' || event.key === 'Tab') closePopup();
  else if (!popup.search && event.key.length === 1) jumpTo(popup, event.key);
  else return;
  event.preventDefault();
  event.stopPropagation();
  change();
}

function activate(popup: Open, index: number): void {
  if (index === popup.active) return;
  popup.active = index;
  change();
}

/** Moves to the next item that begins with the typed letter. */
function jumpTo(popup: Open, letter: string): void {
  const { items, active } = popup;
  const order = items.map((_, step) => (active + 1 + step) % items.length);
  popup.active = order.find((index) => fold(items[index]?.label ?? '').startsWith(fold(letter))) ?? active;
}

function typed(event: Event): void {
  if (!open || !(event.target instanceof HTMLInputElement)) return;
  open.query = event.target.value;
  open.active = 0;
  say(count(words().resultCount, shownItems(open).length));
  change();
}

/** The open list, above everything else; nothing if none is open. */
export function popupLayer(): TemplateResult | typeof nothing {
  if (!open) return nothing;
  const popup = open;
  const w = words();
  const items = shownItems(popup);
  const { min = 1, max = 1 } = popup;
  const optionRole = popup.role === 'menu' ? 'menuitem' : 'option';
  const list = html`<div
    class="popup-list"
    role=${popup.role}
    id="popup-list"
    aria-label=${popup.label}
    aria-multiselectable=${popup.role === 'listbox' && max > 1 ? 'true' : nothing}
    tabindex=${popup.search ? '-1' : '0'}
    aria-activedescendant=${popup.search || items.length === 0 ? nothing : `popup-${popup.active}`}
    ?data-focus=${!popup.search}
  >
    ${items.map(
      (item, index) => html`<div
        id="popup-${index}"
        role=${optionRole}
        class="popup-item ${index === popup.active ? 'is-active' : ''} ${item.danger ? 'is-danger' : ''}"
        aria-selected=${popup.role === 'listbox' ? String(popup.picked.includes(item.value)) : nothing}
        @click=${() => choose(popup, item)}
        @pointermove=${() => activate(popup, index)}
      >
        ${item.picture ?? nothing}
        <span class="popup-words">
          <span class="popup-label">${withEmoji(item.label)}</span>
          ${item.description ? html`<span class="popup-description">${withEmoji(item.description)}</span>` : nothing}
        </span>
        ${popup.picked.includes(item.value) ? html`<span class="popup-check">${icon('check')}</span>` : nothing}
      </div>`,
    )}
    ${items.length === 0 ? html`<p class="popup-none">${w.noMatch}</p>` : nothing}
  </div>`;
  return html`<div class="popup-shade" @pointerdown=${(event: Event) => event.target === event.currentTarget && closePopup()}>
    <div class="popup" style=${position(popup)} @keydown=${keyPressed}>
      <p class="popup-title">${withEmoji(popup.label)}</p>
      ${
        popup.search
          ? html`<input
              class="popup-search"
              type="text"
              role="combobox"
              aria-expanded="true"
              aria-controls="popup-list"
              aria-autocomplete="list"
              aria-activedescendant=${items.length === 0 ? nothing : `popup-${popup.active}`}
              aria-label=${w.search}
              placeholder=${w.search}
              data-focus
              autocomplete="off"
              .value=${live(popup.query)}
              @input=${typed}
            />`
          : nothing
      }
      ${list}
      ${
        max > 1
          ? html`<div class="popup-foot">
              <span>${fill(w.chooseCount, { min, max })}</span>
              <button type="button" class="button button-primary" @click=${() => closePopup()}>${w.done}</button>
            </div>`
          : nothing
      }
    </div>
  </div>`;
}

/** Placed beside its anchor, on the side with more room; on phones the style sheet makes it a sheet at the bottom. */
function position({ place, width: least = 240 }: Open): string {
  const width = Math.min(Math.max(place.width, least), innerWidth - 16);
  const left = Math.max(8, Math.min(place.left, innerWidth - width - 8));
  const below = innerHeight - place.bottom;
  const isBelow = below > 300 || below > place.top;
  const side = isBelow ? `--top:${place.bottom + 4}px` : `--bottom:${innerHeight - place.top + 4}px`;
  // Limited to the room on its side; otherwise a long list would overflow the window.
  const room = Math.max(120, (isBelow ? below : place.top) - 16);
  return `--left:${left}px;--width:${width}px;--room:${Math.min(room, 480)}px;${side}`;
}

/** Keeps the active item visible after each drawing. */
export function popupDrawn(): void {
  if (open) document.getElementById(`popup-${open.active}`)?.scrollIntoView({ block: 'nearest' });
}
