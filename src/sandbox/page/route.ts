import { channelById } from './lookup.ts';

/** The channel in the address: `#/guild/channel`, `#/me/channel`. Empty if there is none. */
export function channelInAddress(): string {
  return /^#\/[^/]+\/(\d+)/.exec(location.hash)?.[1] ?? '';
}

export function addressOf(channelId: string): string {
  return `#/${channelById(channelId)?.guildId ?? 'me'}/${channelId}`;
}
