import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import { words } from '../words/words.ts';
import { withEmoji } from './emoji.ts';
import type { Item } from './entities.ts';
import { icon } from './icons.ts';
import { openPopup } from './popup.ts';

export interface SelectOptions {
  readonly id?: string;
  /** Label for screen readers. */
  readonly label: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  readonly chosen: readonly string[];
  readonly min: number;
  readonly max: number;
  /** Whether the list can be searched: persons, roles, channels, and long lists. */
  readonly search: boolean;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string;
  readonly done: (values: string[]) => void;
}

/** A select as in Discord: shows the choice and opens a list. */
export function select(options: SelectOptions): TemplateResult {
  const { id, label, placeholder, items, chosen, min, max, search, disabled, busy, done } = options;
  const picked = chosen.flatMap((value) => items.find((item) => item.value === value) ?? []);
  const open = (event: Event) => {
    if (!(event.currentTarget instanceof Element)) return;
    openPopup({
      label,
      items,
      role: 'listbox',
      anchor: event.currentTarget,
      search,
      min,
      max: Math.min(max, items.length || 1),
      chosen,
      done,
    });
  };
  const prompt = placeholder || words().choose;
  return html`<button
    type="button"
    class="select"
    id=${id ?? nothing}
    role="combobox"
    aria-haspopup="listbox"
    aria-expanded="false"
    aria-controls="popup-list"
    aria-label=${picked.length > 0 ? `${label}: ${picked.map((item) => item.label).join(', ')}` : `${label}: ${prompt}`}
    aria-invalid=${options.invalid ? 'true' : nothing}
    aria-describedby=${options.describedBy ?? nothing}
    ?disabled=${disabled || busy}
    @click=${open}
  >
    <span class="select-value ${picked.length === 0 ? 'is-empty' : ''}">
      ${
        picked.length === 0
          ? withEmoji(prompt)
          : picked.map(
              (item) =>
                html`<span class="select-picked">${item.picture ?? nothing}<span>${withEmoji(item.label)}</span></span>`,
            )
      }
    </span>
    ${busy ? html`<span class="spinner"></span>` : icon('down')}
  </button>`;
}
