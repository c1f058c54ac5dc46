import { ageOf, type Moment, machineClock } from '../time/moment.ts';
import { openAlive } from './alive-session.ts';
import type { DatabaseLog } from './database.ts';
import type { LockSession, LockSessionOptions } from './lock-session.ts';
import type { Hearing } from './memory.ts';

export interface ListenerOptions {
  readonly openSession: (options: LockSessionOptions) => Promise<LockSession>;
  readonly log: Pick<DatabaseLog, 'info' | 'warn'>;
  /** A process, perhaps this one, has written a table. */
  readonly onWritten: (table: string) => void;
  /** From now on, or until now, writes may have gone unheard. */
  readonly onGap: () => void;
  readonly now?: () => Moment;
  readonly times?: Partial<ListenerTimes>;
}

/** How long things take, in milliseconds. */
export interface ListenerTimes {
  /** Between two questions. */
  readonly ask: number;
  /** Age of the last answered question up to which all writes count as heard: more than `ask` and an answer's way. */
  readonly heard: number;
  /** For the answer to one statement; then the connection counts as dead. */
  readonly answer: number;
  /** For a new connection. */
  readonly connect: number;
  /** Silence after which the server ends the session of a process that stands still: what it does not read would pile up. */
  readonly idle: number;
}

export const LISTENER_TIMES: ListenerTimes = { ask: 1000, heard: 2000, answer: 2000, connect: 3000, idle: 15_000 };

/** Channel of the triggers `announce_write`. */
const CHANNEL = 'granica_writes';

/** Hears what is written to a server by whichever process, in a session of its own. */
export interface Listener extends Hearing {
  /** Resolves after the first attempt to listen; from then on it goes on by itself. */
  start(): Promise<void>;
  isListening(): boolean;
  /** Resolves once everything that was written before the call has been heard; at once while nobody listens. */
  catchUp(): Promise<void>;
  close(): void;
}

/**
 * Listens to the tables that announce their writes. PostgreSQL sends an announcement when its transaction is committed, and before
 * it answers a later question, so an answered question proves that everything written before it was asked has been heard. It is
 * computed when it is asked, not by timers: a process that stood still knows at once that it may have missed something.
 */
export function createListener(options: ListenerOptions): Listener {
  const { openSession, log, onWritten, onGap, now = machineClock } = options;
  const times = { ...LISTENER_TIMES, ...options.times };
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let session: LockSession | undefined;
  let tables: ReadonlySet<string> = new Set();
  let heardUntil: Moment | undefined;
  let problem: string | undefined;

  /** Told once, until it is over. */
  function tell(reason: string): void {
    if (problem === undefined && !closed)
      log.warn({ reason }, 'What other processes write cannot be heard: nothing is remembered until it can');
    problem = reason;
  }

  function lost(reason: string): void {
    session = undefined;
    onGap();
    tell(reason);
  }

  async function listen(): Promise<LockSession> {
    const opened = await openAlive(openSession, {
      ...times,
      channel: CHANNEL,
      onNotice: onWritten,
      onEnd: (reason) => {
        if (session === opened) lost(reason);
      },
    });
    tables = new Set();
    session = opened;
    tables = await announcedTables(opened);
    // What was being read while nobody listened may be outdated already.
    onGap();
    if (closed) opened.end('closing');
    return opened;
  }

  async function ask(current: LockSession): Promise<void> {
    const asked = now();
    await current.query('SELECT 1');
    heardUntil = asked;
  }

  async function turn(): Promise<void> {
    try {
      await ask(session ?? (await listen()));
      if (problem !== undefined) log.info({}, 'What other processes write is heard again');
      problem = undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tell(reason);
      session?.end(reason);
    }
  }

  function goOn(): void {
    if (!closed) timer = setTimeout(() => void turn().then(goOn), times.ask).unref();
  }

  return {
    exact: false,
    isUpToDate: () => session !== undefined && heardUntil !== undefined && ageOf(heardUntil, now()) < times.heard,
    covers: (table) => session !== undefined && tables.has(table),
    isListening: () => session !== undefined,
    async catchUp() {
      if (session) await ask(session).catch(() => undefined); // lost: then nothing is remembered
    },
    async start() {
      await turn();
      goOn();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      session?.end('closing');
    },
  };
}

/** The tables whose writes are announced, by any process. */
async function announcedTables(session: LockSession): Promise<ReadonlySet<string>> {
  const rows = await session.query(
    `SELECT c.relname::text AS "table" FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE t.tgname = 'announce_write' AND t.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace`,
  );
  return new Set(rows.map(({ table }) => String(table)));
}
