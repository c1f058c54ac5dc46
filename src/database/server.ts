import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import type { ClientBase, PoolConfig } from 'pg';
import { StartError } from '../operations/start-error.ts';
import { claiming } from './claiming.ts';
import { createClient } from './client.ts';
import { twoPools } from './connections.ts';
import { checkDataKeys } from './data-keys.ts';
import type { Database, DatabaseLog } from './database.ts';
import { KEPT_ALIVE, poolSettings, sessionSettings } from './deadlines.ts';
import { erasedAmong, recordErasure } from './erasures.ts';
import type { Patience } from './lanes.ts';
import { createLate, lostIn } from './late-writes.ts';
import { createListener, type ListenerTimes } from './listener.ts';
import { openLockSession } from './lock-session.ts';
import { createMemory, type KeptMemory } from './memory.ts';
import { applyMigrations, type Migration } from './migrations.ts';
import { refuseSharedSessions } from './pooler.ts';
import { applicationNameOf } from './running-bot.ts';
import type { Sealer } from './sealing.ts';
import { type SqlSession, serverSession } from './sql-session.ts';
import { createStatementNames, type StatementNames } from './statement-names.ts';
import type { Traffic } from './traffic.ts';

export interface OpenServerOptions {
  readonly url: string;
  readonly log: DatabaseLog;
  readonly migrations: readonly Migration[];
  readonly sealer: Sealer;
  readonly lostKeys?: readonly string[];
  /** For tests, which share a busy computer. */
  readonly listening?: Partial<ListenerTimes>;
}

/** Oldest supported PostgreSQL, as `server_version_num`. */
const OLDEST_VERSION = 150_000;
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds to wait for a server that is starting up. */
const STARTUP_PATIENCE = 30_000;

