import { live } from '/vendor/lit-html/directives/live.js';
import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { ChannelView } from '../../protocol.ts';
import { reopenForm } from '../form/open.ts';
import { isThread, KIND, nameOf } from '../lookup.ts';
import { jumpButton } from '../messages/list.ts';
import { startEditing } from '../messages/menu.ts';
import { change, state } from '../store.ts';
import { icon } from '../ui/icons.ts';
import { openPopup } from '../ui/popup.ts';
import { fill, words } from '../words/words.ts';
import { completion, completionKey, completionList } from './complete.ts';
import { addOption, draft, focusSoon, leaveCommand, runCommand, sendText, setText, shownOptions } from './draft.ts';
import { optionChip } from './option.ts';
import { areCommandsAwaited, composerList, isPicking, matchingCommands, pick } from './picker.ts';

/** The message box: text and files, or a command with its options. */
export function composer(channel: ChannelView): TemplateResult {
  const current = draft();
  const found = completion();
  return html`<div class="composer-area">
    ${jumpButton()} ${notices()} ${found ? completionList(found) : composerList()}
    <div class="composer ${current.command ? 'composer-command' : ''}">
      ${current.command ? commandBox() : textBox(channel)}
    </div>
    <p class="typing" aria-live="polite">${typingText(channel.id)}</p>
  </div>`;
}

function textBox(channel: ChannelView): TemplateResult {
  const current = draft();
  const w = words();
  const name = channel.type === KIND.dm ? `@${channel.name}` : `#${channel.name}`;
  const completing = completion() !== undefined;
  const picking = isPicking() || completing;
  const closed = channel.locked && isThread(channel);
  const prompt = closed ? w.cannotSendThread : channel.canSend ? invitation(name, isThread(channel)) : w.cannotSend;
  const empty = current.text.trim() === '' && current.files.length === 0;
  return html`
    ${replyBar()}
    ${current.files.length > 0 ? fileList() : nothing}
    <div class="composer-row">
      <label class="icon-button composer-attach ${channel.canSend ? '' : 'is-disabled'}" title=${w.attach}>
        ${icon('plus')}<span class="visually-hidden">${w.attach}</span>
        <input type="file" multiple class="visually-hidden" ?disabled=${!channel.canSend} @change=${pickFiles} />
      </label>
      <textarea
        id="composer-text"
        rows="1"
        maxlength="2000"
        aria-label=${fill(w.writeLabel, { channel: name })}
        placeholder=${prompt}
        role="combobox"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-expanded=${String(picking)}
        aria-controls="suggestions"
        aria-activedescendant=${completing || (picking && matchingCommands().length > 0) ? `suggestion-${current.active}` : nothing}
        autocomplete="off"
        ?disabled=${closed}
        .value=${live(current.text)}
        @input=${(event: Event) => event.target instanceof HTMLTextAreaElement && setText(event.target.value, event.target.selectionStart)}
        @keydown=${(event: KeyboardEvent) => keyPressed(event, channel)}
        @paste=${pasteFiles}
      ></textarea>
      <button type="button" class="icon-button" aria-label=${w.showCommands} title=${w.showCommands} @click=${showCommands}>${icon('slash')}</button>
      <button
        type="button"
        class="icon-button composer-send"
        aria-label=${w.send}
        title=${w.send}
        ?disabled=${empty || !channel.canSend || current.text.startsWith('/')}
        @click=${() => void sendText()}
      >
        ${icon('send')}
      </button>
    </div>
  `;
}

/** One line, also on phones, and in threads, whose names are long. */
function invitation(channel: string, thread: boolean): string {
  const narrow = matchMedia('(max-width: 600px)').matches;
  return narrow || thread ? words().writeShort : fill(words().write, { channel });
}

function commandBox(): TemplateResult {
  const current = draft();
  const { command } = current;
  const w = words();
  const shown = shownOptions(current);
  const rest = command?.options.filter((option) => !shown.includes(option)) ?? [];
  const more = (event: Event) => {
    if (!(event.currentTarget instanceof Element)) return;
    const items = rest.map(({ name, label, description }) => ({ value: name, label, description }));
    openPopup({
      label: w.optional,
      role: 'menu',
      anchor: event.currentTarget,
      items,
      done: ([name]) => name && addOption(name),
    });
  };
  return html`<div class="composer-row" role="group" aria-label="/${command?.name}">
    <button type="button" class="icon-button" aria-label=${w.leaveCommand} title=${w.leaveCommand} @click=${leaveCommand}>${icon('close')}</button>
    <div class="chips">
      <span class="command-chip">/${command?.name}</span>
      ${shown.map(optionChip)}
      ${
        rest.length === 1 && rest[0]
          ? html`<button type="button" class="chip-add" aria-label=${fill(w.addOption, { name: rest[0].label })} title=${rest[0].description} @click=${() => rest[0] && addOption(rest[0].name)}>
              ${icon('plus')}${rest[0].label}
            </button>`
          : rest.length > 1
            ? html`<button type="button" class="chip-add" aria-haspopup="menu" @click=${more}>${fill(w.moreOptions, { count: rest.length })}</button>`
            : nothing
      }
    </div>
    <button
      type="button"
      id="composer-run"
      class="icon-button composer-send is-ready"
      aria-label="${w.send}: /${command?.name}"
      title=${w.send}
      @click=${() => void runCommand()}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && leaveCommand()}
    >
      ${icon('send')}
    </button>
  </div>`;
}

