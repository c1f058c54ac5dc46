import type { APIRole } from 'discord-api-types/v10';
import { botId, type Core } from '../core.ts';
import { shardOf, snowflakeTime } from '../snowflake.ts';
import { blankChannel, channelEvent, T } from '../world/channels.ts';
import { announceGuild, guildEvent, leaveGuild, setUnavailable } from '../world/guilds.ts';
import { bits, EVERYONE_DEFAULT, type PermissionName } from '../world/permissions.ts';
import type { ChannelState, GuildState } from '../world/state.ts';
import { channelHandle } from './channel.ts';
import type { Guild, NewGuild } from './handles.ts';
import { createPerson } from './person.ts';

const BOT_PERMISSIONS: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
];

/** An id whose time belongs to a shard. */
function idOnShard({ newId, settings }: Core, shard: number): string {
  let id = newId();
  while (shardOf(id, settings.shards) !== shard) id = newId(snowflakeTime(id) + 1);
  return id;
}

export function createGuild(core: Core, made: NewGuild): Guild {
  const id = made.shard === undefined ? core.newId() : idOnShard(core, made.shard);
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
