import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { copyFile, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { backUpDatabase } from '../../src/database/backup-database.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { listDumps, pruneDumps } from '../../src/database/dumps.ts';
import { openPglite } from '../../src/database/embedded-settings.ts';
import { type PersonalData, reapplyErasures } from '../../src/database/erasures.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { restoreDatabase } from '../../src/database/restore-database.ts';
import { createSealer } from '../../src/database/sealing.ts';
import { newId } from '../../src/ids.ts';
import { serverTestUrl, silentLog, testDirectory, testServerUrl } from '../support/database.ts';
import { allRows, entry, fill } from '../support/rows.ts';

const slow = { timeout: 120_000 };
const sealer = createSealer([]);

let scratch: string;
let file: string;
const undo: (() => Promise<void>)[] = [];
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'granica-backup-'));
  file = join(scratch, 'all.backup');
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  await rm(scratch, { recursive: true, force: true });
});

async function embeddedUrl(later = undo): Promise<string> {
  const directory = await testDirectory();
  later.push(() => rm(dirname(directory), { recursive: true, force: true }));
  return `file:${directory}`;
}

async function serverUrl(later = undo): Promise<string> {
  const { url, drop } = await serverTestUrl();
  later.push(drop);
  return url;
}

const open = (url: string): Promise<Database> => openDatabase({ url, log: silentLog });
const addressOf = (url: string) =>
  url.startsWith('file:')
    ? ({ kind: 'embedded', directory: url.slice(5) } as const)
    : ({ kind: 'server', url } as const);
const backUp = (url: string) => backUpDatabase(addressOf(url), file, silentLog);
const restore = async (url: string, from = file) =>
  restoreDatabase({ address: addressOf(url), file: from, migrations: await readMigrations(), sealer, log: silentLog });

/** What stands in the log of a database that nobody has open, without a bot's start and stop. */
async function storiesIn(url: string): Promise<unknown[]> {
  if (!url.startsWith('file:')) {
    const { db, close } = await open(url);
    const rows = await db.violation.findMany();
    await close();
    return rows.map(({ story }) => story);
  }
  const pglite = await openPglite({ dataDir: `${url.slice(5)}/cluster` });
  const { rows } = await pglite.query<{ story: string }>('SELECT "story" FROM "Violation"');
  await pglite.close();
  return rows.map(({ story }) => story);
}

const kinds = { embedded: embeddedUrl, server: serverUrl };
const pairs = [
  ['embedded', 'embedded'],
  ['embedded', 'server'],
  ['server', 'embedded'],
  ['server', 'server'],
] as const;

describe.each(pairs)('from %s to %s', (from, to) => {
  const needsServer = from === 'server' || to === 'server';
  test.skipIf(needsServer && testServerUrl === undefined)('every row is the same', slow, async () => {
    const [source, target] = [await kinds[from](), await kinds[to]()];
    const first = await open(source);
    await fill(first);
    const expected = await allRows(first);
    // The source is open: on the embedded database the backup is asked of the one who holds it.
    await backUp(source);
    await first.close();
    expect((await stat(file)).mode & 0o077).toBe(0);

    const before = await open(target);
    await before.db.community.create({ data: { id: 'gone', locale: 'en', zone: 'UTC' } });
    if (to === 'embedded') await expect(restore(target)).rejects.toThrow(/in use by another running process/);
    else await expect(restore(target)).rejects.toThrow(/A bot is running on this database/);
    await before.close();
    await restore(target);
    const second = await open(target);
    expect(await allRows(second)).toEqual(expected);
    // The constraints are back.
    await expect(
      second.db.violation.create({ data: { ...entry('1'), checkinId: newId(Date.now()) } }),
    ).rejects.toThrow();
    await second.close();
  });
});

test('a process that holds the embedded database gives a backup to another process', slow, async () => {
  const url = await embeddedUrl();
  const first = await open(url);
  await fill(first);
  const cli = fileURLToPath(new URL('../../src/cli/backup.ts', import.meta.url));
  const child = spawn(process.execPath, [cli, file], { env: { ...process.env, DATABASE_URL: url }, stdio: 'pipe' });
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(
    gunzipSync(await readFile(file))
      .toString('utf8')
      .split('\n')
      .filter((line) => line.includes('scope-creep')),
  ).toHaveLength(1200);
  await first.close();
});

describe('a file that cannot be restored changes nothing', () => {
  let url: string;
  let whole: string;
  const drop: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    url = testServerUrl === undefined ? await embeddedUrl(drop) : await serverUrl(drop);
    const directory = mkdtempSync(join(tmpdir(), 'granica-whole-'));
    drop.push(() => rm(directory, { recursive: true, force: true }));
    whole = join(directory, 'whole.backup');
    const database = await open(url);
    await database.db.violation.create({ data: entry('1', 'kept') });
    await backUpDatabase(addressOf(url), whole, silentLog);
    await database.close();
  }, slow.timeout);
  afterAll(async () => {
    for (const step of drop) await step();
  });

  test.each([
    ['cut off', async () => truncate(file, (await stat(file)).size - 20), /damaged or was cut off/],
    ['of another kind', async () => writeFile(file, 'hello'), /is not a backup/],
    ['absent', async () => rm(file), /There is no file/],
    [
      'without its last row',
      async () => {
        const lines = gunzipSync(await readFile(file))
          .toString('utf8')
          .split('\n');
        const row = lines.findLastIndex((line) => line.startsWith('['));
        await writeFile(file, gzipSync(lines.toSpliced(row, 1).join('\n')));
      },
      /damaged or was cut off/,
    ],
    [
      'of a newer bot',
      async () => {
        const text = gunzipSync(await readFile(file)).toString('utf8');
        await writeFile(file, gzipSync(text.replace('"migrations":[', '"migrations":["99990101000000_future",')));
      },
      /newer version of the bot/,
    ],
  ])('%s', slow, async (_name, spoil, message) => {
    await copyFile(whole, file);
    await spoil();
    await expect(restore(url)).rejects.toThrow(message);
    expect(await storiesIn(url)).toEqual(['kept']);
  });
});

