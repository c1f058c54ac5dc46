import type { Logger } from 'pino';
import { parseDatabaseUrl } from './address.ts';
import type { Db, Tx } from './client.ts';
import { type Migration, readMigrations } from './migrations.ts';
import { createSealer, type Sealer } from './sealing.ts';
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
  /** Closes connections, writes the embedded database's last dump and releases its directory. Safe to call twice. */
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** `file:DIRECTORY` or `postgresql://…`. */
  readonly url: string;
  readonly log: DatabaseLog;
  /** Keys of DATA_KEY: the first encrypts, all decrypt. Without any, texts are stored as they are. */
  readonly dataKeys?: readonly Uint8Array[];
  /** Ids of keys that are lost for good: their texts cannot be read, and the start goes on without them. */
  readonly lostKeys?: readonly string[];
  /** The migrations to apply; those of `prisma/migrations` unless a test brings its own. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the database and brings it up to date. Throws a StartError whose message says what to do when the address, the
 * directory, the server, a migration or a missing key is at fault.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const address = parseDatabaseUrl(options.url);
  const shared = {
    log: options.log,
    migrations: options.migrations ?? (await readMigrations()),
    sealer: createSealer(options.dataKeys ?? []),
    ...(options.lostKeys ? { lostKeys: options.lostKeys } : {}),
  };
  // Each brings a database engine or driver with it: only the one that is used is loaded.
  if (address.kind === 'embedded') {
    const { openEmbedded } = await import('./embedded.ts');
    return openEmbedded({ directory: address.directory, ...shared });
  }
  const { openServer } = await import('./server.ts');
  return openServer({ url: address.url, ...shared });
}
