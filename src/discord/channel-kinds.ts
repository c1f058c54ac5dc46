import { ChannelType } from 'discord.js';
import type { ChannelKind } from '../messages/reply.ts';

/** Discord's types for the channels that the bot can post in. */
export const CHANNEL_TYPES = {
  text: ChannelType.GuildText,
  announcement: ChannelType.GuildAnnouncement,
  forum: ChannelType.GuildForum,
} as const satisfies Record<ChannelKind, ChannelType>;

const KINDS = new Map<ChannelType, ChannelKind>([
  [ChannelType.GuildText, 'text'],
  [ChannelType.GuildAnnouncement, 'announcement'],
  [ChannelType.GuildForum, 'forum'],
]);

/** The kind of a channel, if it is one that the bot can post in. */
export function kindOf(type: ChannelType): ChannelKind | undefined {
  return KINDS.get(type);
}
