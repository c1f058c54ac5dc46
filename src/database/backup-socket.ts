import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeBackup } from './backup.ts';
import type { DatabaseLog } from './database.ts';
import type { SqlSession } from './sql-session.ts';

/** Milliseconds after which a reader that takes nothing is dropped, as the database waits for it. */
const PATIENCE = 10_000;
/** Longest path of a socket that every system takes. */
const LONGEST_PATH = 100;

export interface BackupSocket {
  close(): Promise<void>;
}

/**
 * Lets `npm run backup` ask the process that holds the embedded database: whoever connects to the socket in the data
 * directory is sent a backup. Only the user who owns the directory can.
 */
export async function serveBackups(directory: string, session: SqlSession, log: DatabaseLog): Promise<BackupSocket> {
  const path = socketOf(directory);
  const open = new Set<Socket>();
  // Half open: the reader says nothing and closes its side when it has everything.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.resume();
    // A reader that goes away is reported by `writeBackup`; without a listener it would end the process.
    socket.on('error', () => undefined);
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('The reader of the backup takes nothing')));
    socket.on('close', () => open.delete(socket));
    writeBackup(session, socket).then(
      (rows) => log.info({ rows }, 'Sent a backup'),
      (error: unknown) => log.error({ err: error }, 'A backup failed'),
    );
  });
  // Left behind by a process that was killed; the lock on the directory says that nobody listens there.
  if (platform() !== 'win32') await rm(path, { force: true });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(path, done));
  if (platform() !== 'win32') await chmod(path, 0o600);
  server.unref();
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** Asks the process that holds the directory for a backup. Rejects when it does not answer. */
export async function requestBackup(directory: string, file: string): Promise<void> {
  const socket = connect(socketOf(directory));
  await pipeline(socket, createWriteStream(file, { mode: 0o600, flush: true }));
}

function socketOf(directory: string): string {
  const name = createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 16);
  if (platform() === 'win32') return `\\\\.\\pipe\\granica-${name}`;
  const path = join(directory, 'backup.sock');
  return Buffer.byteLength(path) <= LONGEST_PATH ? path : join(tmpdir(), `granica-${name}.sock`);
}
