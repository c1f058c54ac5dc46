import { type BaseInteraction, type Guild, GuildMember, InteractionContextType, PermissionFlagsBits } from 'discord.js';
import type { Logger } from 'pino';
import { isDatabaseAway } from '../database/away.ts';
import { apart } from '../database/effects.ts';
import type { Access, Call } from '../dialogue/call.ts';
import { type CommandWords, mentionCommand } from '../dialogue/command-texts.ts';
import { withinTime } from '../dialogue/reach.ts';
import type { Services } from '../dialogue/services.ts';
import { localeFromDiscord } from '../i18n/locales.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Profile } from '../members/profile.ts';
import { cleanText } from '../text/clean-text.ts';
import type { Deadlines } from './deadlines.ts';

/** @param exact whether what another process may have written a moment ago counts as well: where it decides about rights */
export type FindProfile = (personId: string, communityId: string | undefined, exact: boolean) => Promise<Profile>;

export interface CallSources {
  readonly services: Services;
  readonly translator: Translator;
  readonly findProfile: FindProfile;
  readonly words: CommandWords;
  /** Id of a slash command by its first name in English; undefined while it is not known. */
  readonly commandId?: ((name: string) => string | undefined) | undefined;
  readonly deadlines: Pick<Deadlines, 'dispensable'>;
  readonly log: Pick<Logger, 'warn'>;
}

export interface OpenedCall {
  readonly call: Call;
  /** Whether a notice is pending for the person's next private answer. */
  readonly owed: boolean;
  /** Whether the person has had a private answer before, as far as is known: while the database is away, they count as known. */
  readonly met: boolean;
}

/** Profile while nothing can be read: Discord's languages and permissions apply. */
const UNKNOWN: Profile = {
  personLocale: undefined,
  communityLocale: undefined,
  moderatorRoleId: undefined,
  owed: false,
  met: true,
};

/**
 * Opens the call for a handler: person, place, languages and rights, all from the interaction itself. While the database is away
 * it uses Discord's languages: help, the guide and the templates need no more.
 *
 * @param access of what the person wants to use
 */
export async function openCall(
  interaction: BaseInteraction,
  sources: CallSources,
  access: Access | undefined,
): Promise<OpenedCall> {
  const { services, translator, words, deadlines, commandId } = sources;
  // A guild counts only if the bot is a member: a user install also works in guilds that never invited the bot.
  const guild = interaction.guildId ? interaction.client.guilds.cache.get(interaction.guildId) : undefined;
  // The moderators' role may just have been changed, which the others need not know at once.
  const exact = access === 'moderator' && !isManager(interaction);
  const found = await lookUp(sources, interaction.user.id, guild?.id, exact);
  const profile = found ?? UNKNOWN;
  const discordLocale = localeFromDiscord(interaction.locale);
  const personLocale = profile.personLocale ?? discordLocale;
  const communityLocale = guild
    ? (profile.communityLocale ?? localeFromDiscord(interaction.guildLocale ?? guild.preferredLocale))
    : undefined;
  const call: Call = {
    services,
    database: { away: found === undefined, leftOut: false, patience: deadlines.dispensable },
    interactionId: interaction.id,
    person: { id: interaction.user.id, name: nameOf(interaction), locale: personLocale },
    community: guild && communityLocale ? { id: guild.id, name: guild.name, locale: communityLocale } : undefined,
    channelId: interaction.channelId ?? undefined,
    mayPost: mayPost(interaction, guild !== undefined),
    alone: interaction.context === InteractionContextType.BotDM,
    guildId: interaction.guildId ?? undefined,
    moderator: guild !== undefined && isModerator(interaction, profile.moderatorRoleId),
    manager: guild !== undefined && isManager(interaction),
    mayWrite: (channelId) => guild !== undefined && mayWrite(interaction, guild, channelId),
    t: translator(personLocale),
    discordLocale,
    translator,
    publicT: translator(communityLocale ?? personLocale),
    // Discord's client lists commands in its own language, regardless of /settings.
    command: (key) => `\`${words.name(discordLocale, key)}\``,
    mention: (key) => mentionCommand(words, commandId?.(key.split('.')[0] ?? ''), discordLocale, key),
    describe: (key) => words.description(personLocale, key),
  };
  return { call, owed: profile.owed, met: profile.met };
}

/** Undefined while the database is away. */
async function lookUp(
  { findProfile, deadlines, log }: CallSources,
  personId: string,
  communityId: string | undefined,
  exact: boolean,
): Promise<Profile | undefined> {
  try {
    // What is known of a person decides nothing that another process may have decided meanwhile.
    return await apart(() => withinTime(deadlines.dispensable, findProfile(personId, communityId, exact)));
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    log.warn({ err: error }, 'The database is not answering; what does not need it carries on');
    return undefined;
  }
}

/** Threads have their own permission. All of a guild's channels are known, except long-inactive threads. */
function mayPost({ memberPermissions, channel, guildId, context }: BaseInteraction, isMember: boolean): boolean {
  // What a person shares with the bot alone, nobody reads.
  if (context === InteractionContextType.BotDM) return false;
  if (!guildId || !memberPermissions) return true;
  const inThread = channel === null ? isMember : channel.isThread();
  return memberPermissions.has(inThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages);
}

function nameOf(interaction: BaseInteraction): string {
  const { member, user } = interaction;
  const nickname = member instanceof GuildMember ? member.nickname : member?.nick;
  return cleanText(nickname ?? user.globalName ?? user.username);
}

function isManager({ memberPermissions }: BaseInteraction): boolean {
  return memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
}

function isModerator(interaction: BaseInteraction, roleId: string | undefined): boolean {
  if (isManager(interaction)) return true;
  const { member } = interaction;
  // The @everyone role has the guild's id: accepting it would make everyone a moderator.
  if (!member || !roleId || roleId === interaction.guildId) return false;
  return member instanceof GuildMember ? member.roles.cache.has(roleId) : member.roles.includes(roleId);
}

/** As far as Discord has told: an unknown channel, or unknown roles, mean that the person may not write there. */
function mayWrite({ member }: BaseInteraction, guild: Guild, channelId: string): boolean {
  const channel = guild.channels.cache.get(channelId);
  if (!channel || !(member instanceof GuildMember)) return false;
  return channel.permissionsFor(member).has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]);
}
