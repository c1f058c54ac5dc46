import { createWriteStream } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gunzip } from 'node:zlib';
import type { PGlite } from '@electric-sql/pglite';
import { tarOfDirectory } from './tar.ts';

/**
 * Crash dumps of the embedded database: its files, compressed, in `dumps/` of the data directory. They are for recovery when
 * those files are damaged (the database does not wait for the disk, so a power failure may do that); `npm run backup` is for
 * keeping or moving data.
 */
export interface Dump {
  readonly file: string;
  readonly madeAt: Date;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Maximum age of a dump: after this, data that a member deleted is gone from the last one. */
const LONGEST_KEPT = 7 * DAY;

const NAME_PATTERN = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.tar\.gz$/;

export const clusterOf = (directory: string): string => join(directory, 'cluster');
/** Where a restore moves the files that it replaces. */
export const setAsideOf = (directory: string): string => join(directory, 'cluster.before-restore');
export const dumpsOf = (directory: string): string => join(directory, 'dumps');

/** The dumps of a data directory, newest first. */
export async function listDumps(directory: string): Promise<Dump[]> {
  const names = await readdir(dumpsOf(directory)).catch(() => []);
  return names
    .flatMap((name) => {
      const match = NAME_PATTERN.exec(name);
      return match === null
        ? []
        : [{ file: join(dumpsOf(directory), name), madeAt: new Date(`${match[1]}:${match[2]}:${match[3]}`) }];
    })
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
}

/**
 * Dumps the open database. Queries wait only while its files (some 25 MB) are copied; packing and compressing happen afterwards,
 * in pieces and on Node's thread pool, so that neither the event loop nor memory is strained.
 */
export async function dumpOpen(pglite: PGlite, directory: string): Promise<string> {
  const copy = await scratchOf(directory);
  try {
    await pglite.exec('CHECKPOINT');
    // Between two statements the files look as after a killed process, from which PostgreSQL recovers.
    await pglite.runExclusive(() => cp(clusterOf(directory), copy, { recursive: true }));
    return await pack(copy, directory);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Dumps the files of a closed database. */
export async function dumpClosed(directory: string): Promise<string> {
  await mkdir(dumpsOf(directory), { recursive: true, mode: 0o700 });
  return pack(clusterOf(directory), directory);
}

/** The archive of a dump, ready for PGlite's `loadDataDir`. */
export async function readDump(file: string): Promise<Blob> {
  const archive = await promisify(gunzip)(await readFile(file));
  return new Blob([new Uint8Array(archive)], { type: 'application/x-tar' });
}

async function scratchOf(directory: string): Promise<string> {
  const copy = join(dumpsOf(directory), 'copy');
  await mkdir(dumpsOf(directory), { recursive: true, mode: 0o700 });
  await rm(copy, { recursive: true, force: true });
  return copy;
}

async function pack(cluster: string, directory: string): Promise<string> {
  const now = new Date();
  const file = join(dumpsOf(directory), `${now.toISOString().replaceAll(':', '-')}.tar.gz`);
  const partial = `${file}.partial`;
  await pipeline(
    Readable.from(tarOfDirectory(cluster)),
    createGzip({ level: 3 }),
    createWriteStream(partial, { mode: 0o600, flush: true }),
  );
  await rename(partial, file);
  await pruneDumps(directory, now);
  return file;
}

/**
 * Keeps all dumps of the last day and the last one of each day before, for at most 7 days; removes unfinished ones. Files set
 * aside by a restore contain deleted data just like dumps, and expire the same way.
 */
export async function pruneDumps(directory: string, now: Date): Promise<void> {
  const dumps = await listDumps(directory);
  const days = new Set<string>();
  const doomed = dumps.filter(({ madeAt }) => {
    const age = now.getTime() - madeAt.getTime();
    if (age < DAY) return false;
    const date = madeAt.toISOString().slice(0, 10);
    const superseded = days.has(date);
    days.add(date);
    return superseded || age > LONGEST_KEPT;
  });
  const names = await readdir(dumpsOf(directory));
  const partial = names.filter((name) => name.endsWith('.partial')).map((name) => join(dumpsOf(directory), name));
  await Promise.all([...doomed.map(({ file }) => file), ...partial].map((file) => rm(file, { force: true })));
  // Renaming updates a directory's status time, so it tells when the files were set aside.
  const old = await stat(setAsideOf(directory)).catch(() => undefined);
  if (old && now.getTime() - old.ctimeMs > LONGEST_KEPT) {
    await rm(setAsideOf(directory), { recursive: true, force: true });
  }
}
