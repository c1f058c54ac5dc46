import type { Locale } from '../i18n/locales.ts';
import type { Translate, Translator } from '../i18n/translator.ts';
import type { Services } from './services.ts';

/** Who may use a command or control. Checked at every interaction, never taken from an id. */
export type Access = 'everyone' | 'moderator';

/** The author of an interaction. */
export interface Person {
  /** Snowflake. */
  readonly id: string;
  /** Name shown in this place (nickname, display name or user name). */
  readonly name: string;
  /** The person's language: from `/settings`, else Discord's. */
  readonly locale: Locale;
}

/** The guild of an interaction, if the bot is a member. */
export interface CallCommunity {
  readonly id: string;
  readonly name: string;
  /** Language of public texts. */
  readonly locale: Locale;
}

/** Whether the database answers during a call; changes as the call goes on, see `reach.ts`. */
export interface DatabaseReach {
  away: boolean;
  /** Whether part of the answer was omitted because of it, which the person is told. */
  leftOut: boolean;
  /** Milliseconds to wait for optional parts of an answer. */
  readonly patience: number;
}

/** Everything a handler is given: the person, place and language, and the application's services. */
export interface Call {
  readonly services: Services;
  readonly database: DatabaseReach;
  /** Snowflake of the interaction: unique, so usable as the key for "do this once". */
  readonly interactionId: string;
  readonly person: Person;
  /** Undefined in direct messages, and in guilds without the bot. */
  readonly community: CallCommunity | undefined;
  /** Snowflake of the channel; undefined if Discord omits it. */
  readonly channelId: string | undefined;
  /**
   * Whether the person may write here and somebody else would read it; otherwise the bot must not post publicly for them. True in
   * their direct messages with other people.
   */
  readonly mayPost: boolean;
  /** Whether it comes from the person's direct messages with the bot, which nobody else reads. */
  readonly alone: boolean;
  /** The guild (snowflake), also one without the bot; undefined in direct messages. For links. */
  readonly guildId: string | undefined;
  /** ManageGuild, or the moderators' role of the community. False outside a community. */
  readonly moderator: boolean;
  /** ManageGuild itself, which is required to give others moderators' rights. */
  readonly manager: boolean;
  /** Whether the person can see a channel of the community and write there. */
  readonly mayWrite: (channelId: string) => boolean;
  /** Strings in the person's language: for private answers. */
  readonly t: Translate;
  /** Strings in the community's language: for public texts (the person's own outside a community). */
  readonly publicT: Translate;
  /** Language of the person's Discord client, regardless of `/settings`. */
  readonly discordLocale: Locale;
  /** Strings in any language: for the answer right after a person changed theirs. */
  readonly translator: Translator;
  /** A command as the person types it, formatted for text: `/poradnik szukaj` in a code span. */
  readonly command: (key: string) => string;
  /** The same to press, as it is shown in Discord: it puts the command into the message box. Text while its id is not known. */
  readonly mention: (key: string) => string;
  /** A command's description in the person's language. */
  readonly describe: (key: string) => string;
}

/**
 * The community of a call that can only come from one: elsewhere, commands and controls for guilds are refused before they run.
 * @throws if there is none, which is a bug
 */
export function communityOf({ community }: Pick<Call, 'community'>): CallCommunity {
  if (!community) throw new Error('a command for guilds ran outside one');
  return community;
}

/** Where a command is available: everywhere (guilds, DM with the bot, private channels), or only in guilds with the bot. */
export type Contexts = 'everywhere' | 'guild';
