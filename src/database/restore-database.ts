import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartError } from '../operations/start-error.ts';
import type { DatabaseAddress } from './address.ts';
import { writeBackup } from './backup.ts';
import { DatabaseDamaged, prepareDirectory } from './cluster.ts';
import { checkDataKeys } from './data-keys.ts';
import type { DatabaseLog } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { clusterOf, dumpOpen, readDump, setAsideOf } from './dumps.ts';
import { openDirectory } from './embedded.ts';
import { openPglite } from './embedded-settings.ts';
import { addPendingErasures, type Erasure, keepHashKey, readHashKey, readJournal } from './erasures.ts';
import type { Migration } from './migrations.ts';
import { loadBackup, verifyBackup } from './restore.ts';
import { refuseRunningBot } from './running-bot.ts';
import type { Sealer } from './sealing.ts';
import { connectServer } from './server.ts';
import { embeddedSession, type SqlSession } from './sql-session.ts';
import { listTables } from './tables.ts';

export interface RestoreOptions {
  readonly address: DatabaseAddress;
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly sealer: Sealer;
  readonly log: DatabaseLog;
  /**
   * File to which a server's data is written before it is replaced; by default beside the backup. False: replace without a copy.
   * The embedded database keeps its copy among its dumps.
   */
  readonly copy?: string | false | undefined;
}

/** Maximum milliseconds between the clocks that wrote the journal and the backup. */
const CLOCK_MARGIN = 24 * 3_600_000;

/**
 * Replaces the data with that of a backup or, for the embedded database, of a crash dump: all of it or nothing. Later erasures
 * are recorded; open the database afterwards and call `reapplyErasures`. Throws a StartError if the file, the directory or the
 * server is at fault, or while a bot is running.
 *
 * @returns where the copy of the previous data is; undefined if there was no data or no copy was wanted
 */
export async function restoreDatabase(options: RestoreOptions): Promise<string | undefined> {
  const { address, file } = options;
  if (file.endsWith('.tar.gz')) {
    if (address.kind === 'server')
      throw new StartError(`${file} is a dump of the embedded database: restore it there.`);
    return restoreDump(address.directory, options);
  }
  return address.kind === 'embedded'
    ? restoreEmbedded(address.directory, options)
    : restoreServer(address.url, options);
}

async function restoreServer(url: string, options: RestoreOptions): Promise<string | undefined> {
  await verifyBackup(options.file, options.migrations);
  const server = await connectServer(url, options.log);
  try {
    return await server.withSession(async (session) => {
      await refuseRunningBot(session);
      const copy = await copyFirst(session, options);
      try {
        await replaceData(session, options, []);
      } catch (error) {
        // Nothing was replaced, so the copy is useless, and it holds members' texts.
        if (copy !== undefined) await rm(copy, { force: true });
        throw error;
      }
      return copy;
    });
  } finally {
    await server.close();
  }
}

/** Writes a server's data to a file that can be restored like any backup. */
async function copyFirst(session: SqlSession, { file, copy }: RestoreOptions): Promise<string | undefined> {
  if (copy === false || (await listTables(session)).length === 0) return undefined;
  const now = new Date().toISOString().replaceAll(':', '-');
  const target = copy ?? join(dirname(file), `before-restore-${now}.backup`);
  try {
    await writeBackup(session, createWriteStream(target, { mode: 0o600, flush: true, flags: 'wx' }));
    return target;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EEXIST') await rm(target, { force: true });
    throw new StartError(
      `What the database holds now could not be copied to ${target}: ${error instanceof Error ? error.message : error}. Nothing was changed. Name another file with "--copy FILE", or give up what is there with "--no-copy".`,
      { cause: error },
    );
  }
}

async function restoreEmbedded(directory: string, options: RestoreOptions): Promise<string | undefined> {
  // Before anything is moved, so that a file that cannot be restored changes nothing.
  await verifyBackup(options.file, options.migrations);
  let old: string | undefined;
  const { pglite, lock } = await openDirectory(directory).catch(async (error: unknown) => {
    if (!(error instanceof DatabaseDamaged)) throw error;
    old = await setAside(directory);
    return openDirectory(directory);
  });
  try {
    if (old === undefined && options.copy !== false) old = await dumpOpen(pglite, directory);
    await replaceData(embeddedSession(pglite), options, await readJournal(directory));
    return old;
  } finally {
    await pglite.close();
    lock.release();
  }
}

async function restoreDump(directory: string, { file }: RestoreOptions): Promise<string> {
  await prepareDirectory(directory);
  const lock = lockDirectory(directory);
  const restored = join(directory, 'cluster.new-restored');
  try {
    const dump = await readDump(file).catch((error: unknown) => {
      throw new StartError(`${file} cannot be read as a dump: ${error}. Nothing was changed.`, { cause: error });
    });
    await rm(restored, { recursive: true, force: true });
    const pglite = await openPglite({ dataDir: restored, loadDataDir: dump });
    try {
      const session = embeddedSession(pglite);
      const journal = await readJournal(directory);
      // A dump from before the first erasure may lack the table; it then has no erasures.
      const [table] = await session.query(`SELECT to_regclass('"Erasure"')::text AS "name"`);
      if (table?.name !== null) await addPendingErasures(session, journal);
    } finally {
      await pglite.close();
    }
    const old = await setAside(directory);
    await rename(restored, clusterOf(directory));
    return old;
  } finally {
    lock.release();
  }
}

/**
 * Moves the database files out of the way, deleting those set aside earlier; these expire with today's dumps. Returns their path.
 */
async function setAside(directory: string): Promise<string> {
  const target = setAsideOf(directory);
  await rm(target, { recursive: true, force: true });
  await rename(clusterOf(directory), target).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
  return target;
}

async function replaceData(
  session: SqlSession,
  { file, migrations, sealer }: RestoreOptions,
  journal: readonly Erasure[],
): Promise<void> {
  const header = await verifyBackup(file, migrations);
  const from = Date.parse(header.createdAt) - CLOCK_MARGIN;
  await session.transaction(async (tx) => {
    await refuseRunningBot(tx);
    // A journal line is written before its erasure happens, so an old line without confirmation is ignored.
    const known = [...journal.filter(({ erasedAt }) => erasedAt.getTime() >= from), ...(await readErasures(tx))];
    const hashKey = await readHashKey(tx);
    await loadBackup(tx, { file, header, migrations });
    // A backup from before the first erasure has no key to hash with; without this one, the hashes could not be matched to
    // people.
    if (hashKey !== undefined) await keepHashKey(tx, hashKey);
    await addPendingErasures(tx, known);
    // The backup's record of its keys may be older than later findings about them.
    await tx.query('UPDATE "DataKey" SET "checkedAt" = NULL');
    await checkDataKeys(tx, sealer);
  });
}

async function readErasures(tx: SqlSession): Promise<Erasure[]> {
  const [table] = await tx.query(`SELECT to_regclass('"Erasure"')::text AS "name"`);
  if (table?.name === null) return [];
  const rows = await tx.query(
    'SELECT "personHash", (extract(epoch FROM "erasedAt") * 1000)::float8 AS "ms" FROM "Erasure"',
  );
  return rows.map((row) => ({ personHash: String(row.personHash), erasedAt: new Date(Number(row.ms)) }));
}
