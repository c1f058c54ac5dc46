import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { ChatCommandView } from '../../protocol.ts';
import { change, state } from '../store.ts';
import { avatar } from '../ui/avatar.ts';
import { withEmoji } from '../ui/emoji.ts';
import { count, fold, words } from '../words/words.ts';
import { draft, runCommand, shownOptions, startCommand } from './draft.ts';
import { accept } from './option.ts';
import { hasList, isLoading, suggestionsFor } from './suggest.ts';

/** Commands whose names, then those whose descriptions, contain the text after the slash; names in either language count. */
export function matchingCommands(): ChatCommandView[] {
  const all = state.commands[state.channelId]?.chat ?? [];
  const wanted = fold(draft().text.slice(1).trim());
  if (wanted === '') return all;
  const scored = all
    .map((command) => ({ command, score: score(command, wanted) }))
    .filter(({ score: found }) => found > 0);
  return scored.sort((a, b) => b.score - a.score).map(({ command }) => command);
}

function score({ name, path, description }: ChatCommandView, wanted: string): number {
  const [local, original] = [fold(name), fold(path.join(' '))];
  if (local.startsWith(wanted)) return 5;
  if (original.startsWith(wanted)) return 4;
  if (local.split(' ').some((word) => word.startsWith(wanted))) return 3;
  if (local.includes(wanted) || original.includes(wanted)) return 2;
  return fold(description).includes(wanted) ? 1 : 0;
}

export function isPicking(): boolean {
  const { command, text, listClosed } = draft();
  return !command && text.startsWith('/') && !text.includes('\n') && !listClosed;
}

/** Whether the channel's commands are still on their way. */
export function areCommandsAwaited(): boolean {
  return state.commands[state.channelId] === undefined;
}

/** Does what Enter was pressed for before the commands were there: the first press picks, a second one runs. */
function catchUpWithEnter(): void {
  const current = draft();
  const { enters, command } = current;
  if (enters === 0 || command || areCommandsAwaited()) return;
  current.enters = 0;
  if (!isPicking()) return;
  pick(matchingCommands()[current.active]);
  if (enters > 1 && current.command && !current.command.options.some(({ required }) => required)) void runCommand();
}

export function pick(command: ChatCommandView | undefined): void {
  if (command) startCommand(command.commandId, command.path.join(' '));
}

/** The list above the message box: the commands, or suggestions for the current option. */
export function composerList(): TemplateResult | typeof nothing {
  if (isPicking()) return commandList();
  const current = draft();
  const option = shownOptions(current).find(({ name }) => name === current.focused);
  if (!option || current.listClosed) return nothing;
  const list = hasList(option);
  const items = list ? suggestionsFor(option, current.given[option.name]) : [];
  const loading = isLoading(option);
  const w = words();
  return html`<div class="composer-list">
    <p class="composer-hint" id="option-hint">
      <strong>${option.label}</strong> <span>${withEmoji(option.description)}</span>
      <span class="tag">${option.required ? w.required : w.optional}</span>
    </p>
    ${
      list
        ? html`<div class="composer-items ${loading ? 'is-loading' : ''}" id="suggestions" role="listbox" aria-label=${option.label} aria-busy=${String(loading)}>
            ${items.map(
              (item, index) =>
                html`<div
                  class="composer-item ${index === current.active ? 'is-active' : ''}"
                  role="option"
                  id="suggestion-${index}"
                  aria-selected=${String(index === current.active)}
                  @pointerdown=${(event: Event) => event.preventDefault()}
                  @click=${() => accept(option, item)}
                >
                  ${item.picture ?? nothing}<span>${withEmoji(item.label)}</span>
                </div>`,
            )}
            ${items.length === 0 ? html`<p class="composer-none">${loading ? w.loading : w.noMatch}</p>` : nothing}
          </div>`
        : nothing
    }
  </div>`;
}

function commandList(): TemplateResult {
  const current = draft();
  const w = words();
  const all = state.commands[state.channelId]?.chat ?? [];
  const commands = matchingCommands();
  const bot = state.world?.bot;
  return html`<div class="composer-list">
    <p class="composer-hint">
      ${avatar(bot?.id ?? '', bot?.name ?? '', true)}<strong>${bot?.name}</strong>
      <span>${count(w.commandCount, commands.length)}</span>
      <span class="composer-keys">${w.keysHint}</span>
    </p>
    <div class="composer-items" id="suggestions" role="listbox" aria-label=${w.commands}>
      ${commands.map(
        (command, index) =>
          html`<div
            class="composer-item command ${index === current.active ? 'is-active' : ''}"
            role="option"
            id="suggestion-${index}"
            aria-selected=${String(index === current.active)}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => pick(command)}
            @pointermove=${() => activate(index)}
          >
            <span class="command-name">/${command.name}</span>
            <span class="command-options"
              >${command.options.map((option) => html`<span class="tag ${option.required ? '' : 'tag-optional'}">${option.label}</span> `)}</span
            >
            <span class="command-description">${withEmoji(command.description)}</span>
          </div>`,
      )}
      ${commands.length === 0 ? html`<p class="composer-none">${areCommandsAwaited() ? w.loading : all.length === 0 ? w.noCommands : w.noCommandMatch}</p>` : nothing}
    </div>
  </div>`;
}

function activate(index: number): void {
  if (index === draft().active) return;
  draft().active = index;
  change();
}

/** Keeps the active entry visible after each drawing, and makes up for an Enter that came too early. */
export function pickerDrawn(): void {
  catchUpWithEnter();
  document.getElementById(`suggestion-${draft().active}`)?.scrollIntoView({ block: 'nearest' });
}
