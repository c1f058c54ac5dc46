import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeBackup } from './backup.ts';
import type { DatabaseLog } from './database.ts';
import { recordBackup } from './last-backup.ts';
import type { SqlSession } from './sql-session.ts';

/** Milliseconds after which a stalled reader is dropped, since the database waits for it. */
const PATIENCE = 10_000;
/** Maximum length of a socket path that every system accepts. */
const LONGEST_PATH = 100;

export interface BackupSocket {
  close(): Promise<void>;
}

/**
 * Lets `npm run backup` ask the process that holds the embedded database: every connection to the socket in the data directory is
 * sent a backup. Only the user who owns the directory can connect.
 */
export async function serveBackups(directory: string, session: SqlSession, log: DatabaseLog): Promise<BackupSocket> {
  const path = socketOf(directory);
  const open = new Set<Socket>();
  // Half open: the reader sends nothing and closes its side once it has everything.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.resume();
    // `writeBackup` reports a reader that disconnects; without a listener the error would end the process.
    socket.on('error', () => undefined);
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('The reader of the backup takes nothing')));
    socket.on('close', () => open.delete(socket));
    const at = new Date();
    writeBackup(session, socket).then(
      async (rows) => {
        log.info({ rows }, 'Sent a backup');
        await recordBackup(session, at, log);
      },
      (error: unknown) => log.error({ err: error }, 'A backup failed'),
    );
  });
  // Left by a killed process: the lock on the directory guarantees that none is listening.
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

/** Asks the process that holds the directory for a backup. Rejects if it does not answer. */
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
