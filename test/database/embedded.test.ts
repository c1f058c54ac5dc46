import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { mkdir, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { listDumps, pruneDumps } from '../../src/database/dumps.ts';
import { openEmbedded } from '../../src/database/embedded.ts';
import { type Migration, readMigrations } from '../../src/database/migrations.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createSealer } from '../../src/database/sealing.ts';
import { StartError } from '../../src/operations/start-error.ts';
import { silentLog, testDirectory } from '../support/database.ts';

const sealer = createSealer([]);
const slow = { timeout: 90_000 };
const script = fileURLToPath(new URL('../support/database-process.ts', import.meta.url));

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'granica-test-')), 'data');
});
afterEach(() => rm(dirname(directory), { recursive: true, force: true }));

const open = (): Promise<Database> => openDatabase({ url: `file:${directory}`, log: silentLog });
const community = (id: string) => ({ id, locale: 'pl', zone: 'Europe/Warsaw' });

/** Starts a process that writes rows; resolves when it holds the database. */
async function startWriter() {
  const child = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  const opened = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'open') opened.resolve();
    else acknowledged.push(line);
  });
  child.on('exit', () => opened.reject(new Error('The writing process ended')));
  await opened.promise;
  return { child, acknowledged };
}

describe('a second process', () => {
  test('gets a clear error, and the directory is free again after the first was killed', slow, async () => {
    directory = await testDirectory();
    const { child, acknowledged } = await startWriter();
    await expect(open()).rejects.toThrow(
      new RegExp(`${directory} is in use by another running process \\(process ${child.pid} .*Stop that one first`),
    );
    await expect(open()).rejects.toBeInstanceOf(StartError);

    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(50), 20_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { db, close } = await open();
    const kept = new Set((await db.community.findMany({ select: { id: true } })).map(({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    await close();
  });
});

describe('dumps', () => {
  test('a new database is dumped at the stop; a damaged database names the dump', slow, async () => {
    const first = await open();
    await first.db.community.create({ data: community('1') });
    await first.close();
    const [dump] = await listDumps(directory);
    expect((await stat(dump?.file ?? '')).mode & 0o077).toBe(0);

    await truncate(join(directory, 'cluster', 'global', 'pg_control'), 10);
    const failure = await open().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(StartError);
    expect(String(failure)).toContain('is damaged');
    expect(String(failure)).toContain(`npm run restore -- ${dump?.file}`);
  });

  test('they are written at the interval and before a migration', slow, async () => {
    directory = await testDirectory();
    const migrations = await readMigrations();
    const first = await openEmbedded({ directory, log: silentLog, migrations, sealer, dumpInterval: 200 });
    await first.db.community.create({ data: community('1') });
    await vi.waitFor(async () => expect(await listDumps(directory)).not.toEqual([]), 60_000);
    await first.close();

    const before = (await listDumps(directory)).length;
    const broken: Migration = { name: '99990101000000_broken', script: 'SELECT nothing FROM nowhere', checksum: 'x' };
    const failing = openEmbedded({ directory, log: silentLog, migrations: [...migrations, broken], sealer });
    await expect(failing).rejects.toThrow(/99990101000000_broken.*nowhere/);
    expect((await listDumps(directory)).length).toBe(before + 1);

    // The failed start has released the directory, and the data is as it was.
    const again = await open();
    expect(await again.db.community.count()).toBe(1);
    await again.close();
  });

  test('the last day is kept whole, then one a day, and nothing after seven days', async () => {
    const now = new Date('2026-06-20T12:30:00.000Z');
    await mkdir(join(directory, 'dumps'), { recursive: true });
    for (let hours = 0; hours < 24 * 10; hours += 1) {
      const name = new Date(now.getTime() - hours * 3_600_000).toISOString().replaceAll(':', '-');
      await writeFile(join(directory, 'dumps', `${name}.tar.gz`), '');
    }
    await writeFile(join(directory, 'dumps', 'other.txt'), '');
    await pruneDumps(directory, now);
    const kept = (await listDumps(directory)).map(({ madeAt }) => madeAt.toISOString());
    expect(kept.slice(0, 24).at(-1)).toBe('2026-06-19T13:30:00.000Z');
    expect(kept.slice(24)).toEqual([
      '2026-06-19T12:30:00.000Z',
      ...[18, 17, 16, 15, 14].map((date) => `2026-06-${date}T23:30:00.000Z`),
      '2026-06-13T23:30:00.000Z',
    ]);
    expect(await readdir(join(directory, 'dumps'))).toContain('other.txt');
  });
});

describe('a directory that cannot be used', () => {
  // Nobody may write there, not even root, to whom the mode of a directory means nothing.
  test.runIf(process.platform === 'linux')('read-only', async () => {
    const reading = openDatabase({ url: 'file:/sys/granica', log: silentLog });
    await expect(reading).rejects.toThrow(/\/sys\/granica cannot be used: (this user may not|its file system is read)/);
  });

  test('a file stands in its place', async () => {
    await writeFile(directory, '');
    await expect(open()).rejects.toThrow(/there is a file in its place/);
    await expect(openDatabase({ url: `file:${directory}/below`, log: silentLog })).rejects.toThrow(StartError);
  });

  test('the files of another PostgreSQL', async () => {
    await mkdir(join(directory, 'cluster'), { recursive: true });
    await writeFile(join(directory, 'cluster', 'PG_VERSION'), '17\n');
    await expect(open()).rejects.toThrow(/written by PostgreSQL 17/);
  });

  test('files without a version are called damaged and left alone', async () => {
    await mkdir(join(directory, 'cluster'), { recursive: true });
    await writeFile(join(directory, 'cluster', 'precious'), '');
    await expect(open()).rejects.toThrow(/is damaged.*There is no dump of it/);
    expect(await readdir(join(directory, 'cluster'))).toEqual(['precious']);
  });
});
