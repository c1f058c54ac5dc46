/** A community's channels and roles as known from the gateway: costs no request, so it may be called freely. */
export interface Guilds {
  channel(communityId: string, channelId: string): ChannelFacts;
  role(communityId: string, roleId: string): Presence;
  /** Channels the bot could post in; empty while they are unknown. */
  channels(communityId: string): readonly KnownChannel[];
  /** Roles people can be given, without those of bots; empty while they are unknown. */
  roles(communityId: string): readonly KnownRole[];
  /** The community's name; undefined if the bot is not there, or Discord has not told it. */
  name(communityId: string): string | undefined;
  /** Invitation link with minimal permissions; undefined before the login. */
  inviteUrl(): string | undefined;
}

export interface KnownChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'text' | 'announcement' | 'forum';
  /** Whether everyone in the community can see it. */
  readonly open: boolean;
  /** Whether the bot can see it and write there. */
  readonly writable: boolean;
}

export interface KnownRole {
  readonly id: string;
  readonly name: string;
}

/** `unavailable`: currently unknown, because of an outage of the guild or a disconnected gateway. */
export type Presence = 'there' | 'missing' | 'unavailable';

export type ChannelFacts =
  | {
      readonly presence: 'there';
      /** Bits of the bot's permissions there; undefined if Discord has not sent the bot's own member. */
      readonly granted: bigint | undefined;
    }
  | { readonly presence: 'missing' }
  | { readonly presence: 'unavailable' };
