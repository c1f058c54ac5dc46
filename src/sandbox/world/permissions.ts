import type { ChannelState, GuildState } from './state.ts';

/** Permission bits (https://docs.discord.com/developers/topics/permissions). */
export const P = {
  CreateInstantInvite: 1n << 0n,
  KickMembers: 1n << 1n,
  BanMembers: 1n << 2n,
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ManageGuild: 1n << 5n,
  AddReactions: 1n << 6n,
  ViewAuditLog: 1n << 7n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  SendTTSMessages: 1n << 12n,
  ManageMessages: 1n << 13n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  MentionEveryone: 1n << 17n,
  UseExternalEmojis: 1n << 18n,
  ChangeNickname: 1n << 26n,
  ManageNicknames: 1n << 27n,
  ManageRoles: 1n << 28n,
  ManageWebhooks: 1n << 29n,
  UseApplicationCommands: 1n << 31n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  CreatePrivateThreads: 1n << 36n,
  UseExternalStickers: 1n << 37n,
  SendMessagesInThreads: 1n << 38n,
  ModerateMembers: 1n << 40n,
  SendPolls: 1n << 49n,
  UseExternalApps: 1n << 50n,
  PinMessages: 1n << 51n,
  BypassSlowmode: 1n << 52n,
} as const;
export type PermissionName = keyof typeof P;

/** Every bit that Discord gives to owners and administrators. */
export const ALL_PERMISSIONS = (1n << 53n) - 1n;

/** Permissions of everyone in a new server. */
export const EVERYONE_DEFAULT = bits([
  'CreateInstantInvite',
  'AddReactions',
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'UseExternalEmojis',
  'ChangeNickname',
  'UseApplicationCommands',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'UseExternalStickers',
  'SendMessagesInThreads',
  'SendPolls',
  'UseExternalApps',
]);

export function bits(names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | P[name], 0n);
}

/** Permissions of a member in a guild as a whole. A person who is not a member has none. */
export function guildPermissions(guild: GuildState, userId: string): bigint {
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  const member = guild.members[userId];
  if (member === undefined) return 0n;
  const granted = guild.roles
    .filter((role) => role.id === guild.id || member.roles.includes(role.id))
    .reduce((sum, role) => sum | BigInt(role.permissions), 0n);
  return granted & P.Administrator ? ALL_PERMISSIONS : granted;
}

/**
 * Permissions of a member in a channel, with overwrites in Discord's order: everyone, roles together, the member; then the
 * implied denials. A thread uses its parent's overwrites.
 */
export function channelPermissions(
  guild: GuildState,
  channel: ChannelState,
  parent: ChannelState | undefined,
  userId: string,
): bigint {
  const base = guildPermissions(guild, userId);
  if (base === ALL_PERMISSIONS) return base;
  const member = guild.members[userId];
  if (member === undefined) return 0n;
  const overwrites = (channel.thread === null ? channel : parent)?.overwrites ?? [];
  let now = base;
  const apply = (matching: typeof overwrites) => {
    const deny = matching.reduce((sum, overwrite) => sum | BigInt(overwrite.deny), 0n);
    const allow = matching.reduce((sum, overwrite) => sum | BigInt(overwrite.allow), 0n);
    now = (now & ~deny) | allow;
  };
  apply(overwrites.filter((overwrite) => overwrite.id === guild.id));
  apply(overwrites.filter((overwrite) => overwrite.type === 0 && member.roles.includes(overwrite.id)));
  apply(overwrites.filter((overwrite) => overwrite.type === 1 && overwrite.id === userId));
  if (!(now & P.ViewChannel)) return 0n;
  if (!(now & (channel.thread === null ? P.SendMessages : P.SendMessagesInThreads)))
    now &= ~(P.MentionEveryone | P.SendTTSMessages | P.AttachFiles | P.EmbedLinks);
  return now;
}
