import { setTimeout as wait } from 'node:timers/promises';
import {
  Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayIntentBits,
  Options,
  type REST,
} from 'discord.js';
import type { Logger } from 'pino';
import { StartError } from '../operations/start-error.ts';

export interface ClientOfShard {
  readonly shard: number;
  readonly count: number;
  /** Shared by all clients: Discord counts requests by the bot. */
  readonly rest: REST;
  /** Waits for the shard's turn to log in. */
  readonly identify: (shard: number, buckets: number, signal: AbortSignal) => Promise<void>;
}

/**
 * The gateway client of one shard. discord.js's client cannot take or lose a shard while it runs, and counts as ready only when all
 * of its shards are; a client more costs some kilobytes. Its only intent is Guilds, which is not privileged: the bot never reads messages. Unused caches stay empty,
 * so that memory does not grow with a guild's size.
 */
export function createDiscordClient({ shard, count, rest, identify }: ClientOfShard): Client {
  const client = new Client({
    // Without them discord.js would read variables of its own.
    shards: [shard],
    shardCount: count,
    ws: {
      async buildIdentifyThrottler(manager) {
        const { session_start_limit: limit } = await manager.fetchGatewayInformation();
        return { waitForIdentify: (id, signal) => identify(id, limit.max_concurrency, signal) };
      },
    },
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    // Milliseconds that a start waits for a guild in an outage (15 s by default): other communities need not wait for it.
    waitGuildTimeout: 3000,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ThreadMemberManager: 0,
      GuildBanManager: 0,
      GuildInviteManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      AutoModerationRuleManager: 0,
      GuildMemberManager: { maxSize: 20, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 20, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
  client.rest.clearHashSweeper();
  client.rest.clearHandlerSweeper();
  client.rest = rest;
  return client;
}

/** How to retry until Discord is reached. */
export interface Attempts {
  readonly log: Logger;
  /** Aborted when the bot stops. */
  readonly signal: AbortSignal;
  /** Milliseconds to wait after failed attempt number `attempt`, from 1. */
  readonly pause: (attempt: number) => number;
  /** What must hold before a login; a StartError ends the attempts. */
  readonly check?: () => Promise<void>;
}

/**
 * Logs in and resolves once the client is ready. Without a network it keeps trying, less and less often: no identify has been
 * used up, and a machine that boots before its network needs no help.
 *
 * @throws StartError for a wrong token: retrying would only get the bot's token reset.
 */
export async function logIn(client: Client, token: string, { log, signal, pause, check }: Attempts): Promise<void> {
  const ready = new Promise<void>((resolve) => {
    client.once(Events.ClientReady, () => resolve());
  });
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await check?.();
      await client.login(token);
      break;
    } catch (error) {
      if (error instanceof StartError) throw error;
      const refusal = refusalOf(error);
      if (refusal) throw new StartError(refusal, { cause: error });
      revive(client);
      if (client.isReady()) break; // a shard was refused at first but came up by itself
      const reason = error instanceof Error ? error.message : String(error);
      const milliseconds = pause(attempt);
      log.warn({ reason, api: client.rest.options.api }, unreachable(milliseconds));
      await wait(milliseconds, undefined, { signal }).catch(() => undefined);
    }
  }
  if (!signal.aborted) await ready;
}

export function unreachable(milliseconds: number): string {
  return `Discord cannot be reached; trying again in ${Math.ceil(milliseconds / 1000)} s. Check the network and, if set, DISCORD_API_URL.`;
}

/**
 * Makes a client usable again after a failed login: discord.js destroys it and marks its gateway permanently, so that it would
 * neither become ready nor close. There is no public way; without the mark, failing the start is better than hanging.
 */
function revive({ ws }: Client): void {
  if (typeof Reflect.get(ws, 'destroyed') !== 'boolean')
    throw new Error(
      'discord.js has another mark for a destroyed gateway, so that a failed login cannot be tried again',
    );
  Reflect.set(ws, 'destroyed', false);
}

export const WRONG_TOKEN =
  'Discord does not accept DISCORD_TOKEN. Copy the bot’s token anew (Discord Developer Portal, your application, Bot, ' +
  'Reset Token) into .env or the environment, without quotes or spaces, and start again.';

/** What the operator has to change; undefined: trying again may help. */
function refusalOf(error: unknown): string | undefined {
  if (isWrongToken(error)) return WRONG_TOKEN;
  const reason = error instanceof Error ? error.message : '';
  // The gateway's 4011 and 4010, for which @discordjs/ws has words only.
  if (reason === 'Sharding is required')
    return 'SHARD_COUNT: Discord demands more shards for this bot, at least one for 2,500 communities. Raise it, or leave it out to take Discord’s own number.';
  if (reason === 'Invalid shard')
    return 'SHARD_COUNT: Discord does not accept this number of shards for this bot. Leave it out to take Discord’s own number (very large bots need a multiple of it).';
  return undefined;
}

export function isWrongToken(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401;
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}
