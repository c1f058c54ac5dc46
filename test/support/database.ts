import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Database, DatabaseLog } from '../../src/database/database.ts';
import { connectEmbedded, openPglite } from '../../src/database/embedded.ts';
import { type Migration, readMigrations } from '../../src/database/migrations.ts';
import { openServer } from '../../src/database/server.ts';

/** A PostgreSQL server on which the suite runs as well; its user may create databases. */
export const testServerUrl = process.env.TEST_DATABASE_URL;

export const silentLog: DatabaseLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

export interface TestDatabase extends Database {
  /** Empties every table. */
  reset(): Promise<void>;
}

/**
 * A fresh, migrated database for one test file: `beforeAll(async () => { database = await testDatabase(); })` and
 * `afterAll(() => database.close())`. It is embedded and in memory (about half a second, from a copy that is migrated
 * once), or, with TEST_DATABASE_URL, a new database on that server, which `close` drops.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const database = testServerUrl === undefined ? await embeddedTestDatabase() : await serverTestDatabase(testServerUrl);
  return { ...database, reset: () => reset(database) };
}

async function reset(database: Database): Promise<void> {
  await database.withSession(async (session) => {
    const rows = await session.query(
      `SELECT string_agg(format('%I', tablename), ', ') AS tables FROM pg_tables
       WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'`,
    );
    await session.exec(`TRUNCATE ${rows[0]?.tables} CASCADE`);
  });
}

async function embeddedTestDatabase(): Promise<Database> {
  const migrations = await readMigrations();
  const image = await migratedImage(migrations);
  const pglite = await openPglite({ loadDataDir: new Blob([image], { type: 'application/x-tar' }) });
  return connectEmbedded(pglite, { log: silentLog, migrations });
}

const cache = fileURLToPath(new URL('../../node_modules/.cache/granica/', import.meta.url));

/** The files of a migrated database as a tar archive: made once for a set of migrations, kept between runs. */
async function migratedImage(migrations: readonly Migration[]): Promise<Uint8Array<ArrayBuffer>> {
  const hash = createHash('sha256');
  for (const source of ['../../src/database/embedded.ts', '../../node_modules/@electric-sql/pglite/package.json']) {
    hash.update(await readFile(new URL(source, import.meta.url)));
  }
  for (const migration of migrations) hash.update(`${migration.name}\n${migration.checksum}\n`);
  const name = `database-${hash.digest('hex').slice(0, 16)}.tar`;
  try {
    return new Uint8Array(await readFile(cache + name));
  } catch {
    return makeImage(name, migrations);
  }
}

async function makeImage(name: string, migrations: readonly Migration[]): Promise<Uint8Array<ArrayBuffer>> {
  const pglite = await openPglite();
  const database = await connectEmbedded(pglite, { log: silentLog, migrations });
  await pglite.exec('CHECKPOINT');
  const image = new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer());
  await database.close();
  await mkdir(cache, { recursive: true });
  // Two workers may do this at once: each writes a file of its own, and the rename is atomic.
  const temporary = `${cache}${name}.${process.pid}`;
  await writeFile(temporary, image);
  await rename(temporary, cache + name);
  const files = await readdir(cache);
  const outdated = files.filter((file) => /^database-.*\.tar$/.test(file) && file !== name);
  await Promise.all(outdated.map((file) => rm(cache + file, { force: true })));
  return image;
}

async function serverTestDatabase(serverUrl: string): Promise<Database> {
  const name = `granica_test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openServer({ url: url.href, log: silentLog, migrations: await readMigrations() });
  return {
    ...database,
    close: async () => {
      await database.close();
      await onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