/** Opens a PostgreSQL server. Throws a StartError if it cannot be reached, refuses us or cannot be migrated. */
export async function openServer(options: OpenServerOptions): Promise<Database> {
  const { url, log, migrations, sealer, lostKeys } = options;
  const server = await connectServer(url, log);
  try {
    await refuseSharedSessions(server.withSession);
    const applied = await server.withSession(async (session) => {
      const names = await applyMigrations(session, {
        migrations,
        onEdited: (name) => log.warn({ migration: name }, 'A migration was edited after it was applied'),
      });
      await checkDataKeys(session, sealer, lostKeys);
      return names;
    });
    if (applied.length > 0) log.info({ migrations: applied }, 'Applied migrations');
  } catch (error) {
    await server.close();
    throw startErrorOf(error, url);
  }
  const process = randomUUID();
  const name = applicationNameOf(process);
  const names = createStatementNames();
  // One connection stays open, so that other processes see a running bot.
  const pool = (patience: Patience, min: number) =>
    adapterOf(url, log, { ...poolSettings(patience), application_name: name, min }, { patience, names });
  const traffic: Traffic = { pools: () => [], listening: () => listener.isListening() };
  const pools = { short: pool('short', 1), long: pool('long', 0) };
  const listener = createListener({
    openSession: (limits) => openLockSession(url, { ...limits, process: name, named: true }),
    log,
    onWritten: (table) => memory.forget(table),
    onGap: () => memory.clear(),
    ...(options.listening ? { times: options.listening } : {}),
  });
  const memory: KeptMemory = createMemory({ hearing: listener });
  const late = createLate({ onLost: lostIn(log), erased: (tx, noted) => erasedAmong(tx, sealer, noted) });
  const db = createClient(claiming(twoPools(pools, traffic, names.failed), process), traffic, memory, late);
  await listener.start();
  const close = async (): Promise<void> => {
    late.end();
    listener.close();
    await db.$disconnect();
    await server.close();
  };
  let closing: Promise<void> | undefined;
  return {
    kind: 'server',
    applicationName: name,
    db,
    traffic,
    memory,
    catchUp: listener.catchUp,
    late,
    sealer,
    // What it writes has been noticed when it returns, as anything else of this process.
    withSession: (work) => server.withSession(work).finally(memory.clear),
    openLockSession: (limits) => openLockSession(url, { ...limits, process: name }),
    recordErasure: async (tx, personId, erasedAt) => {
      await recordErasure(tx, { sealer, personId, erasedAt });
    },
    handledElsewhere: async (id) => {
      const handled = await db.handledInteraction.findUnique({ where: { id }, select: { process: true } });
      return handled !== null && handled.process !== process;
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** A reachable, sufficiently new server, before any migration. */
export interface ServerConnection {
  /** Runs `work` on a connection of its own. */
  withSession<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Connects to a server. Throws a StartError if it cannot be reached, refuses us or is too old. */
export async function connectServer(url: string, log: DatabaseLog): Promise<ServerConnection> {
  // Uses the adapter's own pool, so that both kinds of connection are made alike.
  const adapter = await adapterOf(url, log, { application_name: 'granica-tool' }).connect();
  const withSession = async <T>(work: (session: SqlSession) => Promise<T>): Promise<T> => {
    const client = await connectPatiently(() => adapter.underlyingDriver().connect());
    // While it is lent, the pool does not listen: an error between two statements would end the process. The next one fails with it.
    client.on('error', (error) => log.warn({ err: error }, 'A connection to the database was lost'));
    try {
      return await work(serverSession(client));
    } finally {
      client.release(true);
    }
  };
  try {
    await withSession(refuseOldServer);
  } catch (error) {
    await adapter.dispose();
    throw startErrorOf(error, url);
  }
  return { withSession, close: () => adapter.dispose() };
}

interface AdapterOptions {
  /** None for tools: their statements may take as long as they need. */
  readonly patience?: Patience;
  readonly names?: StatementNames;
}

function adapterOf(url: string, log: DatabaseLog, pool: PoolConfig, options: AdapterOptions = {}): PrismaPg {
  const { patience, names } = options;
  const onError = (error: Error) => log.warn({ err: error }, 'A connection to the database was lost');
  return new PrismaPg(
    {
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      ...KEPT_ALIVE,
      ...pool,
      onConnect: (client) => prepareSession(client, patience),
    },
    {
      onPoolError: onError,
      onConnectionError: onError,
      // No name: the empty one, which the driver parses at each use.
      ...(names ? { statementNameGenerator: ({ sql }) => names.of(sql) ?? '' } : {}),
    },
  );
}

/** Prisma's adapters read a `timestamptz` as UTC whatever its offset, so the session must be in UTC. */
async function prepareSession(client: ClientBase, patience: Patience | undefined): Promise<void> {
  await client.query(["SET TIME ZONE 'UTC'", ...(patience ? [sessionSettings(patience)] : [])].join('; '));
}

async function connectPatiently<T>(connect: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + STARTUP_PATIENCE;
  for (;;) {
    try {
      return await connect();
    } catch (error) {
      // 57P03: the server is starting up or recovering.
      if (codeOf(error) !== '57P03' || Date.now() > deadline) throw error;
      await setTimeout(500);
    }
  }
}

async function refuseOldServer(session: SqlSession): Promise<void> {
  const [row] = await session.query(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
  );
  if (Number(row?.number) < OLDEST_VERSION) {
    throw new StartError(`The server runs PostgreSQL ${row?.version}. The bot needs PostgreSQL 15 or newer.`);
  }
}

/** Explains what the operator can do, never including the password. */
function startErrorOf(error: unknown, url: string): unknown {
  if (error instanceof StartError) return error;
  const { username, hostname, port, pathname } = new URL(url);
  const server = `${decodeURIComponent(hostname) || 'localhost'}:${port || '5432'}`;
  const user = decodeURIComponent(username);
  const database = decodeURIComponent(pathname.slice(1));
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const fail = (text: string) => new StartError(text, { cause: error });
  switch (code) {
    case '28P01':
    case '28000':
      return fail(
        `The PostgreSQL server at ${server} refused user "${user}": ${message}. Check user name and password in DATABASE_URL (special characters percent-encoded).`,
      );
    case '3D000':
      return fail(
        `The PostgreSQL server at ${server} has no database "${database}". Create it, for example with: createdb -h HOST -U ${user || 'USER'} ${database}`,
      );
    case '42501':
      return fail(
        `User "${user}" may not change the database "${database}": ${message}. Grant it, for example with: ALTER DATABASE "${database}" OWNER TO "${user}"`,
      );
    case '53300':
      return fail(`The PostgreSQL server at ${server} has no free connection: ${message}. Raise max_connections.`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return fail(`The host of DATABASE_URL is unknown: ${server}. Check its name and the network.`);
    default:
  }
  const unreachable = code === undefined ? /timeout|terminated/i.test(message) : /^(E[A-Z]+|57P03)$/.test(String(code));
  if (!unreachable && !(error instanceof AggregateError)) return error;
  const reason = message === '' ? String(code) : message;
  return fail(
    `The PostgreSQL server at ${server} cannot be reached: ${reason}. Start it, or check host and port in DATABASE_URL.`,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
