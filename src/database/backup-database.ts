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
import { recordBackup } from './last-backup.ts';
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
    if (address.kind === 'server') await backUpServer(address.url, { file, partial, log });
    else await backUpEmbedded(address.directory, { file, partial, log });
  } catch (error) {
    await rm(partial, { force: true });
    const code = error instanceof Error && 'syscall' in error && 'code' in error ? error.code : undefined;
    if (code === undefined) throw error;
    throw new StartError(`The backup could not be written to ${file}: ${String(error)}`, { cause: error });
  }
}

interface Target {
  readonly file: string;
  /** Name of the file until it is complete and was read back. */
  readonly partial: string;
  readonly log: DatabaseLog;
}

const destination = (file: string) => createWriteStream(file, { mode: 0o600, flush: true });

/** Puts a complete backup in its place; returns the instant whose data it holds. */
async function complete({ file, partial }: Target): Promise<Date> {
  const { createdAt } = await verifyBackup(partial, await readMigrations());
  await rename(partial, file);
  return new Date(createdAt);
}

async function backUpServer(url: string, target: Target): Promise<void> {
  const server = await connectServer(url, target.log);
  try {
    await server.withSession(async (session) => {
      await writeBackup(session, destination(target.partial));
      await recordBackup(session, await complete(target), target.log);
    });
  } finally {
    await server.close();
  }
}

async function backUpEmbedded(directory: string, target: Target): Promise<void> {
  if (!existsSync(clusterOf(directory))) throw new StartError(`There is no database in ${directory}.`);
  const opened = await openDirectory(directory).catch((error: unknown) => {
    if (error instanceof DirectoryInUse) return undefined;
    throw error;
  });
  if (opened === undefined) {
    // The bot records it.
    await requestBackup(directory, target.partial);
    return void (await complete(target));
  }
  try {
    const session = embeddedSession(opened.pglite);
    await writeBackup(session, destination(target.partial));
    await recordBackup(session, await complete(target), target.log);
  } finally {
    await opened.pglite.close();
    opened.lock.release();
  }
}
