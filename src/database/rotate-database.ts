import { parseDatabaseUrl } from './address.ts';
import type { DatabaseLog } from './database.ts';
import type { Migration } from './migrations.ts';
import { openDatabase } from './open.ts';
import { type Rotation, rotateKeys } from './rotate-keys.ts';
import { refuseRunningBot } from './running-bot.ts';
import { connectServer } from './server.ts';
import type { SqlSession } from './sql-session.ts';

export interface RotateOptions {
  readonly url: string;
  /** Keys of DATA_KEY; the first is the one to encrypt with. */
  readonly dataKeys: readonly Uint8Array[];
  /** Ids of permanently lost keys. */
  readonly lostKeys: readonly string[];
  readonly log: DatabaseLog;
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the database and encrypts every text with the first key. Throws a StartError while a bot is running: it could not read
 * the re-encrypted texts, and would go on writing with its own key.
 */
export async function rotateDatabase(options: RotateOptions): Promise<Rotation> {
  const address = parseDatabaseUrl(options.url);
  if (address.kind === 'server') {
    // Checked before opening it as a bot does, which would migrate it under a running one.
    const server = await connectServer(address.url, options.log);
    await server.withSession((session) => refuseRunningBot(session)).finally(() => server.close());
  }
  const database = await openDatabase(options);
  try {
    const refuse = (session: SqlSession) => refuseRunningBot(session, database.applicationName);
    return await database.withSession((session) => rotateKeys(session, database.sealer, refuse));
  } finally {
    await database.close();
  }
}
