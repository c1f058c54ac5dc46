import type { Logger } from 'pino';
import type { Db, Tx } from './client.ts';
import type { Late } from './late.ts';
import type { LockSession, LockSessionOptions } from './lock-session.ts';
import type { Memory } from './memory.ts';
import type { Sealer } from './sealing.ts';
import type { SqlSession } from './sql-session.ts';
import type { Traffic } from './traffic.ts';

export type DatabaseLog = Pick<Logger, 'info' | 'warn' | 'error'>;

/** An open and migrated database. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  /** Name of its connections at a server; undefined on the embedded database. */
  readonly applicationName?: string;
  /** Prisma's client. Inside `$transaction` it refuses every call: use the client of the transaction. */
  readonly db: Db;
  /** What was read and not written since, by this process or, as far as was heard, by others. */
  readonly memory: Memory;
  /** Waits until what any process has written before the call has been noticed; absent if no other process can write. */
  catchUp?(): Promise<void>;
  /** What is written a moment later, together. */
  readonly late: Late;
  /** Its statements and connections, for the metrics. */
  readonly traffic: Traffic;
  /** Encrypts and decrypts members' free text with the keys given at opening. */
  readonly sealer: Sealer;
  /** Runs `work` in one plain SQL session, for code below Prisma. */
  withSession<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  /** Opens a session for locks between processes; absent on the embedded database, which has one process only. */
  openLockSession?(options: LockSessionOptions): Promise<LockSession>;
  /** Records a person's erasure, in the transaction that erases them, so that it is repeated after restoring an older backup. */
  recordErasure(tx: Tx, personId: string, erasedAt: Date): Promise<void>;
  /**
   * Whether another process has an interaction; see `Effects`. Absent if no other process can use the database.
   */
  handledElsewhere?(interactionId: string): Promise<boolean>;
  /** Frees the space of recently deleted data if there is much of it; absent if the database does so itself. */
  tidyUp?(): Promise<void>;
  /** Closes connections, writes the embedded database's last dump and releases its directory. Safe to call twice. */
  close(): Promise<void>;
}
