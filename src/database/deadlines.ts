import type { PoolConfig } from 'pg';
import type { Patience } from './lanes.ts';

/** Time limits for a server, in milliseconds. */
interface Limits {
  /** For opening a connection, or waiting for a free one of the pool. */
  readonly connecting: number;
  /** For one statement; after that the bot abandons it and its connection. */
  readonly statement: number;
  readonly connections: number;
  /** For a connection that nobody uses, until it is closed. */
  readonly idle: number;
}

/**
 * Limits by kind of work. For people: after four seconds without an answer the connection counts as dead, so that a bot whose
 * connections all went silent recovers within five. For jobs, and work announced as slow: the time a large community needs. Each
 * kind has its own connections, so that hanging jobs do not block people. Those for jobs are closed soon: one that went silent while nobody
 * used it would be noticed only after the half minute that a statement may take.
 */
const LIMITS: Readonly<Record<Patience, Limits>> = {
  short: { connecting: 4000, statement: 4000, connections: 10, idle: 10_000 },
  long: { connecting: 10_000, statement: 30_000, connections: 5, idle: 1000 },
};

/** Milliseconds by which the server's own limit on a statement exceeds the bot's: an abandoned statement must not hold locks. */
const SERVER_GRACE = 1000;
/**
 * Milliseconds for which the server keeps an idle transaction: longer than any transaction may take. Only this releases the locks
 * of a connection that was lost silently.
 */
const IDLE_IN_TRANSACTION = 20_000;
/** Milliseconds of silence on a connection before the system probes the other end. */
const KEEP_ALIVE = 5000;

/** Settings of a connection pool. */
export function poolSettings(patience: Patience): PoolConfig {
  const { connecting, statement, connections, idle } = LIMITS[patience];
  return {
    max: connections,
    idleTimeoutMillis: idle,
    connectionTimeoutMillis: connecting,
    query_timeout: statement,
    ...KEPT_ALIVE,
  };
}

/** Settings for every connection, including those of tools. */
export const KEPT_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE } as const;

/** The server's side of the limits, as statements: connection poolers such as PgBouncer refuse them as startup parameters. */
export function sessionSettings(patience: Patience): string {
  const statement = LIMITS[patience].statement + SERVER_GRACE;
  return `SET statement_timeout = ${statement}; SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION}`;
}
