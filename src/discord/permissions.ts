import { PermissionFlagsBits } from 'discord.js';

/** What the bot needs in the channel of the check-in, and nothing more. */
export const CHECKIN_PERMISSIONS = [
  'ViewChannel',
  'SendMessages',
  'ReadMessageHistory',
  'CreatePublicThreads',
  'SendMessagesInThreads',
] as const;

export type CheckinPermission = (typeof CHECKIN_PERMISSIONS)[number];

/** Which of the needed permissions are not among `granted` (bits, with Administrator granting all). */
export function missingPermissions(granted: bigint): CheckinPermission[] {
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return [];
  return CHECKIN_PERMISSIONS.filter((name) => (granted & PermissionFlagsBits[name]) === 0n);
}
