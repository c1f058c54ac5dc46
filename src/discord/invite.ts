import { OAuth2Scopes } from 'discord.js';
import { INVITE_PERMISSIONS, PERMISSION_BITS } from '../ports/permissions.ts';

/** The address that adds the bot to a community, with its commands and {@link INVITE_PERMISSIONS}. */
export function inviteUrl(applicationId: string): string {
  const bits = INVITE_PERMISSIONS.reduce((sum, name) => sum | PERMISSION_BITS[name], 0n);
  const url = new URL('https://discord.com/oauth2/authorize');
  url.searchParams.set('client_id', applicationId);
  url.searchParams.set('scope', `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`);
  url.searchParams.set('permissions', bits.toString());
  return url.href;
}
