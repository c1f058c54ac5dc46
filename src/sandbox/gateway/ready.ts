import { botId, type Core } from '../core.ts';
import { shardOf } from '../snowflake.ts';
import { apiChannel, isThread, permissionsIn } from '../world/channels.ts';
import { apiMember } from '../world/members.ts';
import { INTENT } from '../world/message-events.ts';
import { P } from '../world/permissions.ts';
import type { GuildState } from '../world/state.ts';
import { OP, type Session, sendEvent } from './session.ts';

/** Sends READY with all guilds unavailable, then a GUILD_CREATE for each available one, in Discord's order. */
export function sendReady(core: Core, session: Session): void {
  const guilds = guildsOfShard(core, session.shard, session.shardCount);
  const emit = (event: string, data: unknown) => {
    sendEvent(session, event, data);
    core.recorder.frame({ shard: session.shard, direction: 'to-bot', op: OP.Dispatch, event, data });
  };
  emit('READY', {
    v: 10,
    user: { ...core.world.users.get(botId(core))?.user, verified: true, mfa_enabled: true, email: null, flags: 0 },
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: gatewayAddress(core),
    session_type: 'normal',
    shard: [session.shard, session.shardCount],
    application: { id: core.world.application.id, flags: 0 },
    private_channels: [],
    relationships: [],
    presences: [],
    user_settings: {},
    _trace: ['["sandbox"]'],
  });
  for (const guild of guilds)
    if (!guild.unavailable && session.intents & INTENT.Guilds) emit('GUILD_CREATE', guildCreate(core, guild));
}

export function gatewayAddress(core: Core): string {
  return `${core.url.replace(/^http/, 'ws')}/gateway`;
}

/**
 * A guild with its channels, threads and roles, as in GUILD_CREATE. Its only member is the bot, as without the members intent.
 */
export function guildCreate(core: Core, guild: GuildState): Record<string, unknown> {
  const channels = [...core.world.channels.values()].filter((channel) => channel.guildId === guild.id);
  const own = guild.members[botId(core)];
  const bot = core.world.users.get(botId(core));
  return {
    ...apiGuild(guild),
    joined_at: own?.joinedAt,
    large: false,
    unavailable: false,
    member_count: Object.keys(guild.members).length,
    voice_states: [],
    members: own && bot ? [apiMember(own, bot.user)] : [],
    channels: channels.filter((channel) => !isThread(channel)).map((channel) => apiChannel(core, channel)),
    threads: channels
      .filter(
        (channel) =>
          channel.thread && !channel.thread.archived && permissionsIn(core, channel, botId(core)) & P.ViewChannel,
      )
      .map((channel) => apiChannel(core, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A guild as in `GET /guilds/:id`. */
export function apiGuild(guild: GuildState): Record<string, unknown> {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    widget_enabled: false,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: guild.roles,
    emojis: [],
    stickers: [],
    features: ['COMMUNITY'],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    max_members: 500_000,
    max_presences: null,
    max_video_channel_users: 25,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    nsfw: false,
    safety_alerts_channel_id: null,
    hub_type: null,
    incidents_data: null,
  };
}

/** Op 8: always by ids; whole lists only with the members intent. */
export function requestMembers(core: Core, session: Session, data: Record<string, unknown>): undefined {
  const guild = core.world.guilds.get(String(data.guild_id));
  if (guild === undefined || !guild.members[botId(core)]) return;
  const ids = [data.user_ids ?? []].flat().map(String);
  const query = typeof data.query === 'string' ? data.query.toLowerCase() : undefined;
  if (query === '' && !(session.intents & INTENT.GuildMembers)) {
    core.recorder.violation({ rule: 'gateway-members', message: 'Asking for all members needs the members intent' });
    return;
  }
  const members = Object.values(guild.members).flatMap((member) => {
    const user = core.world.users.get(member.userId)?.user;
    const wanted =
      ids.length > 0 ? ids.includes(member.userId) : query !== undefined && user?.username.startsWith(query);
    return user && wanted ? [apiMember(member, user)] : [];
  });
  sendEvent(session, 'GUILD_MEMBERS_CHUNK', {
    guild_id: guild.id,
    members,
    chunk_index: 0,
    chunk_count: 1,
    not_found: ids.filter((id) => !guild.members[id]),
    ...(data.nonce === undefined ? {} : { nonce: data.nonce }),
  });
}

/** The bot's guilds on a shard. */
function guildsOfShard(core: Core, shard: number, count: number): GuildState[] {
  return [...core.world.guilds.values()].filter(
    (guild) => guild.members[botId(core)] && shardOf(guild.id, count) === shard,
  );
}
