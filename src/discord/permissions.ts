import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** What the bot needs in the channel of the check-in, and nothing more. */
export const CHECKIN_PERMISSIONS = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'SendMessagesInThreads',
] as const;

/** What a check-in is better with, and comes without: the digest's picture is a file. */
export const WANTED_PERMISSIONS = ['AttachFiles'] as const;

/** What it needs in the channel in which moderators are told what needs them. */
export const MODERATOR_CHANNEL_PERMISSIONS = ['ViewChannel', 'SendMessages'] as const;

/** What the invitation asks for: the check-in's, and files for pictures and texts that are too long for a message. */
export const INVITE_PERMISSIONS = [...CHECKIN_PERMISSIONS, ...WANTED_PERMISSIONS] as const;

export type CheckinPermission = (typeof INVITE_PERMISSIONS)[number];

/** Which of the needed permissions are not among `granted` (bits, with Administrator granting all). */
export function missingPermissions(
  granted: bigint,
  needed: readonly CheckinPermission[] = CHECKIN_PERMISSIONS,
): CheckinPermission[] {
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return [];
  return needed.filter((name) => (granted & PermissionFlagsBits[name]) === 0n);
}

/** The address that adds the bot to a community, with its commands and {@link INVITE_PERMISSIONS}. */
export function inviteUrl(applicationId: string): string {
  const bits = INVITE_PERMISSIONS.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
  const url = new URL('https://discord.com/oauth2/authorize');
  url.searchParams.set('client_id', applicationId);
  url.searchParams.set('scope', `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`);
  url.searchParams.set('permissions', bits.toString());
  return url.href;
}
