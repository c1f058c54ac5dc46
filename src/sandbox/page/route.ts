import { channelById } from './lookup.ts';

/** The channel that the address names: `#/guild/channel`, `#/me/channel`. Empty when it names none. */
export function channelInAddress(): string {
  return /^#\/[^/]+\/(\d+)/.exec(location.hash)?.[1] ?? '';
}

export function addressOf(channelId: string): string {
  return `#/${channelById(channelId)?.guildId ?? 'me'}/${channelId}`;
}
