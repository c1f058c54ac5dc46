import { StartError } from '../operations/start-error.ts';
import type { SqlSession } from './sql-session.ts';

/** Application name of a bot's connections in `pg_stat_activity`. */
export const BOT_APPLICATION_NAME = 'granica';

/**
 * Throws a StartError while a bot is connected to the server's database, recognised by the name of its connections. On the
 * embedded database the directory lock already refuses, so this finds none.
 */
export async function refuseRunningBot(session: SqlSession): Promise<void> {
  const others = await session.query(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = $1 AND pid <> pg_backend_pid()`,
    [BOT_APPLICATION_NAME],
  );
  if (others.length > 0) throw new StartError('A bot is running on this database. Stop it first.');
}
