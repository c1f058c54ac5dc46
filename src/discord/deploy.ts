import { isDeepStrictEqual } from 'node:util';
import { ApplicationCommandType, type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';

// Fields that Discord adds, or omits if they have the default value: only the others show whether a command changed.
const ADDED = new Set([
  'id',
  'application_id',
  'version',
  'guild_id',
  'dm_permission',
  'default_permission',
  'handler',
  'name_localized',
  'description_localized',
]);
const UNORDERED = new Set(['contexts', 'integration_types', 'channel_types']);

/** What a registration did. */
export interface Deployed {
  /** Whether anything was written. */
  readonly written: boolean;
  readonly ids: CommandIds;
}

/** Ids (snowflakes) of the slash commands by their first names in English. */
export type CommandIds = ReadonlyMap<string, string>;

/**
 * Registers the bot's global commands if and only if they differ from the deployed ones: in names, descriptions or their
 * localisations, options, `required`, choices, contexts, permissions. Writing every time would use up the 200 creations a day.
 */
export async function deployCommands(
  rest: REST,
  applicationId: string,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<Deployed> {
  const route = Routes.applicationCommands(applicationId);
  const deployed = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  const list: unknown[] = Array.isArray(deployed) ? deployed : [];
  // Discord creates one for an application with activities, and rejects a list without it (50240).
  const entryPoints = list.filter(isEntryPoint);
  if (
    sameCommands(
      list.filter((command) => !isEntryPoint(command)),
      commands,
    )
  )
    return { written: false, ids: idsOf(list) };
  const written = await rest.put(route, { body: [...commands, ...entryPoints] });
  return { written: true, ids: idsOf(Array.isArray(written) ? written : []) };
}

/** The ids of the commands that another process has registered. */
export async function findCommandIds(rest: Pick<REST, 'get'>, applicationId: string): Promise<CommandIds> {
  const deployed = await rest.get(Routes.applicationCommands(applicationId));
  return idsOf(Array.isArray(deployed) ? deployed : []);
}

function idsOf(list: readonly unknown[]): CommandIds {
  return new Map(
    list.flatMap((command): [string, string][] => {
      if (typeof command !== 'object' || command === null) return [];
      const { id, name, type = ApplicationCommandType.ChatInput } = command as Record<string, unknown>;
      if (typeof id !== 'string' || typeof name !== 'string') return [];
      return type === ApplicationCommandType.ChatInput ? [[name, id]] : [];
    }),
  );
}

function isEntryPoint(command: unknown): boolean {
  return (
    typeof command === 'object' &&
    command !== null &&
    'type' in command &&
    command.type === ApplicationCommandType.PrimaryEntryPoint
  );
}

/**
 * Whether two lists of commands are equivalent to a person. The order of commands does not matter; that of options and choices
 * does.
 */
export function sameCommands(deployed: readonly unknown[], wanted: readonly unknown[]): boolean {
  const sorted = (list: readonly unknown[]) =>
    list.map((item) => canonical(item)).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return isDeepStrictEqual(sorted(deployed), sorted(wanted));
}

/** A value without Discord's additions and defaults, its keys in order. */
function canonical(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const list = value.map((item) => canonical(item));
    return UNORDERED.has(key) ? list.toSorted() : list;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !ADDED.has(name))
      .map(([name, inner]) => [name, canonical(inner, name)] as const)
      .filter(([name, inner]) => !isDefault(name, inner))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function isDefault(name: string, value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object') return Object.keys(value).length === 0;
  // A command's default type is a chat command; for an option, 1 is a subcommand and always present on both sides.
  return name === 'type' && value === 1;
}
