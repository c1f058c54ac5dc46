import type { DatabaseLog } from '../database/database.ts';
import { sayDatabaseFailure } from '../database/failure-words.ts';

/** Database log of the repository's commands: warnings only, on stderr. */
export const toolLog: DatabaseLog = {
  info: () => undefined,
  warn: (...message: unknown[]) => console.error(message.at(-1)),
  error: (...message: unknown[]) => console.error(message.at(-1)),
};

/** Runs a command. Errors that a person can fix are printed plainly, all others are bugs; both exit with code 1. */
export async function runTool(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(sayDatabaseFailure(error) ?? error);
    process.exitCode = 1;
  }
}
