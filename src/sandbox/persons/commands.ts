import type { APIApplicationCommand, APIAttachment } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import { contextOf, ownersOf, resolvedData } from '../interactions/create.ts';
import type { CommandBody, CommandOptionBody } from '../rules/bodies.ts';
import { permissionsIn } from '../world/channels.ts';
import { storeFile } from '../world/files.ts';
import { P } from '../world/permissions.ts';
import type { ChannelState, UserState } from '../world/state.ts';

/** A file that a person picks. */
export interface GivenFile {
  name: string;
  content: string | Buffer;
  contentType?: string;
}
/** Anything with an id can represent it: a person, a channel, a role. */
export interface HasId {
  readonly id: string;
}
export type Given = string | number | boolean | HasId | GivenFile;
export type GivenOptions = Readonly<Record<string, Given | undefined>>;

/** The person cannot do this in Discord's client: the command is not offered, an option is missing … */
export class NotPossible extends Error {
  override readonly name = 'NotPossible';
}

export interface FoundCommand {
  command: APIApplicationCommand;
  /** Default names from the command down: `['guide', 'read']`. */
  path: string[];
  options: readonly CommandOptionBody[];
}

/** A registered command with the fields of its request (the shapes agree in the fields read here). */
function body(command: APIApplicationCommand): CommandBody {
  return command as unknown as CommandBody;
}

/** Commands that Discord's client offers to a person in a channel; a guild's own hides a global one of that name. */
export function offeredCommands(core: Core, person: UserState, channel: ChannelState): APIApplicationCommand[] {
  const own = channel.guildId === null ? [] : [...(core.world.commands.get(channel.guildId)?.values() ?? [])];
  const global = [...(core.world.commands.get('')?.values() ?? [])].filter(
    (command) => !own.some((other) => other.name === command.name && other.type === command.type),
  );
  return [...own, ...global].filter((command) => whyNotOffered(core, person, channel, command) === undefined);
}

/** The reason why the client does not offer a command, or undefined. */
export function whyNotOffered(
  core: Core,
  person: UserState,
  channel: ChannelState,
  command: APIApplicationCommand,
): string | undefined {
  const { contexts, integration_types: types, default_member_permissions: needed } = body(command);
  const context = contextOf(core, channel);
  if (contexts && !contexts.includes(context)) return `its contexts are [${contexts.join(', ')}], this is ${context}`;
  if (Object.keys(ownersOf(core, channel, person, types ?? [0])).length === 0)
    return 'no installation of the app covers this place';
  if (channel.guildId === null) return undefined;
  const granted = permissionsIn(core, channel, person.user.id);
  if (!(granted & P.UseApplicationCommands)) return 'the person lacks Use Application Commands';
  if (needed === null || needed === undefined) return undefined;
  const bits = BigInt(needed);
  const enough = bits === 0n ? (granted & P.Administrator) !== 0n : (granted & bits) === bits;
  return enough ? undefined : `it needs permissions ${needed}`;
}

