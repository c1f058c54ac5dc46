import { ChannelFlags, type Client } from 'discord.js';
import type { ChannelStanding } from '../ports/messenger.ts';
import { missingPermissions, WANTED_PERMISSIONS } from '../ports/permissions.ts';
import { kindOf } from './channel-kinds.ts';

/** A channel's state as known from the gateway: costs no request, so it may be called for thousands of channels. */
export function lookAt(client: Client | undefined, guildId: string, channelId: string): ChannelStanding {
  const guild = client?.guilds.cache.get(guildId);
  // A guild in an outage comes back, one of another process's is not looked at; one that removed the bot is recorded elsewhere.
  if (!client?.isReady() || !guild?.available) return { state: 'unavailable' };
  const channel = guild.channels.cache.get(channelId);
  const kind = channel && kindOf(channel.type);
  if (!channel || !kind) return { state: 'missing' };
  const me = guild.members.me;
  const granted = me ? channel.permissionsFor(me).bitfield : undefined;
  const lacks = granted === undefined ? [] : missingPermissions(granted);
  const wanting = granted === undefined ? [] : missingPermissions(granted, WANTED_PERMISSIONS);
  const tagRequired = channel.flags.has(ChannelFlags.RequireTag);
  return { state: 'ready', kind: kind === 'forum' ? 'forum' : 'text', lacks, wanting, tagRequired };
}

/** Whether the bot may write in a thread; undefined if the gateway has not sent it, as for long-archived threads. */
export function mayWriteIn(client: Client | undefined, guildId: string, threadId: string): boolean | undefined {
  const guild = client?.guilds.cache.get(guildId);
  if (!client?.isReady() || !guild?.available) return undefined;
  const thread = guild.channels.cache.get(threadId);
  const granted = thread?.isThread() && guild.members.me ? thread.permissionsFor(guild.members.me) : undefined;
  if (!thread?.isThread() || !granted) return undefined;
  // Writing in a thread that is merely archived reopens it.
  return granted.has(['ViewChannel', 'SendMessagesInThreads']) && (!thread.locked || granted.has('ManageThreads'));
}
