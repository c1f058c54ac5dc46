import type { DatabaseLog } from './database.ts';
import type { SqlSession } from './sql-session.ts';

/**
 * Records that a backup of all data was completed, so that the bot can tell how old the last one is. Never throws: the backup is good
 * whether or not that can be recorded, for example by a user who may only read, or before the table exists.
 *
 * @param at the instant whose data it holds
 */
export async function recordBackup(session: SqlSession, at: Date, log: DatabaseLog): Promise<void> {
  try {
    await session.query(
      `INSERT INTO "LastBackup" ("id", "at") VALUES (1, $1::timestamptz)
       ON CONFLICT ("id") DO UPDATE SET "at" = greatest("LastBackup"."at", excluded."at")`,
      [at.toISOString()],
    );
  } catch (error) {
    log.warn({ err: error }, 'The backup is complete, but its time could not be recorded: metrics show an older one');
  }
}
