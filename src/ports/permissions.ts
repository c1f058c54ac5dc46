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

/** Bits of permissions as Discord numbers them (https://discord.com/developers/docs/topics/permissions). */
export const PERMISSION_BITS: Readonly<Record<CheckinPermission | 'Administrator', bigint>> = {
  Administrator: 1n << 3n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  CreatePublicThreads: 1n << 35n,
  SendMessagesInThreads: 1n << 38n,
};

/** Which of the needed permissions are not among `granted` (bits, with Administrator granting all). */
export function missingPermissions(
  granted: bigint,
  needed: readonly CheckinPermission[] = CHECKIN_PERMISSIONS,
): CheckinPermission[] {
  if ((granted & PERMISSION_BITS.Administrator) !== 0n) return [];
  return needed.filter((name) => (granted & PERMISSION_BITS[name]) === 0n);
}
