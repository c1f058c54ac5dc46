import { type BaseInteraction, GuildMember, PermissionFlagsBits } from 'discord.js';
import { localeFromDiscord } from '../i18n/locales.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Profile } from '../profile.ts';
import type { Services } from '../services.ts';
import type { Call } from './call.ts';
import type { CommandWords } from './command-texts.ts';

export type FindProfile = (personId: string, communityId: string | undefined) => Promise<Profile>;

export interface CallSources {
  readonly services: Services;
  readonly translator: Translator;
  readonly findProfile: FindProfile;
  readonly words: CommandWords;
}

export interface OpenedCall {
  readonly call: Call;
  /** Something waits to be told to the person with a private answer. */
  readonly owed: boolean;
}

/** Opens the call that a handler is given: person, place, languages, rights — all from the interaction itself. */
export async function openCall(
  interaction: BaseInteraction,
  { services, translator, findProfile, words }: CallSources,
): Promise<OpenedCall> {
  // A guild counts only where the bot is a member: a user install works in guilds that never invited the bot.
  const guild = interaction.guildId ? interaction.client.guilds.cache.get(interaction.guildId) : undefined;
  const profile = await findProfile(interaction.user.id, guild?.id);
  const discordLocale = localeFromDiscord(interaction.locale);
  const personLocale = profile.personLocale ?? discordLocale;
  const communityLocale = guild
    ? (profile.communityLocale ?? localeFromDiscord(interaction.guildLocale ?? guild.preferredLocale))
    : undefined;
  const call: Call = {
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
  return { call, owed: profile.owed };
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
