import type { APIOverwrite, APIRole } from 'discord-api-types/v10';
import { botId, type Core } from '../core.ts';
import { removeChannel } from '../rest/channels.ts';
import { directChannel } from '../rest/guilds.ts';
import { blankChannel, channelEvent, T } from '../world/channels.ts';
import { announceGuild, guildEvent, leaveGuild, setUnavailable } from '../world/guilds.ts';
import { bits, EVERYONE_DEFAULT, type PermissionName } from '../world/permissions.ts';
import type { ChannelState, GuildState, UserState } from '../world/state.ts';
import { createSeat, type Seat } from './seat.ts';

export interface NewPerson {
  name: string;
  /** Discord's language setting; default `en-US`. */
  locale?: string;
  /** IANA zone; default `Europe/Warsaw`. */
  zone?: string;
  /** The app is installed to their account. */
  hasApp?: boolean;
  dmsClosed?: boolean;
}
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Their settings; changes count from the next thing they do. */
  readonly settings: UserState;
  /** Where they act: a channel or a thread. */
  in(channel: { readonly id: string }): Seat;
  /** Their direct messages with the bot. */
  inDm(): Seat;
  /** Direct messages with another person: a private channel, where the bot is only by user install. */
  inDmWith(other: Person): Seat;
  set(settings: Partial<Pick<UserState, 'locale' | 'zone' | 'dmsClosed' | 'hasApp'>>): void;
}

export interface NewGuild {
  name: string;
  locale?: string;
  owner?: Person;
  /** The bot is a member; default true. */
  withBot?: boolean;
  /** What the bot's own role grants; default: what an ordinary text bot asks for. */
  botPermissions?: readonly PermissionName[];
}
export interface Role {
  readonly id: string;
  readonly name: string;
}
export interface NewChannel {
  name: string;
  topic?: string;
  /** default `text` */
  kind?: 'text' | 'announcement' | 'forum' | 'category' | 'voice';
  parent?: Channel;
  tags?: readonly string[];
  /** A forum in which each post needs a tag. */
  requireTag?: boolean;
}
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly state: ChannelState;
  /** Grants or takes permissions from a role, a person, the bot (`sandbox.bot`), or everyone (the guild). */
  permit(
    whom: { readonly id: string },
    change: { allow?: readonly PermissionName[]; deny?: readonly PermissionName[] },
  ): void;
  remove(): void;
}
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly state: GuildState;
  addRole(role: { name: string; permissions?: readonly PermissionName[] }): Role;
  addChannel(channel: NewChannel): Channel;
  join(person: Person, as?: { roles?: readonly Role[]; nick?: string }): void;
  leave(person: { readonly id: string }): void;
  setRoles(person: { readonly id: string }, roles: readonly Role[]): void;
  /** What the bot's own role grants from now on. */
  setBotPermissions(permissions: readonly PermissionName[]): void;
  /** The bot is added to, or removed from, the server. */
  addBot(): void;
  removeBot(): void;
  /** Discord's outage of one server. */
  setUnavailable(unavailable: boolean): void;
}

const BOT_PERMISSIONS: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
];

export function createPerson(core: Core, made: NewPerson): Person {
  const id = core.newId();
  core.world.users.set(id, {
    user: {
      id,
      username:
        made.name
          .toLowerCase()
          .normalize('NFKD')
          .replaceAll(/[^a-z0-9._]/g, '') || `person${id.slice(-4)}`,
      global_name: made.name,
      discriminator: '0',
      avatar: null,
    },
    locale: made.locale ?? 'en-US',
    zone: made.zone ?? 'Europe/Warsaw',
    dmsClosed: made.dmsClosed ?? false,
    hasApp: made.hasApp ?? false,
  });
  core.bus.emit('person', id);
  return personHandle(core, id);
}

export function personHandle(core: Core, id: string): Person {
  const state = () => {
    const found = core.world.users.get(id);
    if (found === undefined) throw new Error(`The sandbox has no person ${id}`);
    return found;
  };
  return {
    id,
    get name() {
      return state().user.global_name ?? state().user.username;
    },
    get settings() {
      return state();
    },
    in: (channel) => createSeat(core, { userId: id, channelId: channel.id }),
    inDm: () => createSeat(core, { userId: id, channelId: directChannel(core, [botId(core), id]).id }),
    inDmWith: (other) => createSeat(core, { userId: id, channelId: directChannel(core, [id, other.id]).id }),
    set(settings) {
      Object.assign(state(), settings);
      core.bus.emit('person', id);
    },
  };
}

export function createGuild(core: Core, made: NewGuild): Guild {
  const id = core.newId();
  const now = new Date(core.clock.now()).toISOString();
  const owner = made.owner?.id ?? createPerson(core, { name: 'Owner' }).id;
  const everyone = role(id, '@everyone', EVERYONE_DEFAULT, 0);
  const botRole: APIRole = {
    ...role(core.newId(), core.world.application.name, bits(made.botPermissions ?? BOT_PERMISSIONS), 1),
    managed: true,
    tags: { bot_id: botId(core) },
  };
  const withBot = made.withBot ?? true;
  const guild: GuildState = {
    id,
    name: made.name,
    ownerId: owner,
    locale: made.locale ?? 'en-US',
    roles: withBot ? [everyone, botRole] : [everyone],
    members: { [owner]: { userId: owner, nick: null, roles: [], joinedAt: now } },
    installed: false,
    unavailable: false,
  };
  core.world.guilds.set(id, guild);
  if (withBot) joinBot(core, guild);
  core.bus.emit('guild', id);
  return guildHandle(core, id);
}

