import type { ChatCommandView, CommandOptionView, Value } from '../../protocol.ts';
import { act, upload } from '../api.ts';
import { interact } from '../interactions.ts';
import { toNewest } from '../messages/scroll.ts';
import { change, onceArrived, recall, remember, state } from '../store.ts';
import { fill, words } from '../words/words.ts';

/** An option's chip: the typed text, and its value (undefined: nothing usable yet). */
export interface Given {
  text: string;
  value: string | number | boolean | File | undefined;
}

/** A person's draft in one channel: plain text, or a command with its options. */
export interface Draft {
  text: string;
  files: File[];
  command: ChatCommandView | undefined;
  given: Record<string, Given>;
  /** Optional options that the person added. */
  added: string[];
  errors: Record<string, string>;
  /** The option that the suggestions are for; empty if none has the focus. */
  focused: string;
  /** Whether the list was closed with Esc; typing reopens it. */
  listClosed: boolean;
  active: number;
  /** Where the next character goes, for what is completed before it. */
  caret: number;
  /** Names chosen from a list, as they are shown, and the mentions they stand for. */
  mentions: Record<string, string>;
  /** Presses of Enter that came before the list they choose from. They count once it is there. */
  enters: number;
}

const drafts = new Map<string, Draft>();

/** The draft of the channel on screen. */
export function draft(): Draft {
  const key = `${state.world?.me.id}.${state.channelId}`;
  const known = drafts.get(key);
  if (known) return known;
  const fresh = emptyDraft(recall(`text.${key}`));
  drafts.set(key, fresh);
  return fresh;
}

function emptyDraft(text = ''): Draft {
  return {
    text,
    files: [],
    command: undefined,
    given: {},
    added: [],
    errors: {},
    focused: '',
    listClosed: false,
    active: 0,
    caret: text.length,
    mentions: {},
    enters: 0,
  };
}

export function setText(text: string, caret = text.length): void {
  Object.assign(draft(), { text, caret, listClosed: false, active: 0, enters: 0 });
  remember(`text.${state.world?.me.id}.${state.channelId}`, text);
  change();
}

/** Options that have a chip: the required ones and the added ones. */
export function shownOptions({ command, added }: Draft): CommandOptionView[] {
  return command?.options.filter((option) => option.required || added.includes(option.name)) ?? [];
}

/** Puts a command into the message box, from the picker or a mention in a message. */
export function startCommand(commandId: string, path: string): void {
  // A press while the page becomes another person's, or before the commands are there, is for what comes.
  onceArrived(() => startKnown(commandId, path));
}

function startKnown(commandId: string, path: string): void {
  const offered = state.commands[state.channelId]?.chat ?? [];
  const command =
    offered.find((known) => known.commandId === commandId && known.path.join(' ') === path) ??
    offered.find((known) => known.path.join(' ') === path);
  if (!command) return change({ notice: words().noCommandMatch });
  Object.assign(draft(), emptyDraft(), { command });
  remember(`text.${state.world?.me.id}.${state.channelId}`, '');
  change();
  const first = command.options.find((option) => option.required) ?? command.options[0];
  // A command with only optional options can be sent at once.
  focusSoon(first?.required ? `#option-${first.name}` : '#composer-run');
}

export function leaveCommand(): void {
  Object.assign(draft(), emptyDraft());
  change();
  focusSoon('#composer-text');
}

export function addOption(name: string): void {
  const current = draft();
  current.added = [...current.added, name];
  change();
  focusSoon(`#option-${name}`);
}

export function removeOption(name: string): void {
  const current = draft();
  current.added = current.added.filter((other) => other !== name);
  delete current.given[name];
  delete current.errors[name];
  change();
  focusSoon('#composer-run');
}

export function give(name: string, given: Given): void {
  const current = draft();
  current.given[name] = given;
  delete current.errors[name];
  change();
}

/** Moves to the next option that still needs a value, or to the send button. */
export function focusNext(after: string): void {
  const current = draft();
  const options = shownOptions(current);
  const rest = options.slice(options.findIndex(({ name }) => name === after) + 1);
  const next = rest.find(({ name }) => current.given[name]?.value === undefined);
  focusSoon(next ? `#option-${next.name}` : '#composer-run');
}

