import { StartError } from '../operations/start-error.ts';
import type { SqlSession } from './sql-session.ts';

/** What to do about a pooler between the bot and the server. */
export const POOLER_ADVICE =
  'DATABASE_URL: A connection pooler gives each transaction another connection to the server (pool_mode = transaction), so that ' +
  'no lock stays with the process that took it, and two processes would serve the same communities. Use the pooler’s session ' +
  'mode (pool_mode = session, or its port for it), or the address of the server itself.';

/**
 * Refuses a pooler that shares server connections between sessions, as PgBouncer does in transaction mode: while a second session
 * holds a transaction, the first must still be on its own connection.
 *
 * @throws StartError
 */
export async function refuseSharedSessions(
  withSession: <T>(work: (session: SqlSession) => Promise<T>) => Promise<T>,
): Promise<void> {
  const shared = await withSession(async (first) => {
    const before = await backendOf(first);
    return withSession(async (second) => {
      try {
        return await second.transaction(async (held) => {
          const other = await backendOf(held);
          return other === before || (await backendOf(first)) !== before;
        });
      } catch (error) {
        // PgBouncer in statement mode refuses transactions.
        if (error instanceof Error && /transaction blocks not allowed/i.test(error.message)) return true;
        throw error;
      }
    });
  });
  if (shared) throw new StartError(POOLER_ADVICE);
}

async function backendOf(session: Pick<SqlSession, 'query'>): Promise<number> {
  const [row] = await session.query('SELECT pg_backend_pid() AS pid');
  return Number(row?.pid);
}
