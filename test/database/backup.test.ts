import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { copyFile, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backUpDatabase } from '../../src/database/backup-database.ts';
import { listDumps } from '../../src/database/dumps.ts';
import { openPglite } from '../../src/database/embedded-settings.ts';
import { newId } from '../../src/database/ids.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { restoreDatabase } from '../../src/database/restore-database.ts';
import { createSealer } from '../../src/database/sealing.ts';
import { addressOf, open, ownKind, useBackups } from '../support/backups.ts';
import { silentLog } from '../support/database.ts';
import { allRows, entry, fill } from '../support/rows.ts';
import { testServerUrl } from '../support/server-database.ts';

const slow = { timeout: 120_000 };
const sealer = createSealer([]);
const backups = useBackups();

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

const pairs = [
  ['embedded', 'embedded'],
  ['embedded', 'server'],
  ['server', 'embedded'],
  ['server', 'server'],
] as const;

describe.each(pairs)('from %s to %s', (from, to) => {
  const needsServer = from === 'server' || to === 'server';
  test.skipIf(needsServer && testServerUrl === undefined)('every row is the same', slow, async () => {
    const { file, newUrl, backUp, restore } = backups();
    const [source, target] = [await newUrl(from), await newUrl(to)];
    const first = await open(source);
    await fill(first);
    const expected = await allRows(first);
    // The source is open: on the embedded database the backup is asked of the one who holds it.
    const began = Date.now();
    await backUp(source);
    // The bot that sends it notes it down a moment later.
    await expect.poll(async () => Number((await first.db.lastBackup.findFirst())?.at)).toBeGreaterThan(began - 5000);
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

test('a backup is complete although its time cannot be noted down: the log says so', slow, async () => {
  const { file, newUrl } = backups();
  const url = await newUrl(ownKind);
  const database = await open(url);
  await database.db.violation.create({ data: entry('1', 'kept') });
  await database.withSession((session) => session.exec('DROP TABLE "LastBackup"'));
  await database.close();
  const warnings: unknown[] = [];
  await backUpDatabase(addressOf(url), file, {
    ...silentLog,
    warn: (_fields: unknown, text?: unknown) => void warnings.push(text),
  });
  expect(gunzipSync(await readFile(file)).toString('utf8')).toContain('kept');
  expect(warnings).toEqual([expect.stringContaining('could not be recorded')]);
});

test('a process that holds the embedded database gives a backup to another process', slow, async () => {
  const { file, newUrl } = backups();
  const url = await newUrl('embedded');
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
    url = await backups().newUrl(ownKind, drop);
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
    ['cut off', async (file: string) => truncate(file, (await stat(file)).size - 20), /damaged or was cut off/],
    ['of another kind', async (file: string) => writeFile(file, 'hello'), /is not a backup/],
    ['absent', async (file: string) => rm(file), /There is no file/],
    [
      'without its last row',
      async (file: string) => {
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
      async (file: string) => {
        const text = gunzipSync(await readFile(file)).toString('utf8');
        await writeFile(file, gzipSync(text.replace('"migrations":[', '"migrations":["99990101000000_future",')));
      },
      /newer version of the bot/,
    ],
  ])('%s', slow, async (_name, spoil, message) => {
    const { file, restore } = backups();
    await copyFile(whole, file);
    await spoil(file);
    await expect(restore(url)).rejects.toThrow(message);
    expect(await storiesIn(url)).toEqual(['kept']);
  });
});

describe('what a restore replaces', () => {
  test.skipIf(testServerUrl === undefined)('on a server is first written beside the backup', slow, async () => {
    const { scratch, file, newUrl, backUp, restore } = backups();
    const url = await newUrl('server');
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
    const { newUrl, backUp, restore } = backups();
    const url = await newUrl('embedded');
    const first = await open(url);
    await backUp(url);
    await first.close();
    const copy = await restore(url);
    expect((await listDumps(url.slice(5))).map((dump) => dump.file)).toContain(copy);
  });
});
