import type { Client } from 'discord.js';
import type { Guilds } from '../guilds.ts';
import { inviteUrl } from './permissions.ts';

/** Answers from the client's cache, which the gateway keeps up to date. */
export function createGuilds(client: Client): Guilds {
  const find = (communityId: string) => {
    const guild = client.guilds.cache.get(communityId);
    return client.isReady() && guild?.available ? guild : undefined;
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
    name: (communityId) => client.guilds.cache.get(communityId)?.name,
    inviteUrl: () => (client.application ? inviteUrl(client.application.id) : undefined),
  };
}
