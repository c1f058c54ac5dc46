import { DatabaseAwayError, isDatabaseAway } from '../database/away.ts';
import type { Call, DatabaseReach } from './call.ts';

/** Waits for the database, but no longer than a person would. @throws DatabaseAwayError when time is up */
export async function withinTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new DatabaseAwayError(`The database gave no answer withinTime ${milliseconds} ms`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs a database query for an optional part of an answer: undefined while the database is away. The person is told once that
 * something was omitted. After the first failure nothing else in the same call waits for the database.
 */
export async function ifReachable<T>(
  { database }: { readonly database: DatabaseReach },
  work: () => Promise<T>,
): Promise<T | undefined> {
  if (!database.away) {
    try {
      return await withinTime(database.patience, work());
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      database.away = true;
    }
  }
  database.leftOut = true;
  return undefined;
}

/** Tells the person that something was omitted because the database is away. */
export function leftOutText({ t }: Pick<Call, 't'>): string {
  return `-# ${t('common:failures.leftOut')}`;
}
