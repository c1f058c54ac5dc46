import { setTimeout as wait } from 'node:timers/promises';
import {
  type Client,
  DiscordAPIError,
  Events,
  type Interaction,
  type REST,
  RESTJSONErrorCodes,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import type { GatewayState } from '../operations/metrics.ts';
import type { DirectMessages } from '../ports/direct-messages.ts';
import type { Guilds } from '../ports/guilds.ts';
import type { Messenger } from '../ports/messenger.ts';
import { lookAt, mayWriteIn } from './channel-standing.ts';
import type { Attempts, ClientOfShard } from './client.ts';
import { type CommandIds, deployCommands, findCommandIds } from './deploy.ts';
import { createDirectMessages } from './direct-messages.ts';
import { createGateway } from './gateway.ts';
import { createGuilds, inviteUrl } from './guilds.ts';
import { createMessenger } from './messenger.ts';
import { createPostingRest, type Turn } from './posting-rest.ts';
import { SharedRest } from './shared-rest.ts';

export interface ConnectionOptions {
  readonly token: string;
  /** Base of the REST API; Discord's own if undefined. */
  readonly apiUrl: string | undefined;
  readonly log: Logger;
  /**
   * Waits for a request's turn under Discord's limit for the whole bot, unless it is an answer to an interaction; the returned
   * function is called when the request is over. The HTTP method is its kind.
   */
  readonly turn?: Turn;
  /** The state of the worst session. */
  readonly onGateway: (state: GatewayState) => void;
  /** A guild added or removed the bot. An outage of a guild is neither. */
  readonly onGuild: (change: 'joined' | 'left', guildId: string) => Promise<void>;
  /** Called for every deleted thread. */
  readonly onThreadDeleted?: (guildId: string, threadId: string) => Promise<void>;
  /** Whether what the gateway tells of a shard may be acted on; always, if left out. */
  readonly listens?: (shard: number) => boolean;
  /** Waits for a shard's turn to log in. */
  readonly identify?: ClientOfShard['identify'];
  /** Milliseconds to wait before attempt number `attempt` (from 1) to reach Discord; longer and longer by default. */
  readonly pause?: (attempt: number) => number;
}

/**
 * What is done with an interaction.
 *
 * @param shard the one whose session told of it
 */
export type Route = (interaction: Interaction, shard: number) => Promise<void>;

/** The bot's connection to Discord: REST for answers, REST for its own posts, and the gateway. */
export interface Connection {
  /** For answers to interactions: retries failed requests itself. */
  readonly rest: REST;
  readonly messenger: Messenger;
  readonly directMessages: DirectMessages;
  readonly guilds: Guilds;
  /** Id (snowflake) of a registered slash command by its first name in English; undefined while it is not known. */
  commandId(name: string): string | undefined;
  isReady(): boolean;
  /** Seconds in which the gateway answered the last heartbeat; undefined until there was one. */
  ping(): number | undefined;
  /** Ids of the guilds with the bot, unavailable ones included. */
  guildIds(): ReadonlySet<string>;
  /** The same of one shard; undefined while its session is not ready. */
  guildIdsOf(shard: number): ReadonlySet<string> | undefined;
  /** Asks Discord whether the bot is in a guild. */
  askMembership(guildId: string): Promise<Membership>;
  /** Asks Discord how many shards it recommends, until it can be reached. @throws StartError for a wrong token */
  recommendedShards(): Promise<number>;
  /** Sets what is done with interactions, and the commands that belong to them: once, before any shard is taken. */
  serve(route: Route, commands: RESTPostAPIApplicationCommandsJSONBody[]): void;
  /**
   * Logs a shard in, and registers the commands with the first of them. Returns whether it is ready: it may be closed before.
   * @throws StartError for a wrong token, or a number of shards that Discord refuses
   */
  take(shard: number, count: number): Promise<boolean>;
  /** Closes the session of a shard at once. */
  drop(shard: number): void;
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
  const { listens = () => true, identify = async () => undefined } = options;
  const rest = new SharedRest(token, apiUrl);
  let route: Route | undefined;
  let commands: RESTPostAPIApplicationCommandsJSONBody[] = [];
  let ids: CommandIds = new Map();
  const posting = createPostingRest(token, apiUrl, turn);
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const track = (work: Promise<void> | undefined): void => {
    if (work === undefined) return;
    const done = work.finally(() => running.delete(done));
    running.add(done);
  };

  const states = new Map<number, GatewayState>();
  const tell = (shard: number, state: GatewayState): void => {
    states.set(shard, state);
    onGateway(worst(states.values()));
  };
  function attach(client: Client, shard: number): void {
    // A session that this process may no longer have tells old news: another process has heard them, or hears of the outcome.
    const heard =
      <T extends unknown[]>(act: (...news: T) => Promise<void> | undefined) =>
      (...news: T): void => {
        if (listens(shard)) track(act(...news));
      };
    // Without a listener, a client error would end the process.
    client.on(Events.Error, (error) => log.error({ err: error, shard }, 'Discord client'));
    client.on(Events.ShardError, (error) => log.warn({ err: error, shard }, 'Gateway connection'));
    client.on(
      Events.InteractionCreate,
      heard((interaction) => route?.(interaction, shard)),
    );
    // discord.js distinguishes removals from outages (`guildUnavailable`): an outage must never cause a purge.
    client.on(
      Events.GuildDelete,
      heard(({ id }) => onGuild('left', id)),
    );
    client.on(
      Events.GuildCreate,
      heard(({ id }) => onGuild('joined', id)),
    );
    client.on(
      Events.ThreadDelete,
      heard(({ guildId, id }) => onThreadDeleted?.(guildId, id)),
    );
    client.on(Events.ShardReady, () => tell(shard, 'ready'));
    client.on(Events.ShardResume, () => tell(shard, 'ready'));
    client.on(Events.ShardReconnecting, () => tell(shard, 'reconnecting'));
    client.on(Events.ShardDisconnect, ({ code }) => {
      log.error({ code, shard }, 'Discord ended the gateway session for good; restart the bot');
      tell(shard, 'closed');
    });
  }
  const gateway = createGateway({ token, rest, log, identify, pause, attach });
  /** Only mentions of commands need the ids, and without them these are plain text. */
  const learnIds = async (applicationId: string): Promise<void> => {
    try {
      ids = await findCommandIds(rest, applicationId);
    } catch (error) {
      log.warn({ err: error }, 'The ids of the commands are not known; they are shown as text');
    }
  };

  return {
    rest,
    messenger: createMessenger(posting, {
      look: (guildId, channelId) => lookAt(gateway.clientOf(guildId), guildId, channelId),
      mayWriteIn: (guildId, threadId) => mayWriteIn(gateway.clientOf(guildId), guildId, threadId),
    }),
    directMessages: createDirectMessages(posting),
    guilds: createGuilds(gateway.clientOf, () => gateway.readyClients()[0]),
    commandId: (name) => ids.get(name),
    isReady: () => gateway.isReady(),
    ping() {
      const pings = gateway.readyClients().flatMap(({ ws }) => (ws.ping < 0 ? [] : [ws.ping / 1000]));
      return pings.length > 0 ? Math.max(...pings) : undefined;
    },
    guildIds: () => new Set(gateway.readyClients().flatMap((client) => [...client.guilds.cache.keys()])),
    guildIdsOf(shard) {
      const client = gateway.clientOfShard(shard);
      return client?.isReady() ? new Set(client.guilds.cache.keys()) : undefined;
    },
    askMembership: (guildId) =>
      askMembership(
        posting,
        {
          isReady: () => gateway.clientOf(guildId)?.isReady() ?? false,
          hasGuild: (id) => gateway.clientOf(guildId)?.guilds.cache.has(id) ?? false,
        },
        guildId,
      ),
    recommendedShards: () => gateway.recommended(),
    serve(handle, registered) {
      route = handle;
      commands = registered;
    },
    async take(shard, count) {
      const client = await gateway.take(shard, count);
      if (!client) return false;
      log.info({ shard, shards: count, guilds: client.guilds.cache.size }, 'Ready');
      // With several shards, the servers may all be those of another one.
      if (count === 1 && client.guilds.cache.size === 0)
        log.info({ invite: inviteUrl(client.application.id) }, 'No server has the bot yet; this link invites it');
      // One process does it, whichever has the first shard.
      const { id } = client.application;
      if (shard === 0) ids = (await register(rest, id, commands, { log, signal: stopping.signal, pause })) ?? ids;
      else if (ids.size === 0) track(learnIds(id));
      return true;
    },
    drop(shard) {
      states.delete(shard);
      onGateway(worst(states.values()));
      gateway.drop(shard);
    },
    abort() {
      stopping.abort();
      gateway.abort();
    },
    settle: async () => void (await Promise.allSettled(running)),
    close: () => gateway.close(),
  };
}

/** The state that an operator should look at first. */
function worst(states: Iterable<GatewayState>): GatewayState {
  const all = [...states];
  if (all.length === 0) return 'closed';
  return (['closed', 'reconnecting', 'connecting'] as const).find((state) => all.includes(state)) ?? 'ready';
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
): Promise<CommandIds | undefined> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      const { written, ids } = await deployCommands(rest, applicationId, commands);
      log.info({ written }, 'Commands are registered');
      return ids;
    } catch (error) {
      if (error instanceof DiscordAPIError && error.status < 500) {
        log.error({ err: error }, 'Discord refuses the commands; those registered before still work');
        return undefined;
      }
      log.warn({ err: error }, 'The commands are not registered yet; trying again');
      await wait(pause(attempt), undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
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