function keyPressed(event: KeyboardEvent, channel: ChannelView): void {
  const current = draft();
  if (event.isComposing) return;
  const found = completion();
  if (found) {
    if (completionKey(event, found)) event.preventDefault();
    return;
  }
  if (!isPicking()) {
    if (event.key === 'Escape' && state.replyTo) change({ replyTo: undefined });
    if (event.key === 'ArrowUp' && current.text === '' && current.files.length === 0 && editLast(channel.id))
      event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    if (channel.canSend && !current.text.startsWith('/')) void sendText();
    return;
  }
  const commands = matchingCommands();
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const move = event.key === 'ArrowDown' ? 1 : -1;
    current.active = (current.active + move + commands.length) % Math.max(1, commands.length);
  } else if (event.key === 'Enter' && areCommandsAwaited()) current.enters += 1;
  else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) pick(commands[current.active]);
  else if (event.key === 'Escape') current.listClosed = true;
  else return;
  event.preventDefault();
  change();
}

/** Arrow up in an empty box: edits the person's newest message among those shown. */
function editLast(channelId: string): boolean {
  const me = state.world?.me.id;
  const mine = state.histories[channelId]?.list.findLast(
    ({ message }) => message.author.id === me && message.type !== 7,
  );
  if (!mine) return false;
  startEditing(mine.message.id);
  return true;
}

function showCommands(): void {
  setText('/');
  focusSoon('#composer-text');
}

function replyBar(): TemplateResult | typeof nothing {
  if (!state.replyTo) return nothing;
  return html`<div class="reply-bar">
    ${icon('reply')}<span>${fill(words().repliedTo, { name: nameOf(state.replyTo.message.author.id) })}</span>
    <button type="button" class="icon-button" aria-label=${words().cancel} @click=${() => change({ replyTo: undefined })}>${icon('close')}</button>
  </div>`;
}

function fileList(): TemplateResult {
  const current = draft();
  const remove = (file: File) => {
    current.files = current.files.filter((other) => other !== file);
    change();
  };
  return html`<ul class="composer-files" role="list">
    ${current.files.map(
      (file) => html`<li>
        ${icon('file')}<span>${file.name}</span>
        <button type="button" class="icon-button" aria-label=${fill(words().removeFile, { name: file.name })} @click=${() => remove(file)}>${icon('close')}</button>
      </li>`,
    )}
  </ul>`;
}

function pickFiles(event: Event): void {
  if (!(event.target instanceof HTMLInputElement)) return;
  addFiles([...(event.target.files ?? [])]);
  event.target.value = '';
}

function pasteFiles(event: ClipboardEvent): void {
  const files = [...(event.clipboardData?.files ?? [])];
  if (files.length === 0) return;
  event.preventDefault();
  addFiles(files);
}

/** Discord accepts ten files per message; the sandbox 10 MB each. */
export function addFiles(files: readonly File[]): void {
  const current = draft();
  const large = files.find(({ size }) => size > 10 * 1024 * 1024);
  if (large) change({ notice: fill(words().fileTooLarge, { name: large.name }) });
  current.files = [...current.files, ...files.filter((file) => file !== large)].slice(0, 10);
  change();
  focusSoon('#composer-text');
}

function notices(): TemplateResult {
  const w = words();
  const { closedForm, notice } = state;
  return html`${
    closedForm
      ? html`<div class="notice" role="status">
          <span>${w.formKept}</span>
          <button type="button" class="text-button" @click=${reopenForm}>${w.reopen}</button>
          <button type="button" class="icon-button" aria-label=${w.close} @click=${() => change({ closedForm: undefined })}>${icon('close')}</button>
        </div>`
      : nothing
  }${
    notice
      ? html`<div class="notice notice-problem" role="alert">
          <span>${notice}</span>
          <button type="button" class="icon-button" aria-label=${w.close} @click=${() => change({ notice: '' })}>${icon('close')}</button>
        </div>`
      : nothing
  }`;
}

function typingText(channelId: string): string {
  const typing = state.typing[channelId];
  return typing && typing.until > Date.now() ? fill(words().typing, { name: typing.name }) : '';
}
