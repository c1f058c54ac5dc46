import type { Logger } from 'pino';
import type { Db, Tx } from './client.ts';
import type { Sealer } from './sealing.ts';
import type { SqlSession } from './sql-session.ts';

export type DatabaseLog = Pick<Logger, 'info' | 'warn' | 'error'>;

/** An open and migrated database. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  /** Prisma's client. Inside `$transaction` it refuses every call: use the client of the transaction. */
  readonly db: Db;
  /** Encrypts and decrypts members' free text with the keys it was opened with. */
  readonly sealer: Sealer;
  /** Runs `work` on one session in plain SQL, for what stands below Prisma. */
  withSession<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  /** Notes, in the transaction that erases a person, that it did: restoring an older backup then does it again. */
  recordErasure(tx: Tx, personId: string, erasedAt: Date): Promise<void>;
  /** Frees the room of what was just deleted, where that was much; left out where the database does so by itself. */
  tidyUp?(): Promise<void>;
  /** Closes connections, writes the embedded database's last dump and releases its directory. Safe to call twice. */
  close(): Promise<void>;
}
