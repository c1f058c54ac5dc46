import { CreatePrivateChannelRequestSchema } from 'discord-api-spec/zod';
import { botId, type Core } from '../core.ts';
import { apiGuild, gatewayAddress } from '../gateway/ready.ts';
import { httpRefusal, Refusal, refusal } from '../rules/errors.ts';
import { accept } from '../rules/schema.ts';
import { apiChannel, blankChannel, isThread, permissionsIn, T } from '../world/channels.ts';
import { guildEvent, leaveGuild } from '../world/guilds.ts';
import { apiMember } from '../world/members.ts';
import { P } from '../world/permissions.ts';
import type { ChannelState, GuildState } from '../world/state.ts';
import { type Call, type Endpoint, noContent, ok } from './endpoint.ts';

/** The gateway's address, the bot itself, users, guilds and their members. */
export const guildEndpoints: readonly Endpoint[] = [
  { method: 'GET', route: '/gateway', open: true, handle: (core) => ok({ url: gatewayAddress(core) }) },
  {
    method: 'GET',
    route: '/gateway/bot',
    handle: (core) =>
      ok({
        url: gatewayAddress(core),
        shards: core.settings.shards,
        session_start_limit: {
          total: core.settings.sessionStarts,
          remaining: Math.max(0, core.settings.sessionStarts - core.gateway.identified()),
          reset_after: 86_400_000,
          max_concurrency: core.settings.maxConcurrency,
        },
      }),
  },
  { method: 'GET', route: '/users/@me', handle: (core) => ok(core.world.users.get(botId(core))?.user) },
  { method: 'GET', route: '/applications/@me', handle: (core) => ok(application(core)) },
  { method: 'GET', route: '/oauth2/applications/@me', handle: (core) => ok(application(core)) },
  {
    method: 'GET',
    route: '/users/:userId',
    handle(core, call) {
      const user = core.world.users.get(call.params.userId ?? '');
      if (user === undefined) throw refusal(10013);
      return ok(user.user);
    },
  },
  {
    method: 'POST',
    route: '/users/@me/channels',
    handle(core, call) {
      const { recipient_id: id } = accept(CreatePrivateChannelRequestSchema, call.body);
      if (!id || !core.world.users.has(id) || id === botId(core)) throw refusal(50033);
      return ok(apiChannel(core, directChannel(core, [botId(core), id])));
    },
  },
  {
    method: 'GET',
    route: '/users/@me/guilds',
    handle: (core) =>
      ok(
        [...core.world.guilds.values()]
          .filter((guild) => guild.members[botId(core)])
          .map((guild) => ({
            id: guild.id,
            name: guild.name,
            icon: null,
            banner: null,
            owner: false,
            features: [],
            permissions: '0',
          })),
      ),
  },
  {
    method: 'DELETE',
    route: '/users/@me/guilds/:guildId',
    handle(core, call) {
      leaveGuild(core, guildForBot(core, call), botId(core));
      return noContent;
    },
  },
  { method: 'GET', route: '/guilds/:guildId', handle: (core, call) => ok(apiGuild(guildForBot(core, call))) },
  { method: 'GET', route: '/guilds/:guildId/roles', handle: (core, call) => ok(guildForBot(core, call).roles) },
  {
    method: 'GET',
    route: '/guilds/:guildId/channels',
    handle(core, call) {
      const guild = guildForBot(core, call);
      return ok(
        [...core.world.channels.values()]
          .filter((channel) => channel.guildId === guild.id && !isThread(channel))
          .map((channel) => apiChannel(core, channel)),
      );
    },
  },
  {
    method: 'GET',
    route: '/guilds/:guildId/threads/active',
    handle(core, call) {
      const guild = guildForBot(core, call);
      const threads = [...core.world.channels.values()].filter(
        (channel) =>
          channel.guildId === guild.id &&
          channel.thread &&
          !channel.thread.archived &&
          permissionsIn(core, channel, botId(core)) & P.ViewChannel,
      );
      return ok({ threads: threads.map((thread) => apiChannel(core, thread)), members: [] });
    },
  },
  {
    method: 'GET',
    route: '/guilds/:guildId/members/:userId',
    handle(core, call) {
      const guild = guildForBot(core, call);
      const id = call.params.userId === '@me' ? botId(core) : (call.params.userId ?? '');
      const member = guild.members[id];
      const user = core.world.users.get(id)?.user;
      if (user === undefined) throw refusal(10013);
      if (member === undefined) throw refusal(10007);
      return ok(apiMember(member, user));
    },
  },
  {
    method: 'GET',
    route: '/guilds/:guildId/members',
    handle(core, call) {
      // Listing members needs the privileged members intent, enabled in the developer portal.
      if (!(core.settings.privilegedIntents & (1 << 1))) throw new Refusal(403, 50001, 'Missing Access');
      const guild = guildForBot(core, call);
      const members = Object.values(guild.members).slice(0, Number(call.query.limit ?? 1));
      return ok(
        members.flatMap((member) => {
          const user = core.world.users.get(member.userId)?.user;
          return user ? [apiMember(member, user)] : [];
        }),
      );
    },
  },
  {
    method: 'PUT',
    route: '/guilds/:guildId/members/:userId/roles/:roleId',
    handle: (core, call) => changeRole(core, call, true),
  },
  {
    method: 'DELETE',
    route: '/guilds/:guildId/members/:userId/roles/:roleId',
    handle: (core, call) => changeRole(core, call, false),
  },
];