function joinBot(core: Core, guild: GuildState): void {
  guild.members[botId(core)] = {
    userId: botId(core),
    nick: null,
    roles: guild.roles.filter((known) => known.tags?.bot_id === botId(core)).map((known) => known.id),
    joinedAt: new Date(core.clock.now()).toISOString(),
  };
  guild.installed = true;
  announceGuild(core, guild);
}

export function guildHandle(core: Core, id: string): Guild {
  const state = () => {
    const found = core.world.guilds.get(id);
    if (found === undefined) throw new Error(`The sandbox has no guild ${id}`);
    return found;
  };
  const roleEvent = (event: string, made: APIRole) =>
    core.gateway.dispatch({ event, guildId: id, intents: 1, data: () => ({ guild_id: id, role: made }) });
  return {
    id,
    get name() {
      return state().name;
    },
    get state() {
      return state();
    },
    addRole({ name, permissions = [] }) {
      const made = role(core.newId(), name, bits(permissions), state().roles.length);
      state().roles.push(made);
      roleEvent('GUILD_ROLE_CREATE', made);
      core.bus.emit('guild', id);
      return { id: made.id, name };
    },
    addChannel(made) {
      const type = { text: T.Text, announcement: T.Announcement, forum: T.Forum, category: T.Category, voice: T.Voice }[
        made.kind ?? 'text'
      ];
      const channel: ChannelState = {
        ...blankChannel(core.newId(), type),
        guildId: id,
        name: made.name,
        topic: made.topic ?? null,
        parentId: made.parent?.id ?? null,
        position: [...core.world.channels.values()].filter((other) => other.guildId === id && !other.thread).length,
        flags: made.requireTag ? 1 << 4 : 0,
        tags: (made.tags ?? []).map((name) => ({
          id: core.newId(),
          name,
          moderated: false,
          emoji_id: null,
          emoji_name: null,
        })),
      };
      core.world.channels.set(channel.id, channel);
      channelEvent(core, 'created', channel);
      return channelHandle(core, channel.id);
    },
    join(person, { roles = [], nick } = {}) {
      state().members[person.id] = {
        userId: person.id,
        nick: nick ?? null,
        roles: roles.map((known) => known.id),
        joinedAt: new Date(core.clock.now()).toISOString(),
      };
      guildEvent(core, 'GUILD_MEMBER_ADD', state(), person.id);
    },
    leave: (person) => leaveGuild(core, state(), person.id),
    setRoles(person, roles) {
      const member = state().members[person.id];
      if (member === undefined) throw new Error('Not a member of this guild');
      member.roles = roles.map((known) => known.id);
      guildEvent(core, 'GUILD_MEMBER_UPDATE', state(), person.id);
    },
    setBotPermissions(permissions) {
      const own = state().roles.find((known) => known.tags?.bot_id === botId(core));
      if (own === undefined) throw new Error('The bot has no role in this guild');
      own.permissions = bits(permissions).toString();
      roleEvent('GUILD_ROLE_UPDATE', own);
      core.bus.emit('guild', id);
    },
    addBot() {
      if (!state().roles.some((known) => known.tags?.bot_id === botId(core)))
        state().roles.push({
          ...role(core.newId(), core.world.application.name, bits(BOT_PERMISSIONS), 1),
          managed: true,
          tags: { bot_id: botId(core) },
        });
      joinBot(core, state());
    },
    removeBot: () => leaveGuild(core, state(), botId(core)),
    setUnavailable: (unavailable) => setUnavailable(core, state(), unavailable),
  };
}

export function channelHandle(core: Core, id: string): Channel {
  const state = () => {
    const found = core.world.channels.get(id);
    if (found === undefined) throw new Error(`The sandbox has no channel ${id}`);
    return found;
  };
  return {
    id,
    get name() {
      return state().name ?? '';
    },
    get state() {
      return state();
    },
    permit(whom, { allow = [], deny = [] }) {
      const isRole = core.world.guilds.get(state().guildId ?? '')?.roles.some((known) => known.id === whom.id) === true;
      const overwrite: APIOverwrite = {
        id: whom.id,
        type: isRole ? 0 : 1,
        allow: bits(allow).toString(),
        deny: bits(deny).toString(),
      };
      state().overwrites = [...state().overwrites.filter((known) => known.id !== whom.id), overwrite];
      channelEvent(core, 'updated', state());
    },
    remove: () => removeChannel(core, state()),
  };
}

function role(id: string, name: string, permissions: bigint, position: number): APIRole {
  return {
    id,
    name,
    permissions: permissions.toString(),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0 as APIRole['flags'],
  };
}
