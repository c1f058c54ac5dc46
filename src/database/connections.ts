import type { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { currentPatience, type Patience } from './lanes.ts';

/** What of a connection is needed to cut it: pg's own pool does it in the same way. */
interface Wire {
  readonly connection: { readonly stream: { destroy(): void } };
}

/**
 * Watches a pool so that none of its connections is lent again after it went silent.
 *
 * The driver throws away the connections on which a statement outside a transaction fails. Inside one, Prisma hands them
 * back with the statement still on them, and the next person would wait for the same silence. So a connection is cut at once
 * when a statement on it gets no answer in time, or when its transaction is given up while one is under way. Where one is
 * dead the idle ones most likely are too (a failover, a forgotten entry of a firewall): they are cut as well, for a new
 * connection costs milliseconds, and each dead one a person's patience.
 */
export function cutSilentConnections(pool: Pool): void {
  pool.on('connect', (client) => watchStatements(client, timedOut));

  function timedOut(client: ClientBase): void {
    cut(client);
    // Whoever asks next stands behind these, and is given a new connection.
    for (let left = pool.idleCount; left > 0; left -= 1) pool.connect().then(discard, () => undefined);
  }
}

function discard(client: PoolClient): void {
  cut(client);
  client.release(true);
}

function cut(client: ClientBase): void {
  (client as unknown as Wire).connection.stream.destroy();
}

function watchStatements(client: ClientBase, timedOut: (client: ClientBase) => void): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  let underWay = 0;
  const ended = (error?: unknown): void => {
    underWay -= 1;
    if (isTimeout(error)) timedOut(client);
  };
  const watched = (...args: unknown[]): unknown => {
    // Nothing can follow a statement that never ends: the transaction is over when its connection is.
    if (underWay > 0 && isRollback(args[0])) cut(client);
    underWay += 1;
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const told = (error: unknown, result: unknown) => {
        ended(error);
        callback(error, result);
      };
      return query(...args.slice(0, -1), told);
    }
    const result = query(...args);
    if (result instanceof Promise) result.then(() => ended(), ended);
    return result;
  };
  Reflect.set(client, 'query', watched);
}

/** The driver has no code for it. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

function isRollback(statement: unknown): boolean {
  return typeof statement === 'object' && statement !== null && 'text' in statement && statement.text === 'ROLLBACK';
}

/** One client over two pools of connections: each statement and transaction takes the one of who waits for it. */
export function twoPools(pools: Readonly<Record<Patience, PrismaPg>>): SqlDriverAdapterFactory {
  const { provider, adapterName } = pools.short;
  return {
    provider,
    adapterName,
    async connect() {
      const [short, long] = await Promise.all([pools.short.connect(), pools.long.connect()]);
      for (const adapter of [short, long]) cutSilentConnections(adapter.underlyingDriver());
      const chosen = (): SqlDriverAdapter => (currentPatience() === 'long' ? long : short);
      return {
        provider,
        adapterName,
        queryRaw: (query) => chosen().queryRaw(query),
        executeRaw: (query) => chosen().executeRaw(query),
        startTransaction: (isolation) => chosen().startTransaction(isolation),
        executeScript: (script) => long.executeScript(script),
        getConnectionInfo: () => short.getConnectionInfo(),
        dispose: async () => void (await Promise.allSettled([short.dispose(), long.dispose()])),
      };
    },
  };
}
