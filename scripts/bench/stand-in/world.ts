// The places and people of the stand-in, as Discord would describe them.
import type { Ask, Payload } from './protocol.ts';

export const TOKEN = 'bench-token';
export const APPLICATION = '1100000000000000001';
const CHANNELS = 10;
const ROLES = 5;
/** Usual permissions of a member: see and write, with files and links, in threads too. */
const MEMBER = String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 31n) | (1n << 38n));
const JOINED = '2025-01-15T12:00:00.000000+00:00';

export const guildId = (number: number) => String(1_200_000_000_000_000_000n + BigInt(number));
export const memberId = (number: number) => String(1_400_000_000_000_000_000n + BigInt(number));
/** Channels of a guild, the first one is where people are. */
export const channelId = (guild: number, number = 0) =>
  String(1_300_000_000_000_000_000n + BigInt(guild * CHANNELS + number));

const DISCORD_EPOCH = 1_420_070_400_000n;
let drawn = 0n;
/** An id of this moment. */
export function newId(): string {
  drawn = (drawn + 1n) & 0x3fffffn;
  return String(((BigInt(Date.now()) - DISCORD_EPOCH) << 22n) | drawn);
}

const BOT = {
  id: APPLICATION,
  username: 'bench',
  global_name: null,
  discriminator: '0001',
  avatar: null,
  bot: true,
  flags: 0,
};
const membership = {
  roles: [],
  nick: null,
  avatar: null,
  joined_at: JOINED,
  premium_since: null,
  communication_disabled_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
};

export function readyData(guilds: number, gateway: string): object {
  return {
    v: 10,
    user: { ...BOT, verified: true, mfa_enabled: true, email: null },
    guilds: Array.from({ length: guilds }, (_none, number) => ({ id: guildId(number), unavailable: true })),
    session_id: 'bench',
    resume_gateway_url: gateway,
    session_type: 'normal',
    shard: [0, 1],
    application: { id: APPLICATION, flags: 0 },
    private_channels: [],
  };
}

function channelData(guild: number, number: number) {
  return {
    id: channelId(guild, number),
    type: 0,
    guild_id: guildId(guild),
    name: `kanal-${number}`,
    position: number,
    parent_id: null,
    permission_overwrites: [],
    flags: 0,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: null,
    last_pin_timestamp: null,
  };
}

/** A guild as in GUILD_CREATE; its only known member is the bot, as without the members intent. */
export function guildData(guild: number): object {
  const id = guildId(guild);
  const roles = Array.from({ length: ROLES }, (_none, number) => ({
    id: number === 0 ? id : String(BigInt(id) + 500_000_000_000n + BigInt(number * 100_000)),
    name: number === 0 ? '@everyone' : `rola ${number}`,
    permissions: String(BigInt(MEMBER) | (1n << 35n) | (1n << 36n) | (1n << 13n) | (1n << 34n)),
    position: number,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  }));
  return {
    id,
    name: `Freelancerzy ${guild}`,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: '1500000000000000001',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles,
    emojis: [],
    stickers: [],
    features: ['COMMUNITY'],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    max_members: 500_000,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: 'pl',
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    joined_at: JOINED,
    large: true,
    unavailable: false,
    member_count: 10_000,
    voice_states: [],
    members: [{ ...membership, user: BOT }],
    channels: Array.from({ length: CHANNELS }, (_none, number) => channelData(guild, number)),
    threads: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** A message of the bot's, as far as a bot looks at it. */
export function messageData(body: Payload, id = newId()): Payload {
  const { content = '', components = [], embeds = [], flags = 0 } = body;
  return {
    id,
    channel_id: channelId(0),
    author: BOT,
    application_id: APPLICATION,
    type: 0,
    content,
    components,
    embeds,
    flags,
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
  };
}

/** Everything of an interaction that does not change from person to person, written out once. */
export type Prepared = (sequence: number, member: number, id: string, token: string) => string;

export function prepare(ask: Ask): Prepared {
  const [type, data, message] = describe(ask);
  const rest = JSON.stringify({
    application_id: APPLICATION,
    type,
    data,
    guild: { id: guildId(0), locale: 'pl', features: ['COMMUNITY'] },
    guild_id: guildId(0),
    guild_locale: 'pl',
    channel: { ...channelData(0, 0), permissions: MEMBER },
    channel_id: channelId(0),
    version: 1,
    ...(message ? { message } : {}),
    app_permissions: MEMBER,
    locale: 'pl',
    entitlements: [],
    authorizing_integration_owners: { 0: guildId(0) },
    context: 0,
    attachment_size_limit: 10_485_760,
  }).slice(1);
  const member = JSON.stringify({ ...membership, permissions: MEMBER }).slice(1);
  return (sequence, number, id, token) =>
    `{"op":0,"t":"INTERACTION_CREATE","s":${sequence},"d":{"id":"${id}","token":"${token}","member":{"user":{"id":"${memberId(number)}",` +
    `"username":"anna${number}","global_name":"Anna ${number}","discriminator":"0","avatar":null,"public_flags":0},${member},${rest}}`;
}

function describe(ask: Ask): [type: number, data: object, message?: Payload] {
  switch (ask.kind) {
    case 'command':
    case 'suggestion': {
      const [name, ...path] = ask.path.split(' ');
      const typed = Object.entries(ask.options ?? {});
      const options: object[] = typed.map(([option, value], index) => ({
        name: option,
        type: 3,
        value,
        ...(ask.kind === 'suggestion' && index === typed.length - 1 ? { focused: true } : {}),
      }));
      const [subcommand] = path;
      const data = {
        id: '1600000000000000001',
        name,
        type: 1,
        options: subcommand === undefined ? options : [{ name: subcommand, type: 1, options }],
      };
      return [ask.kind === 'command' ? 2 : 4, data];
    }
    case 'button':
      return [3, { component_type: 2, custom_id: ask.customId, id: 1 }, messageData(ask.message)];
    case 'form':
      return [5, { custom_id: ask.customId, components: ask.components }];
  }
}