describe('who was erased since stays erased', () => {
  const personalData: PersonalData = {
    listPersons: async (db) =>
      (await db.violation.findMany({ distinct: ['authorId'] })).map(({ authorId }) => authorId),
    erase: async (tx, personId) => {
      await tx.violation.deleteMany({ where: { authorId: personId } });
    },
    eraseHashed: async () => {},
  };
  const erase = (database: Database, personId: string) =>
    database.db.$transaction(async (tx) => {
      await personalData.erase(tx, personId);
      await database.recordErasure(tx, personId, new Date());
    });
  const authors = async ({ db }: Database) =>
    (await db.violation.findMany({ orderBy: { authorId: 'asc' } })).map((row) => row.authorId);

  test('after restoring a backup', slow, async () => {
    const url = testServerUrl === undefined ? await embeddedUrl() : await serverUrl();
    const first = await open(url);
    await first.db.violation.createMany({ data: [entry('1'), entry('2'), entry('3')] });
    await erase(first, '1');
    // Erased before the backup and written to again: that is theirs to keep.
    await first.db.violation.create({ data: entry('1') });
    await backUp(url);
    await erase(first, '2');
    await first.close();
    await restore(url);

    const second = await open(url);
    expect(await authors(second)).toEqual(['1', '2', '3']);
    expect(await reapplyErasures(second.db, second.sealer, personalData)).toBe(1);
    expect(await authors(second)).toEqual(['1', '3']);
    expect(await reapplyErasures(second.db, second.sealer, personalData)).toBe(0);
    expect(JSON.stringify(await second.db.erasure.findMany())).not.toMatch(/"2"/);
    await second.close();
  });

  test('also where the clock of the bot is behind that of the server', slow, async () => {
    const url = testServerUrl === undefined ? await embeddedUrl() : await serverUrl();
    const first = await open(url);
    await first.db.violation.createMany({ data: [entry('1'), entry('2')] });
    await backUp(url);
    const behind = new Date(Date.now() - 5 * 60_000);
    await first.db.$transaction(async (tx) => {
      await personalData.erase(tx, '2');
      await first.recordErasure(tx, '2', behind);
    });
    await first.close();
    await restore(url);

    const second = await open(url);
    expect(await reapplyErasures(second.db, second.sealer, personalData)).toBe(1);
    expect(await authors(second)).toEqual(['1']);
    await second.close();
  });

  test('after restoring a dump in the place of damaged files', slow, async () => {
    const url = await embeddedUrl();
    const directory = url.slice(5);
    const first = await open(url);
    await first.db.violation.createMany({ data: [entry('1'), entry('2')] });
    await erase(first, '9');
    await first.close();
    const [dump] = await listDumps(directory);
    const kept = join(scratch, 'dump.tar.gz');
    await copyFile(dump?.file ?? '', kept);
    const again = await open(url);
    await erase(again, '2');
    await again.close();
    await truncate(join(directory, 'cluster', 'global', 'pg_control'), 10);
    await expect(open(url)).rejects.toThrow(/is damaged/);

    await restore(url, kept);
    const second = await open(url);
    expect(await authors(second)).toEqual(['1', '2']);
    expect(await reapplyErasures(second.db, second.sealer, personalData)).toBe(1);
    expect(await authors(second)).toEqual(['1']);
    await second.close();

    // The damaged files are kept for a week, and then nothing of the erased person is left.
    const later = (days: number) => pruneDumps(directory, new Date(Date.now() + days * 24 * 3_600_000));
    await later(6);
    expect(existsSync(join(directory, 'cluster.before-restore'))).toBe(true);
    await later(8);
    expect(existsSync(join(directory, 'cluster.before-restore'))).toBe(false);
  });
});

describe('what a restore replaces', () => {
  test.skipIf(testServerUrl === undefined)('on a server is first written beside the backup', slow, async () => {
    const url = await serverUrl();
    const first = await open(url);
    await first.db.violation.create({ data: entry('1', 'in the backup') });
    await backUp(url);
    await first.db.violation.updateMany({ data: { story: 'written since' } });
    await first.close();
    const copy = await restore(url);
    expect(dirname(copy ?? '')).toBe(scratch);
    expect(((await stat(copy ?? '')).mode & 0o777).toString(8)).toBe('600');
    expect(await storiesIn(url)).toEqual(['in the backup']);
    await restore(url, copy);
    expect(await storiesIn(url)).toEqual(['written since']);

    // Where it cannot be written nothing is replaced, unless that is wanted.
    const options = { address: addressOf(url), file, migrations: await readMigrations(), sealer, log: silentLog };
    const nowhere = restoreDatabase({ ...options, copy: join(scratch, 'absent', 'copy') });
    await expect(nowhere).rejects.toThrow(/could not be copied to .*absent.*Nothing was changed.*--no-copy/);
    await expect(restoreDatabase({ ...options, copy: file })).rejects.toThrow(/could not be copied/);
    expect(await storiesIn(url)).toEqual(['written since']);
    expect(await restoreDatabase({ ...options, copy: false })).toBeUndefined();
    expect(await storiesIn(url)).toEqual(['in the backup']);
  });

  test('in the embedded database stands among its dumps', slow, async () => {
    const url = await embeddedUrl();
    const first = await open(url);
    await backUp(url);
    await first.close();
    const copy = await restore(url);
    expect((await listDumps(url.slice(5))).map((dump) => dump.file)).toContain(copy);
  });
});
