import { live } from '/vendor/lit-html/directives/live.js';
import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { CommandOptionView } from '../../protocol.ts';
import { change } from '../store.ts';
import { icon } from '../ui/icons.ts';
import { fill, words } from '../words/words.ts';
import { draft, focusNext, type Given, give, leaveCommand, removeOption, runCommand } from './draft.ts';
import { askForSuggestions, hasList, isLoading, type Suggestion, suggestionsFor, whenSuggested } from './suggest.ts';

/** An option's chip: its name, and a field for its value. */
export function optionChip(option: CommandOptionView): TemplateResult {
  const current = draft();
  const w = words();
  const given = current.given[option.name];
  const error = current.errors[option.name];
  const id = `option-${option.name}`;
  return html`<span class="chip ${error ? 'chip-wrong' : ''} ${current.focused === option.name ? 'chip-focused' : ''}">
    <label class="chip-name" for=${id}>${option.label}</label>
    ${option.type === 11 ? fileField(option, given) : textField(option, given)}
    ${
      option.required
        ? nothing
        : html`<button type="button" class="chip-remove" aria-label=${fill(w.removeOption, { name: option.label })} @click=${() => removeOption(option.name)}>
            ${icon('close')}
          </button>`
    }
    ${error ? html`<span class="chip-error" id="${id}-error" role="alert">${error}</span>` : nothing}
  </span>`;
}

function textField(option: CommandOptionView, given: Given | undefined): TemplateResult {
  const current = draft();
  const list = hasList(option);
  const open = list && current.focused === option.name && !current.listClosed;
  const items = open ? suggestionsFor(option, given) : [];
  return html`<input
    class="chip-field"
    id="option-${option.name}"
    type="text"
    inputmode=${option.type === 4 ? 'numeric' : option.type === 10 ? 'decimal' : nothing}
    autocomplete="off"
    autocapitalize="off"
    enterkeyhint="send"
    role=${list ? 'combobox' : nothing}
    aria-expanded=${list ? String(open) : nothing}
    aria-controls=${list ? 'suggestions' : nothing}
    aria-autocomplete=${list ? 'list' : nothing}
    aria-activedescendant=${open && items.length > 0 ? `suggestion-${current.active}` : nothing}
    aria-required=${String(option.required)}
    aria-invalid=${current.errors[option.name] ? 'true' : nothing}
    aria-describedby="option-hint${current.errors[option.name] ? ` option-${option.name}-error` : ''}"
    maxlength=${option.type === 3 && option.max !== null && option.choices.length === 0 ? option.max : 6000}
    .value=${live(given?.text ?? '')}
    @focus=${() => focusOption(option)}
    @blur=${() => blurOption(option)}
    @input=${(event: Event) => event.target instanceof HTMLInputElement && typed(option, event.target.value)}
    @keydown=${(event: KeyboardEvent) => keyPressed(event, option)}
  />`;
}

function fileField(option: CommandOptionView, given: Given | undefined): TemplateResult {
  const picked = (event: Event) => {
    const file = event.target instanceof HTMLInputElement ? event.target.files?.[0] : undefined;
    if (!file) return;
    give(option.name, { text: file.name, value: file });
    focusNext(option.name);
  };
  return html`<span class="chip-file">
    <span aria-hidden="true">${icon('file')} ${given?.text ?? words().pickFile}</span>
    <input id="option-${option.name}" type="file" aria-describedby="option-hint" @focus=${() => focusOption(option)} @blur=${() => blurOption(option)} @change=${picked} />
  </span>`;
}

function focusOption(option: CommandOptionView): void {
  Object.assign(draft(), { focused: option.name, listClosed: false, active: 0 });
  askForSuggestions(option, 'once');
  change();
}

function blurOption(option: CommandOptionView): void {
  const current = draft();
  if (current.focused !== option.name) return;
  // A name typed in full counts as chosen.
  const given = current.given[option.name];
  if (given && given.value === undefined) {
    const exact = suggestionsFor(option, given).find(
      ({ label }) => label.toLowerCase() === given.text.trim().toLowerCase(),
    );
    if (exact) give(option.name, { text: exact.label, value: exact.given });
  }
  current.focused = '';
  change();
}

function typed(option: CommandOptionView, text: string): void {
  Object.assign(draft(), { listClosed: false, active: 0, enters: 0 });
  give(option.name, { text, value: meaningOf(option, text) });
  askForSuggestions(option, 'after a pause');
}

/** The value of a typed text: a number, the text itself, or nothing until something is chosen from the list. */
function meaningOf(option: CommandOptionView, text: string): string | number | undefined {
  if (text === '') return undefined;
  if (option.type === 4 || option.type === 10) {
    const number = Number(text.trim().replace(',', '.'));
    return Number.isFinite(number) && (option.type === 10 || Number.isInteger(number)) ? number : undefined;
  }
  return option.type === 3 && option.choices.length === 0 ? text : undefined;
}

export function accept(option: CommandOptionView, { label, given }: Suggestion): void {
  give(option.name, { text: label, value: given });
  draft().listClosed = true;
  focusNext(option.name);
}

/** Enter, pressed before the bot's suggestions are there: once they are, it chooses the first, and a second press runs. */
function waitForSuggestions(option: CommandOptionView): void {
  const current = draft();
  current.enters += 1;
  whenSuggested(() => {
    const { enters, focused, given } = current;
    current.enters = 0;
    if (enters === 0 || draft() !== current || focused !== option.name) return;
    const [first] = suggestionsFor(option, given[option.name]);
    if (first) accept(option, first);
    if (!first || enters > 1) void runCommand();
  });
}

function keyPressed(event: KeyboardEvent, option: CommandOptionView): void {
  const current = draft();
  const given = current.given[option.name];
  const open = hasList(option) && !current.listClosed && !isLoading(option);
  const items = open ? suggestionsFor(option, given) : [];
  const chosen = items[current.active];
  if (event.isComposing) return;
  if (event.key !== 'Enter') current.enters = 0;
  if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && items.length > 0) {
    const move = event.key === 'ArrowDown' ? 1 : -1;
    current.active = (current.active + move + items.length) % items.length;
  } else if (event.key === 'ArrowDown' && hasList(option)) current.listClosed = false;
  else if (event.key === 'Enter' && isLoading(option) && !current.listClosed) waitForSuggestions(option);
  else if (event.key === 'Enter' && chosen && given?.text !== chosen.label) accept(option, chosen);
  else if (event.key === 'Enter') void runCommand();
  else if (event.key === 'Escape' && open) current.listClosed = true;
  else if (event.key === 'Escape' || (event.key === 'Backspace' && (given?.text ?? '') === '' && option.required))
    leaveCommand();
  else if (event.key === 'Backspace' && (given?.text ?? '') === '') removeOption(option.name);
  else if (event.key === 'Tab' && !event.shiftKey && chosen && given?.text && given.text !== chosen.label) {
    give(option.name, { text: chosen.label, value: chosen.given });
    return change();
  } else return;
  event.preventDefault();
  change();
}
