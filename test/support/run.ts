import { accessSync, constants, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Linux’s file system in memory. */
const MEMORY = '/dev/shm';
/** Bytes that must be free there: a database on disk has some 30 MB, and a test of backups holds four of them and their dumps. */
const ROOM = 1024 ** 3;
const PREFIX = 'granica-tests-';

/**
 * What all files of a run share; Vitest calls it before the workers start, which inherit these variables.
 *
 * Temporary files lie in memory where there is room. An embedded database is some 1200 files, copied and deleted again for many
 * tests, and making files soon after as many were deleted is slow on ext4 (it looks for an inode that was not used lately).
 *
 * Processes that tests start load their modules as an earlier one compiled them.
 *
 * @returns what ends the run
 */
export function setup(): () => void {
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/granica/code/', import.meta.url));
  const folder = process.env.TMPDIR === undefined ? folderInMemory() : undefined;
  if (folder === undefined) return () => undefined;
  process.env.TMPDIR = folder;
  return () => {
    delete process.env.TMPDIR;
    rmSync(folder, { recursive: true, force: true });
  };
}

function folderInMemory(): string | undefined {
  if (!isWritable(MEMORY)) return undefined;
  removeForgotten();
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize < ROOM) return undefined;
  const folder = join(MEMORY, `${PREFIX}${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Memory is not freed by itself: takes away what a run that was killed has left there. */
function removeForgotten(): void {
  for (const name of readdirSync(MEMORY)) {
    if (!name.startsWith(PREFIX) || isAlive(Number(name.slice(PREFIX.length)))) continue;
    try {
      rmSync(join(MEMORY, name), { recursive: true, force: true });
    } catch {
      // Somebody else's.
    }
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
