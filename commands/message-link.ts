/** The URL of a message in Discord, by community, channel (or thread) and message. */
export function messageLink(communityId: string, channelId: string | undefined, messageId: string | undefined): string {
  return `https://discord.com/channels/${[communityId, channelId, messageId].join('/')}`;
}

/** The URL of a channel or thread in Discord. */
export function channelLink(communityId: string, channelId: string): string {
  return `https://discord.com/channels/${communityId}/${channelId}`;
}
