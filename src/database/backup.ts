import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { readAppliedMigrations } from './migrations.ts';
import type { SqlSession } from './sql-session.ts';
import { listColumns, listTables, TEXT_RULES } from './tables.ts';

/**
 * Format of a backup: gzipped JSON lines. First a header; for each table a line with its name and columns, then one line per row
 * (an array of PostgreSQL's text for each value, or null); at the end a line with the number of rows, which reveals a truncated
 * file. The same text loads into the embedded database and a server.
 */
export const BACKUP_FORMAT = 'granica-backup';
export const BACKUP_VERSION = 1;

export interface BackupHeader {
  readonly format: typeof BACKUP_FORMAT;
  readonly version: number;
  /** ISO 8601, in UTC: the instant of the snapshot. */
  readonly createdAt: string;
  /** Names of the migrations applied to the data, in order. */
  readonly migrations: readonly string[];
}

const FETCH_SIZE = 500;

/** Writes all data, as of one instant, to `destination`, and ends it. Sealed texts stay sealed. Returns the number of rows. */
export async function writeBackup(session: SqlSession, destination: Writable): Promise<number> {
  const gzip = createGzip();
  const stopped = new AbortController();
  const flowing = pipeline(gzip, destination).finally(() => stopped.abort());
  // The error is thrown below or awaited at the end, whichever comes first.
  flowing.catch(() => undefined);
  const write = async (line: string): Promise<void> => {
    if (!gzip.write(`${line}\n`)) await once(gzip, 'drain', { signal: stopped.signal });
  };
  try {
    const rows = await session.transaction((tx) => writeTables(tx, write));
    gzip.end(`${JSON.stringify({ end: true, rows })}\n`);
    await flowing;
    return rows;
  } catch (error) {
    // The stream's failure explains more than the wait it ended; a read failure explains more than the stream's.
    if (stopped.signal.aborted) await flowing;
    gzip.destroy();
    await flowing.catch(() => undefined);
    throw error;
  }
}

async function writeTables(tx: SqlSession, write: (line: string) => Promise<void>): Promise<number> {
  await tx.exec(`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; ${TEXT_RULES}`);
  const [now] = await tx.query('SELECT (extract(epoch FROM transaction_timestamp()) * 1000)::float8 AS "ms"');
  const header: BackupHeader = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    createdAt: new Date(Number(now?.ms)).toISOString(),
    migrations: [...(await readAppliedMigrations(tx)).keys()].sort(),
  };
  await write(JSON.stringify(header));
  let rows = 0;
  for (const table of await listTables(tx)) rows += await writeTable(tx, table, write);
  return rows;
}

async function writeTable(tx: SqlSession, table: string, write: (line: string) => Promise<void>): Promise<number> {
  const columns = await listColumns(tx, table);
  await write(JSON.stringify({ table, columns: columns.map(({ name }) => name) }));
  const values = columns.map(({ name }) => `"${name}"::text`).join(', ');
  await tx.exec(
    `DECLARE backup NO SCROLL CURSOR FOR SELECT json_build_array(${values})::text AS "line" FROM "${table}"`,
  );
  let rows = 0;
  for (;;) {
    const batch = await tx.query(`FETCH ${FETCH_SIZE} FROM backup`);
    for (const { line } of batch) await write(String(line));
    rows += batch.length;
    if (batch.length < FETCH_SIZE) break;
  }
  await tx.exec('CLOSE backup');
  return rows;
}
