import { setTimeout as wait } from 'node:timers/promises';
import { type Client, type RESTGetAPIGatewayBotResult, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { StartError } from '../operations/start-error.ts';
import { shardOf } from '../ports/shards.ts';
import { type ClientOfShard, createDiscordClient, isWrongToken, logIn, unreachable, WRONG_TOKEN } from './client.ts';
import type { SharedRest } from './shared-rest.ts';

export interface GatewayOptions {
  readonly token: string;
  readonly rest: SharedRest;
  readonly log: Logger;
  readonly identify: ClientOfShard['identify'];
  readonly pause: (attempt: number) => number;
  /** Listens to a new client's events. */
  readonly attach: (client: Client, shard: number) => void;
}

/** The clients of the shards that this process has. */
export interface Gateway {
  /** Asks Discord how many shards it recommends, until it can be reached. @throws StartError for a wrong token */
  recommended(): Promise<number>;
  /**
   * Opens the session of a shard. Returns its client once it is ready; undefined if it was closed before.
   * @throws StartError for a wrong token, or a number of shards that Discord refuses
   */
  take(shard: number, count: number): Promise<Client<true> | undefined>;
  /** Closes the session of a shard, without waiting for Discord. */
  drop(shard: number): void;
  /** The client of a shard; undefined if this process does not have it. */
  clientOfShard(shard: number): Client | undefined;
  /** The client of a guild's shard; undefined if this process does not have it. */
  clientOf(guildId: string): Client | undefined;
  /** Ready clients. */
  readyClients(): readonly Client<true>[];
  /** Whether there is a client, and all of them are ready. */
  isReady(): boolean;
  /** Aborts logins in progress. */
  abort(): void;
  close(): Promise<void>;
}

interface Entry {
  readonly client: Client;
  readonly stopping: AbortController;
}

export function createGateway({ token, rest, log, identify, pause, attach }: GatewayOptions): Gateway {
  const entries = new Map<number, Entry>();
  const stopping = new AbortController();
  let shards = 1;

  return {
    async recommended() {
      for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
        try {
          return (await gatewayOf(rest)).shards;
        } catch (error) {
          if (isWrongToken(error)) throw new StartError(WRONG_TOKEN, { cause: error });
          const milliseconds = pause(attempt);
          const reason = error instanceof Error ? error.message : String(error);
          log.warn({ reason, api: rest.options.api }, unreachable(milliseconds));
          await wait(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
        }
      }
      return new Promise(() => undefined); // the process ends, and nobody asks any more
    },
    async take(shard, count) {
      shards = count;
      const entry = { client: createDiscordClient({ shard, count, rest, identify }), stopping: new AbortController() };
      entries.set(shard, entry);
      const signal = AbortSignal.any([stopping.signal, entry.stopping.signal]);
      const aborted = new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
      attach(entry.client, shard);
      const loggingIn = logIn(entry.client, token, { log, signal, pause, check: () => refuseTooMany(rest, count) });
      await Promise.race([loggingIn, aborted]);
      // What is given up may still fail, and nobody waits for it.
      loggingIn.catch(() => undefined);
      return !signal.aborted && entry.client.isReady() ? entry.client : undefined;
    },
    drop(shard) {
      const entry = entries.get(shard);
      entries.delete(shard);
      entry?.stopping.abort();
      entry?.client
        .destroy()
        .catch((error: unknown) => log.warn({ err: error, shard }, 'A gateway session was left open'));
    },
    clientOfShard: (shard) => entries.get(shard)?.client,
    clientOf: (guildId) => entries.get(shardOf(guildId, shards))?.client,
    readyClients: () => [...entries.values()].map(({ client }) => client).filter((client) => client.isReady()),
    isReady: () => entries.size > 0 && [...entries.values()].every(({ client }) => client.isReady()),
    abort: () => stopping.abort(),
    async close() {
      stopping.abort();
      await Promise.all([...entries.values()].map(({ client }) => client.destroy()));
      rest.end();
    },
  };
}

async function gatewayOf(rest: SharedRest): Promise<RESTGetAPIGatewayBotResult> {
  return (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
}

/** Every start of a shard is a session, of which Discord allows a number each day. */
async function refuseTooMany(rest: SharedRest, count: number): Promise<void> {
  const { total } = (await gatewayOf(rest)).session_start_limit;
  if (count <= total) return;
  throw new StartError(
    `SHARD_COUNT: With ${count} shards they could never all log in: Discord allows this bot ${total} sessions a day. Leave it out to ` +
      'take Discord’s own number.',
  );
}
