import { parseDatabaseUrl } from './address.ts';
import type { Database, DatabaseLog } from './database.ts';
import { type Migration, readMigrations } from './migrations.ts';
import { createSealer } from './sealing.ts';

export interface OpenDatabaseOptions {
  /** `file:DIRECTORY` or `postgresql://…`. */
  readonly url: string;
  readonly log: DatabaseLog;
  /** Keys of DATA_KEY: the first encrypts, all decrypt. Without any, texts are stored unencrypted. */
  readonly dataKeys?: readonly Uint8Array[];
  /** Ids of permanently lost keys: their texts cannot be read, and the start goes on without them. */
  readonly lostKeys?: readonly string[];
  /** The migrations to apply; those of `prisma/migrations` unless a test brings its own. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the database and migrates it. Throws a StartError whose message says what to do if the address, the directory, the
 * server, a migration or a missing key is at fault.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const address = parseDatabaseUrl(options.url);
  const shared = {
    log: options.log,
    migrations: options.migrations ?? (await readMigrations()),
    sealer: createSealer(options.dataKeys ?? []),
    ...(options.lostKeys ? { lostKeys: options.lostKeys } : {}),
  };
  // Each brings a database engine or driver, so only the needed one is loaded.
  if (address.kind === 'embedded') {
    const { openEmbedded } = await import('./embedded.ts');
    return openEmbedded({ directory: address.directory, ...shared });
  }
  const { openServer } = await import('./server.ts');
  return openServer({ url: address.url, ...shared });
}
