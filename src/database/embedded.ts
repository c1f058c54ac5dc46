import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { StartError } from '../operations/start-error.ts';
import { serveBackups } from './backup-socket.ts';
import { createClient, type Db } from './client.ts';
import { damaged, isDamage, openCluster, prepareDirectory, unwritable } from './cluster.ts';
import { checkDataKeys } from './data-keys.ts';
import type { Database, DatabaseLog } from './database.ts';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';
import { dumpClosed, dumpOpen } from './dumps.ts';
import { appendToJournal, type Erasure, recordErasure } from './erasures.ts';
import { createLate, lostIn } from './late-writes.ts';
import { createMemory } from './memory.ts';
import { applyMigrations, type Migration } from './migrations.ts';
import { withNamedStatements } from './named-statements.ts';
import type { Sealer } from './sealing.ts';
import { embeddedSession, type SqlSession } from './sql-session.ts';
import { takingTurns } from './taking-turns.ts';
import type { Traffic } from './traffic.ts';
import { vacuumMuchChanged, vacuumTables } from './vacuum.ts';

export interface OpenEmbeddedOptions {
  readonly directory: string;
  readonly log: DatabaseLog;
  readonly migrations: readonly Migration[];
  readonly sealer: Sealer;
  readonly lostKeys?: readonly string[];
  /** Milliseconds between two crash dumps; one hour by default. */
  readonly dumpInterval?: number;
}

const HOUR = 3_600_000;

/**
 * Opens the embedded database in its directory, which this process then holds exclusively. Throws a StartError if the directory
 * is read-only, in use or damaged, or if a migration fails.
 */
export async function openEmbedded(options: OpenEmbeddedOptions): Promise<Database> {
  const { directory, log } = options;
  const { pglite, lock } = await openDirectory(directory);
  try {
    const database = await connectEmbedded(pglite, {
      log,
      migrations: options.migrations,
      sealer: options.sealer,
      ...(options.lostKeys ? { lostKeys: options.lostKeys } : {}),
      beforeMigrating: () => dumpOpen(pglite, directory),
      onErasure: (erasure) => appendToJournal(directory, erasure),
    });
    const backups = await database.withSession((session) => serveBackups(directory, session, log));
    const dumps = startDumps({ pglite, db: database.db, directory, log, interval: options.dumpInterval ?? HOUR });
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      await backups.close();
      await dumps.stop();
      await database.close();
      await dumpClosed(directory).catch((error: unknown) => log.error({ err: error }, 'The last dump failed'));
      lock.release();
    };
    return { ...database, close: () => (closing ??= close()) };
  } catch (error) {
    await pglite.close().catch(() => undefined);
    lock.release();
    throw isDamage(error) ? await damaged(directory, error) : error;
  }
}

/** The open database of a directory and its lock, before any migration. */
export async function openDirectory(directory: string): Promise<{ pglite: PGlite; lock: DirectoryLock }> {
  await prepareDirectory(directory);
  const lock = takeLock(directory);
  try {
    return { pglite: await openCluster(directory), lock };
  } catch (error) {
    lock.release();
    throw error instanceof StartError ? error : unwritable(directory, error);
  }
}

function takeLock(directory: string): DirectoryLock {
  try {
    return lockDirectory(directory);
  } catch (error) {
    throw error instanceof StartError ? error : unwritable(directory, error);
  }
}

export interface ConnectEmbeddedOptions {
  readonly log: DatabaseLog;
  readonly migrations: readonly Migration[];
  readonly sealer: Sealer;
  readonly lostKeys?: readonly string[];
  readonly beforeMigrating?: () => Promise<unknown>;
  readonly onErasure?: (erasure: Erasure) => Promise<void>;
}

/** Migrates an open PGlite and puts Prisma's client over it. */
export async function connectEmbedded(pglite: PGlite, options: ConnectEmbeddedOptions): Promise<Database> {
  const { log } = options;
  const session = embeddedSession(pglite);
  const applied = await applyMigrations(session, {
    migrations: options.migrations,
    beforeChange: async () => {
      await options.beforeMigrating?.();
    },
    onEdited: (name) => log.warn({ migration: name }, 'A migration was edited after it was applied'),
  });
  if (applied.length > 0) log.info({ migrations: applied }, 'Applied migrations');
  await announceNothing(session);
  await checkDataKeys(session, options.sealer, options.lostKeys);
  const traffic: Traffic = { pools: () => [] };
  // No other process can write: the directory is this one's alone.
  const memory = createMemory();
  const late = createLate({ onLost: lostIn(log) });
  const db = createClient(takingTurns(new PrismaPGlite(withNamedStatements(pglite))), traffic, memory, late);
  return {
    kind: 'embedded',
    db,
    traffic,
    memory,
    late,
    sealer: options.sealer,
    withSession: (work) => work(session).finally(memory.clear),
    recordErasure: async (tx, personId, erasedAt) => {
      const erasure = await recordErasure(tx, { sealer: options.sealer, personId, erasedAt });
      await options.onErasure?.(erasure);
    },
    tidyUp: () => vacuumMuchChanged(db),
    close: async () => {
      late.end();
      await db.$disconnect();
      if (!pglite.closed) await pglite.close();
    },
  };
}

/** Nobody has to be told what is written, and telling would cost a third of a small write. */
async function announceNothing(session: SqlSession): Promise<void> {
  const announcing = await session.query(
    `SELECT tgrelid::regclass::text AS "table" FROM pg_trigger WHERE tgname = 'announce_write' AND tgenabled <> 'D'`,
  );
  for (const { table } of announcing) await session.exec(`ALTER TABLE ${table} DISABLE TRIGGER "announce_write"`);
}

interface DumpSchedule {
  readonly pglite: PGlite;
  readonly db: Db;
  readonly directory: string;
  readonly log: DatabaseLog;
  readonly interval: number;
}

function startDumps({ pglite, db, directory, log, interval }: DumpSchedule): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const dump = async (): Promise<void> => {
    try {
      await vacuumTables(db);
      log.info({ file: await dumpOpen(pglite, directory) }, 'Wrote a dump of the database');
    } catch (error) {
      log.error({ err: error }, 'A dump of the database failed');
    } finally {
      running = undefined;
    }
  };
  const timer = setInterval(() => {
    running ??= dump();
  }, interval);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
