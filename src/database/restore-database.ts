import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../operations/start-error.ts';
import type { DatabaseAddress } from './address.ts';
import { DatabaseDamaged, prepareDirectory } from './cluster.ts';
import { checkDataKeys } from './data-keys.ts';
import type { DatabaseLog } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { clusterOf, dumpOpen, readDump } from './dumps.ts';
import { openDirectory } from './embedded.ts';
import { openPglite } from './embedded-settings.ts';
import { addPendingErasures, type Erasure, readJournal } from './erasures.ts';
import type { Migration } from './migrations.ts';
import { loadBackup, verifyBackup } from './restore.ts';
import type { Sealer } from './sealing.ts';
import { botApplicationName, connectServer } from './server.ts';
import { embeddedSession, type SqlSession } from './sql-session.ts';

export interface RestoreOptions {
  readonly address: DatabaseAddress;
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly sealer: Sealer;
  readonly log: DatabaseLog;
}

/**
 * Replaces the data with that of a backup, or, in the embedded database, of a crash dump. Either all of it is replaced
 * or nothing. Erasures made since are noted; open the database afterwards and call `reapplyErasures`. Throws a
 * StartError when the file, the directory or the server is at fault, or while a bot is running.
 */
export async function restoreDatabase(options: RestoreOptions): Promise<void> {
  const { address, file } = options;
  if (file.endsWith('.tar.gz')) {
    if (address.kind === 'server')
      throw new StartError(`${file} is a dump of the embedded database: restore it there.`);
    await restoreDump(address.directory, options);
  } else if (address.kind === 'embedded') await restoreEmbedded(address.directory, options);
  else await restoreServer(address.url, options);
}

async function restoreServer(url: string, options: RestoreOptions): Promise<void> {
  const server = await connectServer(url, options.log);
  try {
    await server.withSession((session) => replaceData(session, options, []));
  } finally {
    await server.close();
  }
}

async function restoreEmbedded(directory: string, options: RestoreOptions): Promise<void> {
  // Before anything is moved: a file that cannot be restored changes nothing.
  await verifyBackup(options.file, options.migrations);
  const { pglite, lock } = await openDirectory(directory).catch(async (error: unknown) => {
    if (!(error instanceof DatabaseDamaged)) throw error;
    await setAside(directory);
    return openDirectory(directory);
  });
  try {
    await dumpOpen(pglite, directory);
    await replaceData(embeddedSession(pglite), options, await readJournal(directory));
  } finally {
    await pglite.close();
    lock.release();
  }
}

async function restoreDump(directory: string, { file, log }: RestoreOptions): Promise<void> {
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
      // A dump of before the first erasure may lack the table, and then nobody had been erased.
      const [table] = await session.query(`SELECT to_regclass('"Erasure"')::text AS "name"`);
      if (table?.name !== null) await addPendingErasures(session, journal);
    } finally {
      await pglite.close();
    }
    const old = await setAside(directory);
    await rename(restored, clusterOf(directory));
    log.info({ old }, 'The earlier files were set aside');
  } finally {
    lock.release();
  }
}

/** Moves the files of the database out of the way; those set aside earlier go. Returns where they are. */
async function setAside(directory: string): Promise<string> {
  const target = join(directory, 'cluster.before-restore');
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
  await session.transaction(async (tx) => {
    await refuseRunningBot(tx);
    const known = [...journal, ...(await readErasures(tx))];
    await loadBackup(tx, { file, header, migrations });
    await addPendingErasures(
      tx,
      known.filter(({ erasedAt }) => erasedAt.toISOString() >= header.createdAt),
    );
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

/** A running bot's connections carry its name; on the embedded database the lock has refused already. */
async function refuseRunningBot(tx: SqlSession): Promise<void> {
  const others = await tx.query(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = $1 AND pid <> pg_backend_pid()`,
    [botApplicationName],
  );
  if (others.length > 0) throw new StartError('A bot is running on this database. Stop it first.');
}
