import type { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { currentPatience, type Patience } from './lanes.ts';
import type { PoolState, Traffic } from './traffic.ts';

/** The parts of a connection needed to cut it, in the same way as pg's own pool does. */
interface Wire {
  readonly connection: { readonly stream: { destroy(): void } };
}

/**
 * Watches a pool so that a connection that went silent is never lent again.
 *
 * The driver discards connections on which a statement outside a transaction fails. Inside one, Prisma returns them with the
 * statement still running, and the next person would wait for the same silence. So a connection is cut at once when a statement
 * gets no answer in time, or when its transaction is abandoned during one. If one is dead, the idle ones most likely are too (a
 * failover, an expired firewall entry), so they are cut as well: a new connection costs milliseconds, each dead one a person's
 * wait.
 */
export function cutSilentConnections(
  pool: Pool,
  onFailure: (sql: string, code: unknown) => void = () => undefined,
): void {
  pool.on('connect', (client) => watchStatements(client, { timedOut, onFailure }));

  function timedOut(client: ClientBase): void {
    cut(client);
    // Later requests queue behind these, and get a new connection.
    for (let left = pool.idleCount; left > 0; left -= 1) pool.connect().then(discard, () => undefined);
  }
}

function discard(client: PoolClient): void {
  cut(client);
  client.release(true);
}

/** Cuts a connection at once, without a word to the server. */
export function cut(client: ClientBase): void {
  (client as unknown as Wire).connection.stream.destroy();
}

interface StatementWatch {
  readonly timedOut: (client: ClientBase) => void;
  /** Called for a statement that failed, with the SQLSTATE. */
  readonly onFailure: (sql: string, code: unknown) => void;
}

function watchStatements(client: ClientBase, { timedOut, onFailure }: StatementWatch): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  let underWay = 0;
  const ended = (statement: unknown, error?: unknown): void => {
    underWay -= 1;
    if (isTimeout(error)) timedOut(client);
    const sql = textOf(statement);
    if (sql !== undefined && error instanceof Error && 'code' in error) onFailure(sql, error.code);
  };
  const watched = (...args: unknown[]): unknown => {
    // A statement that never ends blocks everything after it, so the transaction ends by closing its connection.
    if (underWay > 0 && isRollback(args[0])) cut(client);
    underWay += 1;
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const told = (error: unknown, result: unknown) => {
        ended(args[0], error);
        callback(error, result);
      };
      return query(...args.slice(0, -1), told);
    }
    const result = query(...args);
    if (result instanceof Promise)
      result.then(
        () => ended(args[0]),
        (error: unknown) => ended(args[0], error),
      );
    return result;
  };
  Reflect.set(client, 'query', watched);
}

/** The driver has no code for timeouts. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

function isRollback(statement: unknown): boolean {
  return textOf(statement) === 'ROLLBACK';
}

function textOf(statement: unknown): string | undefined {
  const isNamed = typeof statement === 'object' && statement !== null && 'text' in statement;
  return isNamed && typeof statement.text === 'string' ? statement.text : undefined;
}

/**
 * One client over two connection pools: each statement and transaction uses the pool of its current patience.
 *
 * @param traffic is given their state.
 */
export function twoPools(
  pools: Readonly<Record<Patience, PrismaPg>>,
  traffic: Traffic,
  onFailure?: (sql: string, code: unknown) => void,
): SqlDriverAdapterFactory {
  const { provider, adapterName } = pools.short;
  return {
    provider,
    adapterName,
    async connect() {
      const [short, long] = await Promise.all([pools.short.connect(), pools.long.connect()]);
      for (const adapter of [short, long]) cutSilentConnections(adapter.underlyingDriver(), onFailure);
      traffic.pools = () => [stateOf('short', short.underlyingDriver()), stateOf('long', long.underlyingDriver())];
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

function stateOf(name: Patience, { totalCount, idleCount, waitingCount, options }: Pool): PoolState {
  return { pool: name, open: totalCount, idle: idleCount, waiting: waitingCount, most: options.max };
}
