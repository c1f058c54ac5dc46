import pg from 'pg';
import type { Db } from '../../src/database/client.ts';
import type { Database } from '../../src/database/database.ts';

/** What the database has had to do. */
export interface Load {
  /** Statements that were sent to the server, those that begin and end transactions included; undefined for the embedded database. */
  readonly statements: number | undefined;
  /** Bytes. */
  readonly databaseSize: number;
}

/** Counts the statements that this process sends to a server from now on. */
export function countStatements(): () => number {
  const { prototype } = pg.Client;
  const query: unknown = prototype.query;
  let count = 0;
  Reflect.set(prototype, 'query', function counted(this: unknown, ...args: unknown[]): unknown {
    count += 1;
    return typeof query === 'function' ? Reflect.apply(query, this, args) : undefined;
  });
  return () => count;
}

export async function sizeOf({ withSession }: Database): Promise<number> {
  const [row] = await withSession((session) => session.query('SELECT pg_database_size(current_database()) AS size'));
  return Number(row?.size);
}

/** Whether at least so many steps are due and wait to be claimed. */
export async function hasBacklog(db: Db, at: Date, least: number): Promise<boolean> {
  const [row] = await db.$queryRaw<{ waiting: bigint }[]>`
    SELECT count(*) AS waiting FROM (
      SELECT 1 FROM "OutboxStep" WHERE state = 'pending' AND "nextAt" <= ${at} LIMIT ${least}) AS due`;
  return Number(row?.waiting) >= least;
}
