import type { CommandOptionView, Value } from '../../protocol.ts';
import { act } from '../api.ts';
import { change, state } from '../store.ts';
import { type EntityKind, entityItems, type Item } from '../ui/entities.ts';
import { say } from '../ui/live-region.ts';
import { count, fold, words } from '../words/words.ts';
import { type Draft, draft, type Given } from './draft.ts';

/** A suggestion, with the value it gives the option. */
export interface Suggestion extends Item {
  given: string | number | boolean;
}

const ENTITIES: Readonly<Record<number, EntityKind>> = { 6: 'person', 7: 'channel', 8: 'role', 9: 'mentionable' };
/** Milliseconds to wait after the last keystroke, similar to Discord's client. */
const PAUSE = 150;

/** The bot's latest suggestions. Those for an earlier text are discarded on arrival. */
let asked: { key: string; items: Suggestion[]; loading: boolean } = { key: '', items: [], loading: false };
let timer: ReturnType<typeof setTimeout> | undefined;

/** What to do once the suggestions for the present text are there. */
let then: () => void = () => {};

/** Calls back once, when the bot has answered for the present text. */
export function whenSuggested(callback: () => void): void {
  then = callback;
}

export function hasList(option: CommandOptionView): boolean {
  return option.autocomplete || option.choices.length > 0 || option.type === 5 || ENTITIES[option.type] !== undefined;
}

export function isLoading(option: CommandOptionView): boolean {
  return option.autocomplete && asked.loading;
}

/** The suggestions to show for the chip's text. */
export function suggestionsFor(option: CommandOptionView, given: Given | undefined): Suggestion[] {
  if (option.autocomplete) return asked.items;
  // Once something is chosen, the list offers everything again.
  const wanted = given?.value === undefined ? fold(given?.text.trim() ?? '') : '';
  return everything(option)
    .filter(({ label }) => fold(label).includes(wanted))
    .slice(0, 25);
}

function everything(option: CommandOptionView): Suggestion[] {
  if (option.choices.length > 0)
    return option.choices.map(({ name, value }) => ({ value: String(value), label: name, given: value }));
  if (option.type === 5)
    return [
      { value: 'true', label: words().yes, given: true },
      { value: 'false', label: words().no, given: false },
    ];
  const entity = ENTITIES[option.type];
  return entity ? entityItems(entity, option.channelTypes).map((item) => ({ ...item, given: item.value })) : [];
}

/** Requests suggestions from the bot once the person pauses. */
export function askForSuggestions(option: CommandOptionView, at: 'once' | 'after a pause'): void {
  clearTimeout(timer);
  if (!option.autocomplete) return;
  const current = draft();
  const key = keyOf(current, option);
  if (asked.key === key) return;
  asked = { key, items: asked.items, loading: true };
  then = () => {};
  timer = setTimeout(() => void fetchSuggestions(current, option, key), at === 'once' ? 0 : PAUSE);
  change();
}

async function fetchSuggestions(current: Draft, option: CommandOptionView, key: string): Promise<void> {
  const { command, given } = current;
  if (!command) return;
  const others = Object.entries(given).flatMap(([name, { value }]): [string, Value][] =>
    value === undefined || value instanceof File || name === option.name ? [] : [[name, value]],
  );
  const result = await act({
    kind: 'autocomplete',
    channelId: state.channelId,
    commandId: command.commandId,
    path: command.path,
    options: { ...Object.fromEntries(others), [option.name]: given[option.name]?.text ?? '' },
    focused: option.name,
  });
  if (asked.key !== key) return;
  const choices = result.ok ? (result.choices ?? []) : [];
  asked = {
    key,
    items: choices.map(({ name, value }) => ({ value: String(value), label: name, given: value })),
    loading: false,
  };
  current.active = 0;
  say(count(words().resultCount, choices.length));
  change();
  const answered = then;
  then = () => {};
  answered();
}

function keyOf({ command, given }: Draft, option: CommandOptionView): string {
  const values = Object.entries(given).map(([name, { text }]) => `${name}=${text}`);
  return [state.channelId, command?.path.join(' '), option.name, ...values].join('|');
}
