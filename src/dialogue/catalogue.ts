import type { Action } from './action.ts';
import type { Command, MessageCommand, SlashCommand } from './command.ts';

/** All commands and actions of the bot, indexed by the keys in interactions. */
export interface Catalogue {
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  /** By path of names, e.g. `admin.checkin.post`. */
  slash(key: string): SlashCommand | undefined;
  /** By the default (English) name in the menu. */
  message(name: string): MessageCommand | undefined;
  action(name: string): Action | undefined;
}

/**
 * Collects commands with their actions.
 * @param messageName returns the default name of a message command, under which Discord reports its use
 * @throws if two share a key or name, since one of them would be unreachable
 */
export function createCatalogue(commands: readonly Command[], messageName: (key: string) => string): Catalogue {
  const actions = [...new Set(commands.flatMap((command) => command.actions ?? []))];
  const slash = index(
    commands.filter((command) => command.type === 'slash'),
    (command) => command.key,
  );
  const message = index(
    commands.filter((command) => command.type === 'message'),
    (command) => messageName(command.key),
  );
  const byName = index(actions, (action) => action.name);
  return {
    commands,
    actions,
    slash: (key) => slash.get(key),
    message: (name) => message.get(name),
    action: (name) => byName.get(name),
  };
}

function index<T>(items: readonly T[], key: (item: T) => string): Map<string, T> {
  const result = new Map<string, T>();
  for (const item of items) {
    const name = key(item);
    if (result.has(name)) throw new Error(`two commands or actions are called ${name}`);
    result.set(name, item);
  }
  return result;
}
