import { setTimeout as wait } from 'node:timers/promises';
import {
  DefaultRestOptions,
  DiscordAPIError,
  Events,
  type Interaction,
  REST,
  RESTJSONErrorCodes,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import { checkClaim } from '../ports/claims.ts';
import type { DirectMessages } from '../ports/direct-messages.ts';
import type { Guilds } from '../ports/guilds.ts';
import type { Messenger } from '../ports/messenger.ts';
import { lookAt, mayWriteIn } from './channel-standing.ts';
import { type Attempts, createDiscordClient, logIn } from './client.ts';
import { deployCommands } from './deploy.ts';
import { createDirectMessages } from './direct-messages.ts';
import { createGuilds } from './guilds.ts';
import { createMessenger } from './messenger.ts';

export interface ConnectionOptions {
  readonly token: string;
  /** Base of the REST API; Discord's own if undefined. */
  readonly apiUrl: string | undefined;
  readonly log: Logger;
  /**
   * Waits for a request's turn under Discord's limit for the whole bot, unless it is an answer to an interaction; the returned
   * function is called when the request is over. The HTTP method is its kind.
   */
  readonly turn?: (method: string) => Promise<(answered: boolean) => void>;
  readonly onGateway: (state: 'ready' | 'reconnecting' | 'closed') => void;
  /** A guild added or removed the bot. An outage of a guild is neither. */
  readonly onGuild: (change: 'joined' | 'left', guildId: string) => Promise<void>;
  /** Called for every deleted thread. */
  readonly onThreadDeleted?: (guildId: string, threadId: string) => Promise<void>;
  /** Milliseconds to wait before attempt number `attempt` (from 1) to reach Discord; longer and longer by default. */
  readonly pause?: (attempt: number) => number;
}

/** The bot's connection to Discord: REST for answers, REST for its own posts, and the gateway. */
export interface Connection {
  /** For answers to interactions: retries failed requests itself. */
  readonly rest: REST;
  readonly messenger: Messenger;
  readonly directMessages: DirectMessages;
  readonly guilds: Guilds;
  isReady(): boolean;
  /** Seconds in which the gateway answered the last heartbeat; undefined until there was one. */
  ping(): number | undefined;
  /** Ids of the guilds with the bot, unavailable ones included. */
  guildIds(): ReadonlySet<string>;
  /** Asks Discord whether the bot is in a guild. */
  askMembership(guildId: string): Promise<Membership>;
  /** Logs in and registers the commands. @throws StartError for a wrong token. */
  start(
    route: (interaction: Interaction) => Promise<void>,
    commands: RESTPostAPIApplicationCommandsJSONBody[],
  ): Promise<void>;
  /** Aborts a login in progress. */
  abort(): void;
  /** Waits for interactions in progress and for gateway events being recorded. Neither needs the gateway any more. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** 2 s, 4 s, 8 s … at most a minute. */
const defaultPause = (attempt: number): number => Math.min(1000 * 2 ** attempt, 60_000);

export function connect(options: ConnectionOptions): Connection {
  const { token, apiUrl, log, onGateway, onGuild, onThreadDeleted, turn, pause = defaultPause } = options;
  const client = createDiscordClient(apiUrl);
  // The sender of a post decides on retries, since each must reuse the stored nonce. The same at a rate limit: waiting here would
  // hold a claim for longer than its lease.
  const posting = new REST({
    retries: 0,
    rejectOnRateLimit: () => true,
    // The default would count requests when they are made, and refuse those that only wait for their turn. A refusal by Discord
    // itself holds all of them back.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    // Every request takes a turn: a search may need several, and direct messages and alerts count like check-ins.
    async makeRequest(url, init) {
      const over = await turn?.(init.method ?? 'GET');
      let answered = false;
      try {
        await checkClaim();
        const response = await DefaultRestOptions.makeRequest(url, init);
        answered = true;
        return response;
      } finally {
        over?.(answered);
      }
    },
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
  }).setToken(token);
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const track = (work: Promise<void> | undefined): void => {
    if (work === undefined) return;
    const done = work.finally(() => running.delete(done));
    running.add(done);
  };

  // Without a listener, a client error would end the process.
  client.on(Events.Error, (error) => log.error({ err: error }, 'Discord client'));
  client.on(Events.ShardError, (error) => log.warn({ err: error }, 'Gateway connection'));
  // discord.js distinguishes removals from outages (`guildUnavailable`): an outage must never cause a purge.
  client.on(Events.GuildDelete, ({ id }) => track(onGuild('left', id)));
  client.on(Events.GuildCreate, ({ id }) => track(onGuild('joined', id)));
  client.on(Events.ThreadDelete, ({ guildId, id }) => track(onThreadDeleted?.(guildId, id)));
  client.on(Events.ShardReady, () => onGateway('ready'));
  client.on(Events.ShardResume, () => onGateway('ready'));
  client.on(Events.ShardReconnecting, () => onGateway('reconnecting'));
  client.on(Events.ShardDisconnect, () => onGateway('closed'));

  return {
    rest: client.rest,
    messenger: createMessenger(posting, {
      look: (guildId, channelId) => lookAt(client, guildId, channelId),
      mayWriteIn: (guildId, threadId) => mayWriteIn(client, guildId, threadId),
    }),
    directMessages: createDirectMessages(posting),
    guilds: createGuilds(client),
    isReady: () => client.isReady(),
    ping: () => (client.ws.ping < 0 ? undefined : client.ws.ping / 1000),
    guildIds: () => new Set(client.guilds.cache.keys()),
    askMembership: (guildId) =>
      askMembership(
        posting,
        { isReady: () => client.isReady(), hasGuild: (id) => client.guilds.cache.has(id) },
        guildId,
      ),
    async start(route, commands) {
      client.on(Events.InteractionCreate, (interaction) => track(route(interaction)));
      await logIn(client, token, { log, signal: stopping.signal, pause });
      if (stopping.signal.aborted || !client.application) return;
      await register(client.rest, client.application.id, commands, { log, signal: stopping.signal, pause });
      log.info({ commands: commands.length, guilds: client.guilds.cache.size }, 'Ready');
    },
    abort: () => stopping.abort(),
    settle: async () => void (await Promise.allSettled(running)),
    close: () => client.destroy(),
  };
}

/**
 * Registers the commands, retrying while Discord cannot be reached. Meanwhile the bot answers with the registered ones; ending
 * the process would only cause another login. A list that Discord rejects stays wrong: that is an error for the operator.
 */
async function register(
  rest: REST,
  applicationId: string,
  commands: RESTPostAPIApplicationCommandsJSONBody[],
  { log, signal, pause }: Attempts,
): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      const written = await deployCommands(rest, applicationId, commands);
      log.info({ written }, 'Commands are registered');
      return;
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status < 500) {
        log.error({ err: error }, 'Discord refuses the commands; those registered before go on working');
        return;
      }
      log.warn({ err: error }, 'The commands are not registered yet; trying again');
      await wait(pause(attempt), undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Whether the bot is a member of a guild; `unknown`: Discord could not be asked, or did not say. */
export type Membership = 'there' | 'gone' | 'unknown';

/**
 * Determines whether the bot is a member of a guild: from the gateway if it is connected, else by the REST API. Only an explicit
 * answer counts as *gone*, never an outage, a refusal for another reason or a disconnected gateway.
 */
export async function askMembership(
  rest: Pick<REST, 'get'>,
  gateway: { isReady(): boolean; hasGuild(guildId: string): boolean },
  guildId: string,
): Promise<Membership> {
  if (!gateway.isReady()) return 'unknown';
  if (gateway.hasGuild(guildId)) return 'there';
  try {
    await rest.get(Routes.guild(guildId));
    return 'there';
  } catch (error) {
    const { UnknownGuild, MissingAccess } = RESTJSONErrorCodes;
    const gone = error instanceof DiscordAPIError && (error.code === UnknownGuild || error.code === MissingAccess);
    return gone && gateway.isReady() && !gateway.hasGuild(guildId) ? 'gone' : 'unknown';
  }
}
