import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { StartError } from '../operations/start-error.ts';
import type { DatabaseAddress } from './address.ts';
import { writeBackup } from './backup.ts';
import { requestBackup } from './backup-socket.ts';
import type { DatabaseLog } from './database.ts';
import { DirectoryInUse } from './directory-lock.ts';
import { clusterOf } from './dumps.ts';
import { openDirectory } from './embedded.ts';
import { readMigrations } from './migrations.ts';
import { verifyBackup } from './restore.ts';
import { connectServer } from './server.ts';
import { embeddedSession } from './sql-session.ts';

/**
 * Writes a backup to `file`, which is replaced only by a complete one that can be read back. If a bot holds the embedded
 * database, the bot writes it. Throws a StartError if there is no database or it cannot be reached.
 */
export async function backUpDatabase(address: DatabaseAddress, file: string, log: DatabaseLog): Promise<void> {
  const partial = `${file}.partial`;
  try {
    if (address.kind === 'server') await backUpServer(address.url, partial, log);
    else await backUpEmbedded(address.directory, partial);
    await verifyBackup(partial, await readMigrations());
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    const code = error instanceof Error && 'syscall' in error && 'code' in error ? error.code : undefined;
    if (code === undefined) throw error;
    throw new StartError(`The backup could not be written to ${file}: ${String(error)}`, { cause: error });
  }
}

const destination = (file: string) => createWriteStream(file, { mode: 0o600, flush: true });

async function backUpServer(url: string, file: string, log: DatabaseLog): Promise<void> {
  const server = await connectServer(url, log);
  try {
    await server.withSession((session) => writeBackup(session, destination(file)));
  } finally {
    await server.close();
  }
}

async function backUpEmbedded(directory: string, file: string): Promise<void> {
  if (!existsSync(clusterOf(directory))) throw new StartError(`There is no database in ${directory}.`);
  const opened = await openDirectory(directory).catch((error: unknown) => {
    if (error instanceof DirectoryInUse) return undefined;
    throw error;
  });
  if (opened === undefined) return requestBackup(directory, file);
  try {
    await writeBackup(embeddedSession(opened.pglite), destination(file));
  } finally {
    await opened.pglite.close();
    opened.lock.release();
  }
}
