/** Permissions the bot needs in the check-in channel, and no others. */
export const CHECKIN_PERMISSIONS = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'SendMessagesInThreads',
] as const;

/** Optional permissions of a check-in: the digest's picture is a file. */
export const WANTED_PERMISSIONS = ['AttachFiles'] as const;

/** Permissions needed in the channel for moderators' alerts. */
export const MODERATOR_CHANNEL_PERMISSIONS = ['ViewChannel', 'SendMessages'] as const;

/** Permissions needed where the introduction is posted and pinned. Pinning is apart from Manage Messages since 2026. */
export const INTRODUCTION_PERMISSIONS = ['ViewChannel', 'SendMessages', 'ReadMessageHistory', 'PinMessages'] as const;

/** Permissions requested by the invitation: the check-in's, and files for pictures and overlong texts. */
export const INVITE_PERMISSIONS = [...CHECKIN_PERMISSIONS, ...WANTED_PERMISSIONS] as const;

export type CheckinPermission = (typeof INVITE_PERMISSIONS)[number] | (typeof INTRODUCTION_PERMISSIONS)[number];

/** Bits of Discord's permissions (https://discord.com/developers/docs/topics/permissions). */
export const PERMISSION_BITS: Readonly<Record<CheckinPermission | 'Administrator', bigint>> = {
  Administrator: 1n << 3n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  CreatePublicThreads: 1n << 35n,
  SendMessagesInThreads: 1n << 38n,
  PinMessages: 1n << 51n,
};

/** The required permissions missing from `granted` (bits; Administrator grants all). */
export function missingPermissions(
  granted: bigint,
  needed: readonly CheckinPermission[] = CHECKIN_PERMISSIONS,
): CheckinPermission[] {
  if ((granted & PERMISSION_BITS.Administrator) !== 0n) return [];
  return needed.filter((name) => (granted & PERMISSION_BITS[name]) === 0n);
}
