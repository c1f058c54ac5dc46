import type { DatabaseLog } from '../database/database.ts';
import { sayDatabaseFailure } from '../database/failure-words.ts';

/** What the commands of the repository tell about the database: warnings only, on the error stream. */
export const toolLog: DatabaseLog = {
  info: () => undefined,
  warn: (...message: unknown[]) => console.error(message.at(-1)),
  error: (...message: unknown[]) => console.error(message.at(-1)),
};

/** Runs a command. What a person can put right is said plainly, everything else is a bug; both exit with code 1. */
export async function runTool(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(sayDatabaseFailure(error) ?? error);
    process.exitCode = 1;
  }
}
