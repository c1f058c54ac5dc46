import type { Locale } from '../i18n/locales.ts';
import type { Translate, Translator } from '../i18n/translator.ts';
import type { Services } from './services.ts';

/** Who may use a command or control. Checked at every interaction anew, never taken from an id. */
export type Access = 'everyone' | 'moderator';

/** Whom an interaction comes from. */
export interface Person {
  /** Snowflake. */
  readonly id: string;
  /** The name shown in this place (nickname, display name or user name). */
  readonly name: string;
  /** The person's language: from `/settings`, else Discord's. */
  readonly locale: Locale;
}

/** The guild that an interaction comes from, if the bot is a member of it. */
export interface CallCommunity {
  readonly id: string;
  readonly name: string;
  /** Language of public texts. */
  readonly locale: Locale;
}

/** Whether the database answers a call. It changes as the call goes on; see `reach.ts`. */
export interface DatabaseReach {
  away: boolean;
  /** Something of the answer is missing because of it: the person is told. */
  leftOut: boolean;
  /** How long to wait for what an answer can do without, in milliseconds. */
  readonly patience: number;
}

/** What a handler is given: who asks, where, in which language, and the application's services. */
export interface Call {
  readonly services: Services;
  readonly database: DatabaseReach;
  /** Snowflake of the interaction: unique, so the key of "do this once". */
  readonly interactionId: string;
  readonly person: Person;
  /** Undefined in direct messages, and in guilds of which the bot is no member. */
  readonly community: CallCommunity | undefined;
  /** Snowflake of the channel; undefined where Discord does not say. */
  readonly channelId: string | undefined;
  /**
   * Whether the person may write where they are: what the bot shows to a channel for them, they could not otherwise say there.
   * True in direct messages.
   */
  readonly mayPost: boolean;
  /** ManageGuild, or the moderators' role of the community. False outside a community. */
  readonly moderator: boolean;
  /** ManageGuild itself, without which nobody gives others the rights of moderators. */
  readonly manager: boolean;
  /** Whether the person can see a channel of the community and write there. */
  readonly mayWrite: (channelId: string) => boolean;
  /** Strings in the person's language: for private answers. */
  readonly t: Translate;
  /** Strings in the community's language: for public texts (the person's own where there is no community). */
  readonly publicT: Translate;
  /** The language of the person's Discord client, whatever they chose in `/settings`. */
  readonly discordLocale: Locale;
  /** Strings in a given language: for the answer right after a person changed theirs. */
  readonly translator: Translator;
  /** A command as the person types it, ready to stand in a text: `/poradnik szukaj` in a code span. */
  readonly command: (key: string) => string;
  /** What a command does, in the person's language. */
  readonly describe: (key: string) => string;
}

/**
 * The community of a call that can only come from one: commands and controls for guilds are refused elsewhere before they run.
 * @throws if it came from elsewhere: a bug
 */
export function communityOf({ community }: Pick<Call, 'community'>): CallCommunity {
  if (!community) throw new Error('a command for guilds ran outside one');
  return community;
}

/** Where a command is offered: everywhere (guilds, DM with the bot, private channels), or only in guilds of which the bot is a member. */
export type Contexts = 'everywhere' | 'guild';