/** Finds `/guide read` by default names, or by those in the person's language. Throws NotPossible with the reason. */
export function findCommand(core: Core, person: UserState, channel: ChannelState, text: string): FoundCommand {
  const [first = '', ...rest] = text.replace(/^\//, '').trim().split(/\s+/);
  const all = [
    ...(core.world.commands.get(channel.guildId ?? '-')?.values() ?? []),
    ...(core.world.commands.get('')?.values() ?? []),
  ];
  const named = all.filter((command) => command.type === 1 && isNamed(body(command), first, person.locale));
  const command = named.find((candidate) => whyNotOffered(core, person, channel, candidate) === undefined);
  if (command === undefined) {
    const [hidden] = named;
    const reason = hidden === undefined ? undefined : whyNotOffered(core, person, channel, hidden);
    throw new NotPossible(
      reason === undefined
        ? `There is no command /${first}. Registered: ${all.map((known) => known.name).join(', ') || 'none'}`
        : `/${first} is not offered to ${person.user.username} here: ${reason}`,
    );
  }
  const path = [command.name];
  let options = body(command).options ?? [];
  for (const word of rest) {
    const found = options.find((option) => option.type <= 2 && isNamed(option, word, person.locale));
    if (found === undefined)
      throw new NotPossible(
        `/${path.join(' ')} has no subcommand "${word}", but ${options.map((option) => option.name).join(', ')}`,
      );
    path.push(found.name);
    options = found.options ?? [];
  }
  if (options.some((option) => option.type <= 2))
    throw new NotPossible(`/${path.join(' ')} needs a subcommand: ${options.map((option) => option.name).join(', ')}`);
  return { command, path, options };
}

export function isNamed(
  named: { name: string; name_localizations?: Readonly<Partial<Record<string, string | null>>> | null | undefined },
  word: string,
  locale: string,
): boolean {
  return named.name === word || named.name_localizations?.[locale] === word;
}

/** The interaction's `data` for a command with its options. `focused`: the option being typed (then none is required yet). */
export function commandData(
  core: Core,
  person: UserState,
  channel: ChannelState,
  found: FoundCommand,
  given: GivenOptions,
  focused?: string,
): Record<string, unknown> {
  const ids = {
    users: [] as string[],
    roles: [] as string[],
    channels: [] as string[],
    attachments: [] as APIAttachment[],
  };
  const filled: Record<string, unknown>[] = [];
  const left = new Map(Object.entries(given).filter(([, value]) => value !== undefined));
  for (const option of found.options) {
    const key = [...left.keys()].find((name) => isNamed(option, name, person.locale));
    const value = key === undefined ? undefined : left.get(key);
    if (key !== undefined) left.delete(key);
    const typing = focused !== undefined && isNamed(option, focused, person.locale);
    if (value === undefined && !typing) {
      if (option.required && focused === undefined)
        throw new NotPossible(`The option "${option.name}" of /${found.path.join(' ')} is required`);
      continue;
    }
    filled.push({
      name: option.name,
      type: option.type,
      value: typing ? String(value ?? '') : optionValue(core, person, channel, option, value ?? '', ids),
      ...(typing ? { focused: true } : {}),
    });
  }
  if (left.size > 0) throw new NotPossible(`/${found.path.join(' ')} has no option "${[...left.keys()].join('", "')}"`);
  let options: Record<string, unknown>[] = filled;
  for (const [index, name] of found.path.slice(1).toReversed().entries())
    options = [{ name, type: index === 0 ? 1 : 2, options }];
  const resolved = resolvedData(core, channel, ids);
  return {
    id: found.command.id,
    name: found.command.name,
    type: 1,
    ...(options.length > 0 ? { options } : {}),
    ...(resolved ? { resolved } : {}),
    ...(found.command.guild_id === undefined ? {} : { guild_id: found.command.guild_id }),
  };
}

interface PickedIds {
  users: string[];
  roles: string[];
  channels: string[];
  attachments: APIAttachment[];
}

/** One value as the client sends it, after the client's own checks. */
function optionValue(
  core: Core,
  person: UserState,
  channel: ChannelState,
  option: CommandOptionBody,
  given: Given,
  ids: PickedIds,
): string | number | boolean {
  const wrong = (what: string) =>
    new NotPossible(`The option "${option.name}" takes ${what}, not ${JSON.stringify(given)}`);
  if (option.type === 5) {
    if (typeof given !== 'boolean') throw wrong('true or false');
    return given;
  }
  if (option.type === 11) {
    if (typeof given !== 'object' || !('content' in given)) throw wrong('a file');
    const stored = storeGiven(core, channel.id, given);
    ids.attachments.push(stored);
    return stored.id;
  }
  if (option.type >= 6 && option.type <= 9) return pickedId(core, channel, option, given, ids, wrong);
  if (!option.choices?.length)
    return option.type === 3 ? typedText(option, given, wrong) : typedNumber(option, given, wrong);
  const choice = option.choices.find((known) => known.value === given || isNamed(known, String(given), person.locale));
  if (choice === undefined) throw wrong(`one of ${option.choices.map((known) => known.value).join(', ')}`);
  return choice.value;
}

type Wrong = (what: string) => NotPossible;

function typedText(option: CommandOptionBody, given: Given, wrong: Wrong): string {
  const [low, high] = [option.min_length ?? 1, option.max_length ?? 6000];
  const text = String(given);
  if (text.length < low || text.length > high) throw wrong(`${low} to ${high} characters`);
  return text;
}

function typedNumber(option: CommandOptionBody, given: Given, wrong: Wrong): number {
  const number = Number(given);
  if (!Number.isFinite(number) || (option.type === 4 && !Number.isInteger(number))) throw wrong('a number');
  if (
    number < (option.min_value ?? Number.NEGATIVE_INFINITY) ||
    number > (option.max_value ?? Number.POSITIVE_INFINITY)
  )
    throw wrong(`${option.min_value ?? '…'} to ${option.max_value ?? '…'}`);
  return number;
}

/** A person, a channel, a role, or a mentionable: a person or role. */
function pickedId(
  core: Core,
  channel: ChannelState,
  option: CommandOptionBody,
  given: Given,
  ids: PickedIds,
  wrong: Wrong,
): string {
  const id = typeof given === 'object' && 'id' in given ? given.id : String(given);
  const isPerson = core.world.users.has(id);
  if (option.type === 6 && !isPerson) throw wrong('a person');
  if (option.type === 7) {
    const picked = core.world.channels.get(id);
    if (picked === undefined || picked.guildId !== channel.guildId) throw wrong('a channel of this server');
    if (option.channel_types?.length && !option.channel_types.includes(picked.type))
      throw wrong(`a channel of type ${option.channel_types.join(', ')}`);
    ids.channels.push(id);
  } else if (option.type === 8 || !isPerson) ids.roles.push(id);
  else ids.users.push(id);
  return id;
}

export function storeGiven(core: Core, channelId: string, file: GivenFile): APIAttachment {
  return storeFile(core, channelId, {
    name: file.name,
    contentType: file.contentType ?? 'application/octet-stream',
    bytes: Buffer.from(file.content),
  });
}
