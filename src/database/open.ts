import { parseDatabaseUrl } from './address.ts';
import type { Database, DatabaseLog } from './database.ts';
import { type Migration, readMigrations } from './migrations.ts';
import { createSealer } from './sealing.ts';

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
