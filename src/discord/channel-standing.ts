import { ChannelFlags, type Client } from 'discord.js';
import type { ChannelStanding } from '../ports/messenger.ts';
import { missingPermissions, WANTED_PERMISSIONS } from '../ports/permissions.ts';
import { kindOf } from './channel-kinds.ts';

/** What the gateway has told of a channel: no request, so it may be asked of thousands again and again. */
export function lookAt(client: Client, guildId: string, channelId: string): ChannelStanding {
  const guild = client.guilds.cache.get(guildId);
  // A guild in an outage comes back; one that removed the bot is noted elsewhere.
  if (!client.isReady() || !guild?.available) return { state: 'unavailable' };
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

/** Whether the bot may write in a thread; undefined where the gateway has not told of it, as of one that is archived for long. */
export function mayWriteIn(client: Client, guildId: string, threadId: string): boolean | undefined {
  const guild = client.guilds.cache.get(guildId);
  if (!client.isReady() || !guild?.available) return undefined;
  const thread = guild.channels.cache.get(threadId);
  const granted = thread?.isThread() && guild.members.me ? thread.permissionsFor(guild.members.me) : undefined;
  if (!thread?.isThread() || !granted) return undefined;
  // One that is archived only is opened by whoever writes in it.
  return granted.has(['ViewChannel', 'SendMessagesInThreads']) && (!thread.locked || granted.has('ManageThreads'));
}
