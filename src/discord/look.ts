import type { Client } from 'discord.js';
import type { ChannelStanding } from '../messenger.ts';
import { kindOf } from './channel-kinds.ts';
import { missingPermissions, WANTED_PERMISSIONS } from './permissions.ts';

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
  return { state: 'ready', kind: kind === 'forum' ? 'forum' : 'text', lacks, wanting };
}
