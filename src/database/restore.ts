import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { StartError } from '../operations/start-error.ts';
import { BACKUP_FORMAT, BACKUP_VERSION, type BackupHeader } from './backup.ts';
import { type Migration, runMigration } from './migrations.ts';
import type { SqlSession } from './sql-session.ts';
import { listColumns, listTables, TEXT_RULES } from './tables.ts';

const headerLine = z.object({
  format: z.literal(BACKUP_FORMAT),
  version: z.number(),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.string()),
});
const tableLine = z.object({ table: z.string(), columns: z.array(z.string()) });
const endLine = z.object({ end: z.literal(true), rows: z.number() });

/**
 * Reads a backup to its end without touching the database, so that a damaged file changes nothing. Throws a StartError if it is
 * not a backup, is truncated, or was made by a newer version of the bot.
 */
export async function verifyBackup(file: string, migrations: readonly Migration[]): Promise<BackupHeader> {
  let header: BackupHeader | undefined;
  let rows = 0;
  let complete = false;
  try {
    for await (const line of linesOf(file)) {
      if (header === undefined) header = headerLine.parse(JSON.parse(line));
      else if (line.startsWith('[')) rows += 1;
      else if (line.startsWith('{"end"')) complete = endLine.parse(JSON.parse(line)).rows === rows;
      else tableLine.parse(JSON.parse(line));
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new StartError(`There is no file ${file}.`, { cause: error });
    const cut = header === undefined ? 'is not a backup of this bot' : 'is damaged or was cut off';
    throw new StartError(`${file} ${cut}. Nothing was changed.`, { cause: error });
  }
  if (header === undefined || !complete)
    throw new StartError(`${file} is damaged or was cut off. Nothing was changed.`);
  const known = new Set(migrations.map(({ name }) => name));
  if (header.version > BACKUP_VERSION || header.migrations.some((name) => !known.has(name))) {
    throw new StartError(`${file} was made by a newer version of the bot. Update the bot. Nothing was changed.`);
  }
  return header;
}

/**
 * Replaces all data with that of a verified backup, in the caller's transaction: creates the tables as of its time, fills them,
 * then applies the later migrations. Returns the number of rows.
 */
export async function loadBackup(
  tx: SqlSession,
  options: { readonly file: string; readonly header: BackupHeader; readonly migrations: readonly Migration[] },
): Promise<number> {
  const { file, header, migrations } = options;
  await tx.exec(TEXT_RULES);
  await dropEverything(tx);
  const earlier = migrations.filter(({ name }) => header.migrations.includes(name));
  for (const migration of earlier) await runMigration(tx, migration);
  const foreignKeys = await dropForeignKeys(tx);
  const rows = await loadTables(tx, file);
  for (const { table, name, definition } of foreignKeys) {
    await tx.exec(`ALTER TABLE "${table}" ADD CONSTRAINT "${name}" ${definition}`);
  }
  await moveSequences(tx);
  for (const migration of migrations) if (!earlier.includes(migration)) await runMigration(tx, migration);
  return rows;
}

async function dropEverything(tx: SqlSession): Promise<void> {
  for (const table of [...(await listTables(tx)), '_prisma_migrations']) {
    await tx.exec(`DROP TABLE IF EXISTS "${table}" CASCADE`);
  }
  const types = await tx.query(
    `SELECT typname::text AS "name" FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace
     WHERE n.nspname = current_schema() AND typtype = 'e'`,
  );
  for (const { name } of types) await tx.exec(`DROP TYPE "${name}" CASCADE`);
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Tables then load in any order; restoring the constraints checks every row. */
async function dropForeignKeys(tx: SqlSession): Promise<ForeignKey[]> {
  const rows = await tx.query(
    `SELECT r.relname::text AS "table", c.conname::text AS "name", pg_get_constraintdef(c.oid) AS "definition"
     FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_namespace n ON n.oid = c.connamespace
     WHERE c.contype = 'f' AND n.nspname = current_schema()`,
  );
  const keys = rows.map((row) => ({
    table: String(row.table),
    name: String(row.name),
    definition: String(row.definition),
  }));
  for (const { table, name } of keys) await tx.exec(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`);
  return keys;
}

/** Maximum rows and characters of one INSERT. */
const BATCH_ROWS = 500;
const BATCH_LENGTH = 1_000_000;

async function loadTables(tx: SqlSession, file: string): Promise<number> {
  let insert = '';
  let batch: string[] = [];
  let length = 0;
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await tx.query(insert, [`[${batch.join(',')}]`]);
    rows += batch.length;
    batch = [];
    length = 0;
  };
  for await (const line of linesOf(file)) {
    if (line.startsWith('[')) {
      batch.push(line);
      length += line.length;
      if (batch.length === BATCH_ROWS || length > BATCH_LENGTH) await flush();
      continue;
    }
    await flush();
    const table = tableLine.safeParse(JSON.parse(line));
    if (table.success) insert = await insertOf(tx, table.data);
  }
  return rows;
}

async function insertOf(tx: SqlSession, { table, columns }: z.output<typeof tableLine>): Promise<string> {
  // Emptied, so that rows inserted by a migration do not conflict.
  await tx.exec(`DELETE FROM "${table}"`);
  const types = new Map((await listColumns(tx, table)).map(({ name, type }) => [name, type]));
  const values = columns.map((column, index) => {
    const type = types.get(column);
    if (type === undefined)
      throw new StartError(`The backup has a column that the data model lacks: ${table}.${column}.`);
    return `(r->>${index})::${type}`;
  });
  const names = columns.map((column) => `"${column}"`).join(', ');
  return `INSERT INTO "${table}" (${names}) SELECT ${values.join(', ')} FROM jsonb_array_elements($1::text::jsonb) AS r`;
}

/** Makes sequences continue after the highest restored number. */
async function moveSequences(tx: SqlSession): Promise<void> {
  for (const table of await listTables(tx)) {
    for (const { name } of await listColumns(tx, table)) {
      const [row] = await tx.query('SELECT pg_get_serial_sequence(quote_ident($1), $2) AS "sequence"', [table, name]);
      if (typeof row?.sequence !== 'string') continue;
      await tx.query(
        `SELECT setval($1::text::regclass, coalesce((SELECT max("${name}") FROM "${table}"), 0) + 1, false)`,
        [row.sequence],
      );
    }
  }
}

/** Splits at line feeds only: readline would also break at U+2028, which texts may contain. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const gunzip = createGunzip().setEncoding('utf8');
  const flowing = pipeline(createReadStream(file), gunzip);
  flowing.catch(() => undefined);
  let rest = '';
  for await (const chunk of gunzip) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
  await flowing;
}
