import { parseDatabaseUrl } from './address.ts';
import type { DatabaseLog } from './database.ts';
import type { Migration } from './migrations.ts';
import { openDatabase } from './open.ts';
import { type Rotation, rotateKeys } from './rotate-keys.ts';
import { refuseRunningBot } from './running-bot.ts';
import { connectServer } from './server.ts';

export interface RotateOptions {
  readonly url: string;
  /** Keys of DATA_KEY: the first is the one to encrypt with. */
  readonly dataKeys: readonly Uint8Array[];
  /** Ids of keys that are lost for good. */
  readonly lostKeys: readonly string[];
  readonly log: DatabaseLog;
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the database and encrypts every text with the first key. Throws a StartError while a bot runs on it: that bot would
 * not be able to read what is encrypted anew, and would go on writing with its own key.
 */
export async function rotateDatabase(options: RotateOptions): Promise<Rotation> {
  const address = parseDatabaseUrl(options.url);
  if (address.kind === 'server') {
    // Before the database is opened as a bot does: nothing is migrated under one that runs.
    const server = await connectServer(address.url, options.log);
    await server.withSession(refuseRunningBot).finally(() => server.close());
  }
  const database = await openDatabase(options);
  try {
    return await database.withSession((session) => rotateKeys(session, database.sealer, refuseRunningBot));
  } finally {
    await database.close();
  }
}
