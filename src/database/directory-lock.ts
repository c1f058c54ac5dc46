import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../operations/start-error.ts';

export interface DirectoryLock {
  release(): void;
}

/** Another process holds the data directory. */
export class DirectoryInUse extends StartError {}

/** SQLite's result codes, the low byte of `errcode`. */
const SQLITE_BUSY = 5;

/**
 * Locks the data directory for this process. Two processes in one embedded database silently lose rows, so the second one gets a
 * StartError.
 *
 * This is the operating system's own lock on a file, taken through SQLite, the only part of Node that uses one. The kernel drops
 * it however the process ends: there is no stale lock to take over, a reused process id cannot be mistaken for the owner, and two
 * containers that share a volume see each other.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const owner = join(directory, 'lock-owner.json');
  const database = new DatabaseSync(join(directory, 'lock'), { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new DirectoryInUse(inUse(directory, owner), { cause: error });
    throw new StartError(
      `The data directory ${directory} cannot be locked: ${error instanceof Error ? error.message : error}. Its file system must support file locks: use a local disk, or a PostgreSQL server through DATABASE_URL=postgresql://…`,
      { cause: error },
    );
  }
  // For people only: the next process names the owner in its message.
  writeFileSync(owner, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() }));
  return {
    release: () => {
      if (database.isOpen) database.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === SQLITE_BUSY
  );
}

function inUse(directory: string, ownerFile: string): string {
  return `The data directory ${directory} is in use by another running process${describeOwner(ownerFile)}. Stop that one first, or give this one a directory of its own through DATABASE_URL=file:DIRECTORY.`;
}

function describeOwner(file: string): string {
  try {
    const owner: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof owner !== 'object' || owner === null || !('pid' in owner && 'host' in owner && 'since' in owner))
      return '';
    return ` (process ${owner.pid} on ${owner.host}, since ${owner.since})`;
  } catch {
    return '';
  }
}
