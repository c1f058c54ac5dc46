import type { Core } from '../core.ts';
import { botId } from '../core.ts';
import { httpRefusal, refusal } from '../rules/errors.ts';
import { INTENT } from './message-events.ts';
import { ALL_PERMISSIONS, channelPermissions, P } from './permissions.ts';
import type { ChannelState, GuildState } from './state.ts';

/** Channel types. */
export const T = {
  Text: 0,
  Dm: 1,
  Voice: 2,
  GroupDm: 3,
  Category: 4,
  Announcement: 5,
  AnnouncementThread: 10,
  PublicThread: 11,
  PrivateThread: 12,
  Forum: 15,
} as const;

export function isThread(channel: ChannelState): boolean {
  return channel.thread !== null;
}

/** A channel with everything empty. */
export function blankChannel(id: string, type: number): ChannelState {
  return {
    id,
    type,
    guildId: null,
    name: null,
    topic: null,
    parentId: null,
    position: 0,
    nsfw: false,
    slowmode: 0,
    overwrites: [],
    flags: 0,
    lastMessageId: null,
    lastPin: null,
    tags: [],
    ownerId: null,
    thread: null,
    appliedTags: [],
    members: {},
    messageCount: 0,
    totalSent: 0,
    defaultAutoArchive: null,
    recipients: [],
  };
}

/** A channel as the API gives it to the bot. */
export function apiChannel(core: Core, channel: ChannelState): Record<string, unknown> {
  if (channel.guildId === null)
    return {
      id: channel.id,
      type: channel.type,
      last_message_id: channel.lastMessageId,
      flags: 0,
      recipients: channel.recipients
        .filter((id) => id !== botId(core))
        .flatMap((id) => core.world.users.get(id)?.user ?? []),
      ...(channel.type === T.GroupDm ? { name: channel.name, owner_id: channel.ownerId, icon: null } : {}),
    };
  if (channel.thread !== null)
    return {
      id: channel.id,
      type: channel.type,
      guild_id: channel.guildId,
      parent_id: channel.parentId,
      name: channel.name,
      owner_id: channel.ownerId,
      last_message_id: channel.lastMessageId,
      thread_metadata: channel.thread,
      message_count: channel.messageCount,
      member_count: Math.min(50, Object.keys(channel.members).length),
      total_message_sent: channel.totalSent,
      rate_limit_per_user: channel.slowmode,
      flags: channel.flags,
      applied_tags: channel.appliedTags,
      ...(channel.members[botId(core)]
        ? { member: { id: channel.id, user_id: botId(core), join_timestamp: channel.members[botId(core)], flags: 1 } }
        : {}),
    };
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    parent_id: channel.parentId,
    permission_overwrites: channel.overwrites,
    flags: channel.flags,
    ...(channel.type === T.Category
      ? {}
      : {
          topic: channel.topic,
          nsfw: channel.nsfw,
          rate_limit_per_user: channel.slowmode,
          last_message_id: channel.lastMessageId,
          last_pin_timestamp: channel.lastPin,
          ...(channel.defaultAutoArchive === null ? {} : { default_auto_archive_duration: channel.defaultAutoArchive }),
        }),
    ...(channel.type === T.Forum
      ? {
          available_tags: channel.tags,
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
  };
}

/** Reports a channel or thread to the bot and to all who watch. */
export function channelEvent(core: Core, kind: 'created' | 'updated' | 'deleted', channel: ChannelState): void {
  const thread = isThread(channel);
  if (channel.guildId !== null) {
    const verb = { created: 'CREATE', updated: 'UPDATE', deleted: 'DELETE' }[kind];
    core.gateway.dispatch({
      event: `${thread ? 'THREAD' : 'CHANNEL'}_${verb}`,
      guildId: channel.guildId,
      // Bots receive events of every channel of a guild, even those they cannot see; threads are reported only to those who see
      // the parent.
      ...(thread ? { channelId: channel.id } : {}),
      intents: INTENT.Guilds,
      data: () =>
        kind === 'deleted' && thread
          ? { id: channel.id, guild_id: channel.guildId, parent_id: channel.parentId, type: channel.type }
          : { ...apiChannel(core, channel), ...(kind === 'created' && thread ? { newly_created: true } : {}) },
    });
  }
  core.bus.emit('channel', kind, channel);
}

export function guildOf(core: Core, channel: ChannelState): GuildState | undefined {
  return channel.guildId === null ? undefined : core.world.guilds.get(channel.guildId);
}

/** A user's permissions in a channel. In a direct message: all, for those in it. */
export function permissionsIn(core: Core, channel: ChannelState, userId: string): bigint {
  const guild = guildOf(core, channel);
  if (guild === undefined) return channel.recipients.includes(userId) ? ALL_PERMISSIONS : 0n;
  const parent = channel.parentId === null ? undefined : core.world.channels.get(channel.parentId);
  const granted = channelPermissions(guild, channel, parent, userId);
  const hidden =
    channel.type === T.PrivateThread && !(granted & P.ManageThreads) && channel.members[userId] === undefined;
  return hidden ? 0n : granted;
}

/** The channel of a request: 10003 if there is none, 50001 if the bot cannot see it, 503 in an outage of its guild. */
export function channelForBot(core: Core, id: string): ChannelState {
  const channel = core.world.channels.get(id);
  if (channel === undefined) throw refusal(10003);
  const guild = guildOf(core, channel);
  if (guild?.unavailable) throw httpRefusal(503);
  if (!(permissionsIn(core, channel, botId(core)) & P.ViewChannel)) throw refusal(50001);
  return channel;
}

/** 50013 unless the bot has all of the permissions there. */
export function need(core: Core, channel: ChannelState, permissions: bigint): void {
  if ((permissionsIn(core, channel, botId(core)) & permissions) !== permissions) throw refusal(50013);
}
