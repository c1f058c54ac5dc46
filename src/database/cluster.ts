import { execFile } from 'node:child_process';
import { access, constants, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PGlite } from '@electric-sql/pglite';
import { StartError } from '../operations/start-error.ts';
import { copyClusterImage } from './cluster-image.ts';
import { clusterOf, listDumps } from './dumps.ts';
import { openPglite } from './embedded-settings.ts';

/** PostgreSQL cannot read the files of the embedded database. */
export class DatabaseDamaged extends StartError {}

/** PostgreSQL's major version inside PGlite; it cannot read the files of another one. */
const MAJOR_VERSION = '18';

const createScript = fileURLToPath(new URL('./create-cluster.ts', import.meta.url));
const UNFINISHED = 'cluster.new-';

/** Creates the data directory if necessary. Throws a StartError if it is not writable. */
export async function prepareDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(directory, error);
  }
}

/** A StartError for a directory in which `error` happened. */
export function unwritable(directory: string, error: unknown): StartError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason =
    code === 'EROFS'
      ? 'its file system is read-only'
      : code === 'EACCES' || code === 'EPERM'
        ? 'this user may not write there'
        : code === 'ENOSPC'
          ? 'the disk is full'
          : code === 'EEXIST' || code === 'ENOTDIR'
            ? 'there is a file in its place'
            : error instanceof Error
              ? error.message
              : String(error);
  return new StartError(
    `The data directory ${directory} cannot be used: ${reason}. Put that right, or name another one with DATABASE_URL=file:DIRECTORY.`,
    { cause: error },
  );
}

/** Opens the database cluster of a locked data directory, creating it if there is none. */
export async function openCluster(directory: string): Promise<PGlite> {
  const cluster = clusterOf(directory);
  await removeUnfinished(directory);
  const isNew = (await readdir(cluster).catch(() => [])).length === 0;
  if (isNew) await createCluster(directory);
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch((error: unknown) => error);
  if (typeof version !== 'string') throw await damaged(directory, version);
  if (version.trim() !== MAJOR_VERSION) {
    throw new StartError(
      `The files in ${directory} were written by PostgreSQL ${version.trim()}; this version of the bot comes with PostgreSQL ${MAJOR_VERSION}. Make a backup with the version of the bot that wrote them ("npm run backup -- FILE"), move the directory away and restore the backup with this one ("npm run restore -- FILE").`,
    );
  }
  const complaints: string[] = [];
  try {
    return await openPglite({ dataDir: cluster, onStderr: (line) => complaints.push(line) > 0 });
  } catch (error) {
    throw await damaged(directory, error, complaints);
  }
}

/** The error for files that PostgreSQL cannot read: names the newest dump and how to restore it. */
export async function damaged(
  directory: string,
  error: unknown,
  complaints: readonly string[] = [],
): Promise<DatabaseDamaged> {
  const said = complaints.findLast((line) => /FATAL|PANIC|ERROR/.test(line));
  const reason = (said ?? (error instanceof Error ? error.message : String(error))).replace(
    /^.*?(FATAL|PANIC|ERROR):\s*/,
    '',
  );
  const [newest] = await listDumps(directory);
  const remedy =
    newest === undefined
      ? `There is no dump of it. Restore a backup with "npm run restore -- FILE", or move ${clusterOf(directory)} away to begin anew.`
      : `The newest dump is of ${newest.madeAt.toISOString()}. Restore it with: npm run restore -- ${newest.file}`;
  return new DatabaseDamaged(`The embedded database in ${directory} is damaged (${reason.trim()}). ${remedy}`, {
    cause: error,
  });
}

/** Whether a database error means that its files are damaged, rather than that a statement was wrong. */
export function isDamage(error: unknown): boolean {
  // A trap of the WebAssembly module; its class is missing from Node's types.
  if (error instanceof Error && error.name === 'RuntimeError') return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(XX|58)[0-9A-Z]{3}$/.test(code);
}

async function createCluster(directory: string): Promise<void> {
  const target = join(directory, `${UNFINISHED}${process.pid}`);
  await mkdir(target, { mode: 0o700 });
  try {
    if (!(await copyClusterImage(target))) await promisify(execFile)(process.execPath, [createScript, target]);
    await rename(target, clusterOf(directory));
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : '';
    throw new StartError(
      `The embedded database could not be created in ${directory}: ${said || String(error)}. Check that the disk has 100 MB and the machine 1 GB of memory free.`,
      { cause: error },
    );
  }
}

async function removeUnfinished(directory: string): Promise<void> {
  const names = await readdir(directory);
  const stale = names.filter((name) => name.startsWith(UNFINISHED));
  await Promise.all(stale.map((name) => rm(join(directory, name), { recursive: true, force: true })));
}
