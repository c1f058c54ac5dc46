import { StartError } from '../operations/start-error.ts';
import type { SqlSession } from './sql-session.ts';

/** Application name of the connection with a bot's locks in `pg_stat_activity`, and of all connections in earlier versions. */
export const BOT_APPLICATION_NAME = 'granica';

/** Application name of a process's other connections, by which processes tell theirs from those of others. */
export const applicationNameOf = (process: string): string => `${BOT_APPLICATION_NAME} ${process}`;

/**
 * Throws a StartError while a bot is connected to the server's database, recognised by the name of its connections. On the
 * embedded database the directory lock already refuses, so this finds none.
 *
 * @param own name of the caller's own connections, if it has opened the database as a bot does
 */
export async function refuseRunningBot(session: SqlSession, own = ''): Promise<void> {
  const others = await session.query(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND (application_name = $1 OR application_name LIKE $1 || ' %')
       AND application_name <> $2 AND pid <> pg_backend_pid()`,
    [BOT_APPLICATION_NAME, own],
  );
  if (others.length > 0) throw new StartError('A bot is running on this database. Stop it first.');
}
