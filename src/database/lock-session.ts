import pg from 'pg';
import { cut } from './connections.ts';
import { KEPT_ALIVE } from './deadlines.ts';
import { BOT_APPLICATION_NAME } from './running-bot.ts';
import type { SqlRow, SqlValue } from './sql-session.ts';

export interface LockSessionOptions {
  /** Milliseconds of silence after which the server ends the session, and so releases its locks. */
  readonly idle: number;
  /** Milliseconds for one statement; after that the session counts as dead. */
  readonly answer: number;
  /** Milliseconds for connecting. */
  readonly connect: number;
  /** Channel to listen on. */
  readonly channel: string;
  /** The name by which the server knows this process's connections. */
  readonly process?: string;
  /** Whether it has that name as well; else it is called {@link BOT_APPLICATION_NAME}, by which earlier versions know a running bot. */
  readonly named?: boolean;
  /** Called with what was sent on the channel. */
  readonly onNotice: (payload: string) => void;
  /** Called once when the session has ended, from either side. */
  readonly onEnd: (reason: string) => void;
}

/**
 * A server session of its own, outside the pools, for what lasts as long as it does: locks, and listening. It belongs to one owner:
 * whatever happens to the connection happens to all of that.
 */
export interface LockSession {
  /** The server process, which may later be told from another one of the same number by its start. */
  readonly backend: Backend;
  /** The name by which the server knows this process's other connections; undefined if they have none. */
  readonly process: string | undefined;
  query(statement: string, values?: readonly SqlValue[]): Promise<SqlRow[]>;
  /** Ends the session without waiting for the server. */
  end(reason: string): void;
}

export interface Backend {
  readonly pid: number;
  readonly startedAt: string;
}

/**
 * Opens such a session. The *server* ends it when nothing is heard from it: a frozen process, or one whose host has died,
 * cannot release anything itself.
 */
export async function openLockSession(url: string, options: LockSessionOptions): Promise<LockSession> {
  const client = new pg.Client({
    connectionString: url,
    application_name: (options.named && options.process) || BOT_APPLICATION_NAME,
    connectionTimeoutMillis: options.connect,
    query_timeout: options.answer,
    ...KEPT_ALIVE,
  });
  let ended = false;
  const end = (reason: string): void => {
    if (ended) return;
    ended = true;
    cut(client);
    options.onEnd(reason);
  };
  client.on('error', (error) => end(error.message));
  client.on('end', () => end('the server closed the connection'));
  client.on('notification', ({ payload = '' }) => options.onNotice(payload));
  const run = async (statement: string, values: readonly SqlValue[]): Promise<SqlRow[]> => {
    if (ended) throw new Error('the session has ended');
    try {
      return (await client.query<SqlRow>(statement, [...values])).rows;
    } catch (error) {
      // After a statement without an answer nobody knows what the session holds; one that was refused changes nothing.
      if (!(error instanceof pg.DatabaseError)) end(error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
  // One after the other: the time limit of a statement does not include those before it.
  let last: Promise<unknown> = Promise.resolve();
  const query = (statement: string, values: readonly SqlValue[] = []): Promise<SqlRow[]> => {
    const done = last.then(() => run(statement, values));
    last = done.catch(() => undefined);
    return done;
  };
  try {
    await client.connect();
    await client.query(`${limits(options)}; LISTEN ${pg.escapeIdentifier(options.channel)}`);
    const [row] = await query(
      'SELECT pid, backend_start::text AS started FROM pg_stat_activity WHERE pid = pg_backend_pid()',
    );
    return {
      backend: { pid: Number(row?.pid), startedAt: String(row?.started) },
      process: options.process,
      query,
      end,
    };
  } catch (error) {
    ended = true; // the caller hears of it by the error
    cut(client);
    throw error;
  }
}

/** The server's side: the end of a silent session, and of one whose host is gone while the server still sends to it. */
function limits({ idle, answer }: LockSessionOptions): string {
  const seconds = Math.max(1, Math.round(idle / 3000));
  return [
    `SET idle_session_timeout = ${idle}`,
    `SET idle_in_transaction_session_timeout = ${idle}`,
    `SET statement_timeout = ${answer}`,
    `SET tcp_keepalives_idle = ${seconds}`,
    `SET tcp_keepalives_interval = ${seconds}`,
    'SET tcp_keepalives_count = 2',
    `SET tcp_user_timeout = ${idle}`,
  ].join('; ');
}
