import { createHash } from 'node:crypto';
import { cpSync, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';
import type { Database, DatabaseLog } from '../../src/database/database.ts';
import { connectEmbedded } from '../../src/database/embedded.ts';
import { INITDB_OPTIONS, openPglite, SETTINGS } from '../../src/database/embedded-settings.ts';
import type { ListenerTimes } from '../../src/database/listener.ts';
import { type Migration, readMigrations } from '../../src/database/migrations.ts';
import { createSealer, type Sealer } from '../../src/database/sealing.ts';
import { openServer } from '../../src/database/server.ts';
import type { SqlSession } from '../../src/database/sql-session.ts';
import { tarOfDirectory } from '../../src/database/tar.ts';
import { keepSession, serverTestUrl, testServerUrl } from './server-database.ts';

export const silentLog: DatabaseLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What a busy computer takes is no reason to forget. */
export const PATIENT_LISTENING: Partial<ListenerTimes> = { heard: 60_000, answer: 60_000 };

export interface TestDatabase extends Database {
  /** Empties every table. */
  reset(): Promise<void>;
  /**
   * Like `withSession`, on a session that is kept for the next time, so one after the other. On a server, a new one has to read
   * first what all tables look like, which takes longer than emptying them, or reading all of them.
   */
  readonly look: Database['withSession'];
}

/**
 * An empty, migrated database for one test file: `beforeAll(async () => { database = await testDatabase(); })` and
 * `afterAll(() => database.close())`. It is embedded and in memory: one that an earlier file of this worker gave back, or else
 * a new one (about half a second, from a copy that is migrated once). With TEST_DATABASE_URL it is a new database on that
 * server, which `close` drops.
 */
export async function testDatabase(dataKeys: readonly Uint8Array[] = []): Promise<TestDatabase> {
  const sealer = createSealer(dataKeys);
  if (testServerUrl !== undefined) return serverTestDatabase(sealer);
  if (dataKeys.length > 0) return resettable(await embeddedTestDatabase(sealer));
  const lent = spare.pop() ?? (await lendable(await embeddedTestDatabase(sealer)));
  let closing: Promise<void> | undefined;
  return {
    ...resettable(lent.database),
    close: () => {
      closing ??= giveBack(lent);
      return closing;
    },
  };
}

interface Lent {
  readonly database: Database;
  /** What its tables look like. */
  readonly shape: string;
}

/** Bytes from which on the room of a table is given back. */
const LARGE = 256 * 1024;

const emptying = (tables: readonly string[]): string => tables.map((table) => `DELETE FROM ${table}`).join(';');

/** Databases that files of this worker have given back. */
const spare: Lent[] = [];

async function lendable(database: Database): Promise<Lent> {
  return { database, shape: await shapeOf(database) };
}

/** Keeps a database for the next file, empty as a new one; where the tables were changed, it is of no more use. */
async function giveBack(lent: Lent): Promise<void> {
  const { database, shape } = lent;
  if ((await shapeOf(database)) !== shape) return database.close();
  await database.withSession(async (session) => {
    await session.exec(emptying(await tablesOf(session)));
    // Unlike DELETE, it gives back the room of what was there, but makes new files for every table and index.
    const large = await tablesOf(session, `pg_relation_size(tables.oid) > ${LARGE}`);
    if (large.length > 0) await session.exec(`TRUNCATE ${large.join()} CASCADE`);
  });
  spare.push(lent);
}

function shapeOf({ withSession }: Database): Promise<string> {
  return withSession(async (session) => {
    const rows = await session.query(
      // Ten times as fast as information_schema, which asks for rights.
      `SELECT concat_ws(' ', c.oid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)) AS line
       FROM pg_class c JOIN pg_attribute ON attrelid = c.oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
       WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND attnum > 0 AND NOT attisdropped
       UNION ALL SELECT concat_ws(' ', migration_name, checksum, finished_at) FROM "_prisma_migrations" ORDER BY 1`,
    );
    return JSON.stringify(rows);
  });
}

function resettable(database: Database, look: Database['withSession'] = database.withSession): TestDatabase {
  let script: string | undefined;
  const reset = async () => {
    await look(async (session) => {
      script ??= emptying(await tablesOf(session));
      await session.exec(script);
    });
    // What is told of it does not come between the lines of the next test.
    await database.catchUp?.();
  };
  return { ...database, look, reset };
}

async function tablesOf(session: SqlSession, which = 'true'): Promise<string[]> {
  const rows = await session.query(
    `SELECT format('%I', relname) AS name FROM pg_class tables
     WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname <> '_prisma_migrations' AND ${which}
     ORDER BY 1`,
  );
  return rows.map(({ name }) => String(name));
}

async function embeddedTestDatabase(sealer: Sealer): Promise<Database> {
  return connectEmbedded(await testPglite(), { log: silentLog, migrations: await readMigrations(), sealer });
}

/** An empty, migrated PGlite in memory. */
export async function testPglite(): Promise<PGlite> {
  const image = new Uint8Array(await readFile(`${await migratedImage(await readMigrations())}/cluster.tar`));
  return openPglite({ loadDataDir: new Blob([image], { type: 'application/x-tar' }) });
}

/** A new data directory with a migrated embedded database on disk, for tests of processes, files and dumps. */
export async function testDirectory(): Promise<string> {
  const directory = join(await mkdtemp(join(tmpdir(), 'granica-test-')), 'data');
  const image = await migratedImage(await readMigrations());
  // Some 1200 files: one by one, each with promises of its own, they take six times as long.
  cpSync(`${image}/cluster`, join(directory, 'cluster'), { recursive: true });
  return directory;
}

const cache = fileURLToPath(new URL('../../node_modules/.cache/granica/', import.meta.url));

/**
 * A migrated database, made once for a set of migrations and kept between runs: `cluster/`, its files, and
 * `cluster.tar`, the same as an archive that PGlite loads. Returns the directory that holds both.
 */
async function migratedImage(migrations: readonly Migration[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([INITDB_OPTIONS, SETTINGS]));
  hash.update(await readFile(new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url)));
  for (const migration of migrations) hash.update(`${migration.name}\n${migration.checksum}\n`);
  const image = `${cache}database-${hash.digest('hex').slice(0, 16)}`;
  if (!existsSync(image)) await makeImage(image, migrations);
  return image;
}

