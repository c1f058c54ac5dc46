import { type Client, type Guild, type GuildBasedChannel, OAuth2Scopes, PermissionFlagsBits } from 'discord.js';
import type { Guilds, KnownChannel } from '../ports/guilds.ts';
import {
  INVITE_PERMISSIONS,
  MODERATOR_CHANNEL_PERMISSIONS,
  missingPermissions,
  PERMISSION_BITS,
} from '../ports/permissions.ts';
import { kindOf } from './channel-kinds.ts';

/**
 * Reads the clients' caches, which the gateway keeps up to date.
 *
 * @param clientOf the client of a guild's shard; undefined if another process has it
 * @param anyClient one of the clients, for what they all know
 */
export function createGuilds(
  clientOf: (guildId: string) => Client | undefined,
  anyClient: () => Client | undefined,
): Guilds {
  const find = (communityId: string) => {
    const client = clientOf(communityId);
    const guild = client?.guilds.cache.get(communityId);
    return client?.isReady() && guild?.available ? guild : undefined;
  };
  return {
    channel(communityId, channelId) {
      const guild = find(communityId);
      if (!guild) return { presence: 'unavailable' };
      const channel = guild.channels.cache.get(channelId);
      if (!channel) return { presence: 'missing' };
      const { me } = guild.members;
      return { presence: 'there', granted: me ? channel.permissionsFor(me).bitfield : undefined };
    },
    role(communityId, roleId) {
      const guild = find(communityId);
      if (!guild) return 'unavailable';
      return guild.roles.cache.has(roleId) ? 'there' : 'missing';
    },
    channels(communityId) {
      const guild = find(communityId);
      return guild ? guild.channels.cache.toJSON().flatMap((channel) => knownChannel(guild, channel)) : [];
    },
    roles(communityId) {
      const roles = find(communityId)?.roles.cache.toJSON() ?? [];
      return roles.filter(({ id, managed }) => !managed && id !== communityId).map(({ id, name }) => ({ id, name }));
    },
    name: (communityId) => clientOf(communityId)?.guilds.cache.get(communityId)?.name,
    inviteUrl() {
      const application = anyClient()?.application;
      return application ? inviteUrl(application.id) : undefined;
    },
  };
}

function knownChannel({ members: { me }, roles: { everyone } }: Guild, channel: GuildBasedChannel): KnownChannel[] {
  const kind = kindOf(channel.type);
  if (!kind) return [];
  const { id, name } = channel;
  const open = channel.permissionsFor(everyone).has(PermissionFlagsBits.ViewChannel);
  const granted = me ? channel.permissionsFor(me).bitfield : 0n;
  const writable = missingPermissions(granted, MODERATOR_CHANNEL_PERMISSIONS).length === 0;
  return [{ id, name, kind, open, writable }];
}

/** The link that adds the bot to a community, with its commands and {@link INVITE_PERMISSIONS}. */
export function inviteUrl(applicationId: string): string {
  const bits = INVITE_PERMISSIONS.reduce((sum, name) => sum | PERMISSION_BITS[name], 0n);
  const url = new URL('https://discord.com/oauth2/authorize');
  url.searchParams.set('client_id', applicationId);
  url.searchParams.set('scope', `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`);
  url.searchParams.set('permissions', bits.toString());
  return url.href;
}
