/** What the gateway has told of a community's channels and roles: no request, so it may be asked again and again. */
export interface Guilds {
  channel(communityId: string, channelId: string): ChannelFacts;
  role(communityId: string, roleId: string): Presence;
  /** The channels that the bot could post in; none while they are not known. */
  channels(communityId: string): readonly KnownChannel[];
  /** The roles that people can be given, without those of bots; none while they are not known. */
  roles(communityId: string): readonly KnownRole[];
  /** The community's name; undefined where the bot is not, or Discord has not told it. */
  name(communityId: string): string | undefined;
  /** The address with which a community adds the bot, asking for the least permissions; undefined before the login. */
  inviteUrl(): string | undefined;
}

export interface KnownChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'text' | 'announcement' | 'forum';
  /** Whether everybody in the community can see it. */
  readonly open: boolean;
  /** Whether the bot can see it and write there. */
  readonly writable: boolean;
}

export interface KnownRole {
  readonly id: string;
  readonly name: string;
}

/** `unavailable`: an outage of the guild, or the gateway is not connected: not known now. */
export type Presence = 'there' | 'missing' | 'unavailable';

export type ChannelFacts =
  | {
      readonly presence: 'there';
      /** Bits of the bot's permissions there; undefined if Discord has not said who the bot is there. */
      readonly granted: bigint | undefined;
    }
  | { readonly presence: 'missing' }
  | { readonly presence: 'unavailable' };