export function focusSoon(selector: string): void {
  queueMicrotask(() => queueMicrotask(() => document.querySelector<HTMLElement>(selector)?.focus()));
}

/** Runs the command; if an option is missing or wrong, shows that at its chip instead. */
export async function runCommand(): Promise<void> {
  const current = draft();
  const { command } = current;
  if (!command) return;
  const options = shownOptions(current);
  current.errors = Object.fromEntries(
    options.flatMap((option) => {
      const error = optionError(option, current.given[option.name]);
      return error ? [[option.name, error]] : [];
    }),
  );
  const [wrong] = Object.keys(current.errors);
  if (wrong !== undefined) {
    change();
    return focusSoon(`#option-${wrong}`);
  }
  const channelId = state.channelId;
  const given = { ...current.given };
  Object.assign(current, emptyDraft());
  change();
  focusSoon('#composer-text');
  const values = await uploadFiles(given);
  if (!values) return;
  const { commandId, path, name } = command;
  await interact(
    { kind: 'command', channelId, label: `/${name}`, path: path.join(' ') },
    { kind: 'run', channelId, commandId, path, options: values },
  );
}

/** Values in the protocol's form. Undefined, with a notice, if a file is refused. */
export async function uploadFiles(given: Readonly<Record<string, Given>>): Promise<Record<string, Value> | undefined> {
  const values: Record<string, Value> = {};
  for (const [name, { value }] of Object.entries(given)) {
    if (value instanceof File) {
      const stored = await upload(value).catch(() => undefined);
      if (!stored) {
        change({ notice: fill(words().fileTooLarge, { name: value.name }) });
        return undefined;
      }
      values[name] = { upload: stored.uploadId };
    } else if (value !== undefined) values[name] = value;
  }
  return values;
}

function optionError(option: CommandOptionView, given: Given | undefined): string {
  const w = words();
  const { type, min, max } = option;
  if (given === undefined || (given.text === '' && given.value === undefined)) return option.required ? w.missing : '';
  if (given.value === undefined) return type === 4 || type === 10 ? w.badNumber : w.badChoice;
  if (type === 3 && typeof given.value === 'string') {
    if (min !== null && given.value.length < min) return fill(w.tooShort, { min });
    if (max !== null && given.value.length > max) return fill(w.tooLong, { max });
  }
  if (typeof given.value === 'number' && option.choices.length === 0) {
    const outside = given.value < (min ?? Number.NEGATIVE_INFINITY) || given.value > (max ?? Number.POSITIVE_INFINITY);
    if (outside) return fill(w.badRange, { min: min ?? '…', max: max ?? '…' });
  }
  return '';
}

/** The text with its names as Discord's mentions. */
function withMentions(text: string, mentions: Readonly<Record<string, string>>): string {
  const longestFirst = Object.entries(mentions).sort(([a], [b]) => b.length - a.length);
  return longestFirst.reduce((result, [shown, mention]) => result.replaceAll(shown, mention), text);
}

/** Sends the plain text and its files. */
export async function sendText(): Promise<void> {
  const current = draft();
  const typed = current.text.trim();
  const text = withMentions(typed, current.mentions);
  const { files } = current;
  const channelId = state.channelId;
  const replyTo = state.replyTo?.message.id;
  if (text === '' && files.length === 0) return;
  Object.assign(current, emptyDraft());
  setText('');
  change({ replyTo: undefined });
  delete state.unreadFrom[channelId];
  toNewest();
  const stored = await Promise.all(files.map((file) => upload(file))).catch(() => undefined);
  const result = stored
    ? await act({
        kind: 'send',
        channelId,
        text,
        ...(stored.length > 0 ? { uploads: stored.map(({ uploadId }) => uploadId) } : {}),
        ...(replyTo === undefined ? {} : { replyTo }),
      })
    : { ok: false as const, error: files.map(({ name }) => name).join(', ') };
  if (result.ok) return;
  // The text is kept.
  Object.assign(current, { text: typed, files });
  change({ notice: fill(words().notDone, { why: result.error }) });
}
