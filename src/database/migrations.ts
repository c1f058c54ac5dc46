import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../operations/start-error.ts';
import type { SqlRow, SqlSession } from './sql-session.ts';

/** A folder of `prisma/migrations`: its name, its script and Prisma's checksum. */
export interface Migration {
  readonly name: string;
  readonly script: string;
  /** SHA-256 of the file in hexadecimal, as Prisma writes it. */
  readonly checksum: string;
}

export const migrationsDirectory = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Reads the migrations of a directory in the order in which they apply: by name, which starts with a timestamp. */
export async function readMigrations(directory: string = migrationsDirectory): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(join(directory, name, 'migration.sql'));
      return { name, script: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

/** Prisma's own table, as `prisma migrate` creates it, so that `prisma migrate status` and `deploy` agree with ours. */
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** Key of the advisory lock, the same as `prisma migrate` takes: processes that start together do not migrate at once. */
const ADVISORY_LOCK = 72_707_369;
const LOCK_TIMEOUT = '60s';

export interface ApplyOptions {
  readonly migrations: readonly Migration[];
  /** Called once before the first statement that changes existing data, and only if there is one. */
  readonly beforeChange?: (pending: readonly Migration[]) => Promise<void>;
  /** Called for a migration whose file was changed after it was applied. */
  readonly onEdited?: (name: string) => void;
}

/**
 * Applies pending migrations, each in its own transaction together with its row in `_prisma_migrations`. Returns the names
 * applied. Throws a StartError if one fails (it is rolled back completely), if the database is newer than this program, or if an
 * earlier `prisma migrate` left a failed migration.
 */
export async function applyMigrations(session: SqlSession, options: ApplyOptions): Promise<string[]> {
  return withAdvisoryLock(session, async () => {
    await session.exec(CREATE_TABLE);
    const applied = await readAppliedMigrations(session);
    refuseUnknown(applied, options.migrations);
    const pending = options.migrations.filter((migration) => {
      const checksum = applied.get(migration.name);
      if (checksum !== undefined && checksum !== migration.checksum) options.onEdited?.(migration.name);
      return checksum === undefined;
    });
    if (pending.length > 0 && applied.size > 0) await options.beforeChange?.(pending);
    for (const migration of pending) await applyOne(session, migration);
    return pending.map((migration) => migration.name);
  });
}

async function withAdvisoryLock<T>(session: SqlSession, work: () => Promise<T>): Promise<T> {
  await session.exec(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
  try {
    await session.query('SELECT 1 FROM pg_advisory_lock($1)', [ADVISORY_LOCK]);
  } catch (error) {
    if (codeOf(error) !== '55P03') throw error;
    throw new StartError(
      `Another process has been migrating the database for more than ${LOCK_TIMEOUT}. Wait until it has finished, or end it, and start again.`,
      { cause: error },
    );
  } finally {
    await session.exec('RESET lock_timeout');
  }
  try {
    return await work();
  } finally {
    await session.query('SELECT 1 FROM pg_advisory_unlock($1)', [ADVISORY_LOCK]);
  }
}

/** Names and checksums of the applied migrations. Throws a StartError if one was left unfinished. */
export async function readAppliedMigrations(session: SqlSession): Promise<Map<string, string>> {
  const rows = await session.query(
    'SELECT "migration_name", "checksum", "finished_at" IS NOT NULL AS "finished" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL',
  );
  const failed = rows.find((row) => row.finished !== true);
  if (failed !== undefined) {
    const name = textOf(failed, 'migration_name');
    throw new StartError(
      `The migration "${name}" was started by "prisma migrate" and never finished. Repair the database, then mark it with "npx prisma migrate resolve --applied ${name}" or "--rolled-back ${name}".`,
    );
  }
  return new Map(rows.map((row) => [textOf(row, 'migration_name'), textOf(row, 'checksum')]));
}

function refuseUnknown(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new StartError(
    `The database was used by a newer version of the bot (it has the migration "${unknown.join('", "')}", which this version does not know). Update the bot, or restore a backup made with this version.`,
  );
}

/** Applies one migration and records it, in the caller's transaction. */
export async function runMigration(tx: SqlSession, migration: Migration): Promise<void> {
  await tx.exec(CREATE_TABLE);
  await tx.exec(migration.script);
  await tx.query(
    'INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count") VALUES ($1, $2, $3, now(), clock_timestamp(), 1)',
    [randomUUID(), migration.checksum, migration.name],
  );
}

async function applyOne(session: SqlSession, migration: Migration): Promise<void> {
  try {
    await session.transaction((tx) => runMigration(tx, migration));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The migration "${migration.name}" failed: ${reason}${lineOf(error, migration.script)}. Nothing of it was kept; the database is as it was before.`,
      { cause: error },
    );
  }
}

/** Position of the error in the script, if PostgreSQL reports it. */
function lineOf(error: unknown, script: string): string {
  const position = error instanceof Error && 'position' in error ? Number(error.position) : Number.NaN;
  if (!Number.isInteger(position) || position < 1) return '';
  return ` (line ${script.slice(0, position - 1).split('\n').length} of migration.sql)`;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} is not text`);
  return value;
}
