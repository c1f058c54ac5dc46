import { type BaseInteraction, GuildMember, PermissionFlagsBits } from 'discord.js';
import { type Locale, localeFromDiscord } from '../i18n/locales.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Services } from '../services.ts';
import type { Call } from './call.ts';
import type { CommandWords } from './command-texts.ts';

/** What the database knows of the person and the community; looked up at every interaction, so never out of date. */
export interface Profile {
  /** The person's choice in `/settings`; undefined: Discord's language counts. */
  readonly personLocale: Locale | undefined;
  /** The community's language; undefined: the guild's own. */
  readonly communityLocale: Locale | undefined;
  /** The moderators' role (snowflake), if one was chosen. */
  readonly moderatorRoleId: string | undefined;
}

export type FindProfile = (personId: string, communityId: string | undefined) => Promise<Profile>;

export interface CallSources {
  readonly services: Services;
  readonly translator: Translator;
  readonly findProfile: FindProfile;
  readonly words: CommandWords;
}

/** Opens the call that a handler is given: person, place, languages, rights — all from the interaction itself. */
export async function openCall(
  interaction: BaseInteraction,
  { services, translator, findProfile, words }: CallSources,
): Promise<Call> {
  // A guild counts only where the bot is a member: a user install works in guilds that never invited the bot.
  const guild = interaction.guildId ? interaction.client.guilds.cache.get(interaction.guildId) : undefined;
  const profile = await findProfile(interaction.user.id, guild?.id);
  const discordLocale = localeFromDiscord(interaction.locale);
  const personLocale = profile.personLocale ?? discordLocale;
  const communityLocale = guild
    ? (profile.communityLocale ?? localeFromDiscord(interaction.guildLocale ?? guild.preferredLocale))
    : undefined;
  return {
    services,
    interactionId: interaction.id,
    person: { id: interaction.user.id, name: nameOf(interaction), locale: personLocale },
    community: guild && communityLocale ? { id: guild.id, name: guild.name, locale: communityLocale } : undefined,
    channelId: interaction.channelId ?? undefined,
    moderator: guild !== undefined && isModerator(interaction, profile.moderatorRoleId),
    t: translator(personLocale),
    discordLocale,
    translator,
    publicT: translator(communityLocale ?? personLocale),
    // Discord's client lists commands in its own language, whatever the person chose in /settings.
    command: (key) => `\`${words.name(discordLocale, key)}\``,
    describe: (key) => words.description(personLocale, key),
  };
}

function nameOf(interaction: BaseInteraction): string {
  const { member, user } = interaction;
  const nickname = member instanceof GuildMember ? member.nickname : member?.nick;
  return nickname ?? user.globalName ?? user.username;
}

function isModerator(interaction: BaseInteraction, roleId: string | undefined): boolean {
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return true;
  const { member } = interaction;
  if (!member || !roleId) return false;
  return member instanceof GuildMember ? member.roles.cache.has(roleId) : member.roles.includes(roleId);
}