function changeRole(core: Core, call: Call, give: boolean) {
  const guild = guildForBot(core, call);
  const member = guild.members[call.params.userId ?? ''];
  const role = guild.roles.find((known) => known.id === call.params.roleId);
  if (member === undefined) throw refusal(10007);
  if (role === undefined) throw refusal(10011);
  const highest = Math.max(
    0,
    ...guild.roles
      .filter((known) => guild.members[botId(core)]?.roles.includes(known.id))
      .map((known) => known.position),
  );
  if (!mayIn(guild, core, P.ManageRoles) || role.position >= highest || role.managed) throw refusal(50013);
  member.roles = give ? [...new Set([...member.roles, role.id])] : member.roles.filter((id) => id !== role.id);
  guildEvent(core, 'GUILD_MEMBER_UPDATE', guild, member.userId);
  return noContent;
}

function mayIn(guild: GuildState, core: Core, permission: bigint): boolean {
  const roles = guild.roles.filter(
    (role) => role.id === guild.id || guild.members[botId(core)]?.roles.includes(role.id),
  );
  return roles.some((role) => BigInt(role.permissions) & (permission | P.Administrator));
}

/** 10004 for an unknown guild, 503 for one in an outage, 50001 for one without the bot. */
export function guildForBot(core: Core, call: Call): GuildState {
  const guild = core.world.guilds.get(call.params.guildId ?? '');
  if (guild === undefined) throw refusal(10004);
  if (guild.unavailable) throw httpRefusal(503);
  if (!guild.members[botId(core)]) throw refusal(50001);
  return guild;
}

/** The direct channel of two persons (one may be the bot); created if it does not exist. */
export function directChannel(core: Core, recipients: readonly string[]): ChannelState {
  const known = [...core.world.channels.values()].find(
    (channel) =>
      channel.type === T.Dm &&
      channel.recipients.length === recipients.length &&
      recipients.every((id) => channel.recipients.includes(id)),
  );
  if (known) return known;
  const channel: ChannelState = { ...blankChannel(core.newId(), T.Dm), recipients: [...recipients] };
  core.world.channels.set(channel.id, channel);
  core.bus.emit('channel', 'created', channel);
  return channel;
}

function application(core: Core): object {
  const { application: app, users } = core.world;
  return {
    id: app.id,
    name: app.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: app.publicKey,
    flags: 0,
    hook: true,
    bot: users.get(app.id)?.user,
    owner: users.get(app.ownerId)?.user,
    team: null,
    summary: '',
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_guild_count: core.world.guilds.size,
    approximate_user_install_count: [...users.values()].filter((user) => user.hasApp).length,
    integration_types_config: {
      0: { oauth2_install_params: { scopes: ['applications.commands', 'bot'], permissions: '0' } },
      1: {},
    },
  };
}
