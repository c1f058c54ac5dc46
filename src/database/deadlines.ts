import type { PoolConfig } from 'pg';
import type { Patience } from './lanes.ts';

/** How long a server may take, in milliseconds, and how many connections wait for it at most. */
interface Limits {
  /** To open a connection, or until one of the pool's is free. */
  readonly connecting: number;
  /** For one statement, until the bot gives it up and with it the connection. */
  readonly statement: number;
  readonly connections: number;
}

/**
 * Limits by who waits. People: after four seconds without an answer the connection is taken for dead, so that a bot whose
 * connections all went silent is well again within five. Jobs, and work that the person was told takes a while: what a large
 * community needs. Each has connections of its own: jobs that hang leave those of the people alone.
 */
const LIMITS: Readonly<Record<Patience, Limits>> = {
  short: { connecting: 4000, statement: 4000, connections: 10 },
  long: { connecting: 10_000, statement: 30_000, connections: 5 },
};

/** The server's own limit on a statement beyond the bot's, in milliseconds: what nobody waits for any more must not hold locks. */
const SERVER_GRACE = 1000;
/**
 * How long the server keeps a transaction in which nothing happens, in milliseconds: longer than any transaction may take. When
 * a connection is lost without a word, only this lets go of its locks.
 */
const IDLE_IN_TRANSACTION = 20_000;
/** How long a connection may be silent until the system asks whether its other end is there, in milliseconds. */
const KEEP_ALIVE = 5000;

/** Settings of a pool of connections. */
export function poolSettings(patience: Patience): PoolConfig {
  const { connecting, statement, connections } = LIMITS[patience];
  return {
    max: connections,
    connectionTimeoutMillis: connecting,
    query_timeout: statement,
    ...KEPT_ALIVE,
  };
}

/** For every connection, those of tools as well. */
export const KEPT_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE } as const;

/**
 * The server's side of the limits, as statements: connection poolers such as PgBouncer refuse them as parameters of a
 * connection's start.
 */
export function sessionSettings(patience: Patience): string {
  const statement = LIMITS[patience].statement + SERVER_GRACE;
  return `SET statement_timeout = ${statement}; SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION}`;
}