async function makeImage(image: string, migrations: readonly Migration[]): Promise<void> {
  // Two workers may do this at once: each makes a directory of its own, and the first rename wins.
  const temporary = `${image}.${process.pid}`;
  await mkdir(temporary, { recursive: true });
  const pglite = await openPglite({ dataDir: `${temporary}/cluster` });
  const database = await connectEmbedded(pglite, { log: silentLog, migrations, sealer: createSealer([]) });
  await database.close();
  await pipeline(Readable.from(tarOfDirectory(`${temporary}/cluster`)), createWriteStream(`${temporary}/cluster.tar`));
  await rename(temporary, image).catch(() => rm(temporary, { recursive: true, force: true }));
  const outdated = (await readdir(cache)).filter((name) => name.startsWith('database-') && !image.endsWith(name));
  const day = 24 * 3_600_000;
  for (const name of outdated) {
    const { mtimeMs } = await stat(cache + name);
    if (Date.now() - mtimeMs > day) await rm(cache + name, { recursive: true, force: true });
  }
}

async function serverTestDatabase(sealer: Sealer): Promise<TestDatabase> {
  const { url, drop } = await serverTestUrl();
  const migrations = await readMigrations();
  const database = await openServer({ url, log: silentLog, migrations, sealer, listening: PATIENT_LISTENING });
  const kept = keepSession(url);
  const look: Database['withSession'] = (work) => kept.use(work).finally(database.memory.clear);
  return {
    ...resettable(database, look),
    close: async () => {
      await kept.close();
      await database.close();
      await drop();
    },
  };
}
