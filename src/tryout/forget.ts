import type { Database } from '../database/database.ts';

/** Tables that tell how the database is to be read, and not what happened in it. */
const KEPT = ['_prisma_migrations', 'DataKey', 'Secret', 'LastBackup'];

/** Deletes all that the bot knows of anybody. Only while nothing uses the database. */
export async function forgetEverything({ withSession, memory }: Database): Promise<void> {
  await withSession(async (session) => {
    const rows = await session.query(
      `SELECT format('%I', relname) AS name FROM pg_class
       WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
       AND relname NOT IN (${KEPT.map((table) => `'${table}'`).join()}) ORDER BY 1`,
    );
    await session.exec(`TRUNCATE ${rows.map(({ name }) => String(name)).join()} CASCADE`);
  });
  memory.clear();
}
