import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { checkDataKeys } from '../../src/database/data-keys.ts';
import type { Database } from '../../src/database/database.ts';
import { openPglite } from '../../src/database/embedded-settings.ts';
import { openDatabase } from '../../src/database/open.ts';
import { rotateKeys } from '../../src/database/rotate-keys.ts';
import { createSealer, keyIdOf } from '../../src/database/sealing.ts';
import { silentLog, type TestDatabase, testDatabase, testDirectory } from '../support/database.ts';
import { entry } from '../support/rows.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

const slow = { timeout: 120_000 };
const [first, second] = [randomBytes(32), randomBytes(32)];
const [one, two] = [keyIdOf(first), keyIdOf(second)];
const dataKey = (...keys: Buffer[]) => keys.map((key) => key.toString('base64')).join(',');

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function newUrl(kind: 'embedded' | 'server'): Promise<string> {
  if (kind === 'server') {
    const { url, drop } = await serverTestUrl();
    undo.push(drop);
    return url;
  }
  const directory = await testDirectory();
  undo.push(() => rm(dirname(directory), { recursive: true, force: true }));
  return `file:${directory}`;
}

/** A command of the repository, in a process of its own. */
async function tool(name: string, url: string, keys: string, ...args: string[]) {
  const file = fileURLToPath(new URL(`../../src/cli/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, DATABASE_URL: url, DATA_KEY: keys, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, said, complained };
}

const written = ({ sealer }: Database, story: string) => sealer.seal('Violation', entry('1', story));

describe.each(['embedded', 'server'] as const)('rotate-key on the %s database', (kind) => {
  const options = { ...slow, skip: kind === 'server' && testServerUrl === undefined };

  test('refuses beside a running bot, and does its work once that has stopped', options, async () => {
    const url = await newUrl(kind);
    const bot = await openDatabase({ url, log: silentLog, dataKeys: [first] });
    undo.push(() => bot.close());
    await bot.db.violation.create({ data: written(bot, 'kept') });
    const refused = await tool('rotate-key', url, dataKey(second, first));
    expect(refused).toMatchObject({ code: 1, said: '' });
    expect(refused.complained).toMatch(/A bot is running on this database|in use by another running process/);
    expect(refused.complained).not.toMatch(/^\s+at /m);
    // The bot still reads what it wrote.
    const [row] = await bot.db.violation.findMany();
    expect(row && bot.sealer.open('Violation', row).story).toBe('kept');
    await bot.close();

    const done = await tool('rotate-key', url, dataKey(second, first));
    expect(done).toMatchObject({ code: 0, complained: '' });
    expect(done.said).toContain(`DATA_KEY no longer needs ${one}`);
    const later = await openDatabase({ url, log: silentLog, dataKeys: [second] });
    undo.push(() => later.close());
    const [moved] = await later.db.violation.findMany();
    expect(moved && later.sealer.open('Violation', moved).story).toBe('kept');
  });

  test('backup, restore and rotate-key say in words what a half-broken database lacks', options, async () => {
    const url = await newUrl(kind);
    const bot = await openDatabase({ url, log: silentLog, dataKeys: [first] });
    await bot.close();
    const scratch = await newScratch();
    const whole = join(scratch, 'whole.backup');
    if (kind === 'server') expect(await tool('backup', url, dataKey(first), whole)).toMatchObject({ code: 0 });
    await breakDatabase(url);
    const plain = async (name: string, ...args: string[]) => {
      const { code, complained } = await tool(name, url, dataKey(first), ...args);
      expect(code, name).toBe(1);
      expect(complained).not.toMatch(/^\s+at /m);
      return complained;
    };
    expect(await plain('rotate-key')).toMatch(/is not as the bot left it/);
    expect(await plain('backup', join(scratch, 'second.backup'))).toMatch(/is not as the bot left it/);
    // The embedded database is copied file by file, which can be done whatever is in them.
    if (kind === 'embedded') return;
    expect(await plain('restore', whole)).toMatch(/could not be copied.*--no-copy/);
    expect(await tool('restore', url, dataKey(first), whole, '--no-copy')).toMatchObject({ code: 0, complained: '' });
  });
});

async function newScratch(): Promise<string> {
  const directory = await testDirectory();
  undo.push(() => rm(dirname(directory), { recursive: true, force: true }));
  return dirname(directory);
}

/** Takes a table and the list of migrations away. */
async function breakDatabase(url: string): Promise<void> {
  const broken = 'DROP TABLE "DataKey"; ALTER TABLE "_prisma_migrations" RENAME COLUMN "checksum" TO "gone"';
  if (url.startsWith('file:')) {
    const pglite = await openPglite({ dataDir: `${url.slice(5)}/cluster` });
    await pglite.exec(broken);
    await pglite.close();
    return;
  }
  const { connectServer } = await import('../../src/database/server.ts');
  const server = await connectServer(url, silentLog);
  await server.withSession((session) => session.exec(broken));
  await server.close();
}

describe('texts of a key that nobody noted', () => {
  let database: TestDatabase;
  const check = (keys: Uint8Array[], lost: string[] = []) =>
    database.withSession((session) => checkDataKeys(session, createSealer(keys), lost));

  /** As a rotation beside a running bot once left it: the table of keys knows of the second alone. */
  async function forgetFirst(): Promise<void> {
    database = await testDatabase([first]);
    undo.push(() => database.close());
    await database.db.violation.createMany({ data: [written(database, 'a'), written(database, 'b')] });
    await database.db.dataKey.deleteMany();
    await database.db.dataKey.create({ data: { id: two } });
  }

  test('are found at the start, which says whose key they need and where they stand', async () => {
    await forgetFirst();
    await expect(check([second])).rejects.toThrow(new RegExp(`needs the key ${one}.*2 texts in Violation`));
    await check([second, first]);
  });

  test('do not stop the start any more once the key is said to be lost, until it is found again', async () => {
    await forgetFirst();
    await check([second], [one]);
    await check([second]);
    const left = await database.withSession((session) => rotateKeys(session, createSealer([second])));
    expect(left).toEqual({ texts: 0, retired: [], left: [{ keyId: one, table: 'Violation', count: 2 }] });
    await check([second, first]);
    await expect(check([second])).rejects.toThrow(one);
  });

  test('a key is not called superfluous while a text that cannot be read names it', async () => {
    database = await testDatabase([first]);
    undo.push(() => database.close());
    const [whole, damaged] = [written(database, 'whole'), written(database, 'damaged')];
    await database.db.violation.createMany({
      data: [whole, { ...damaged, story: `${damaged.story.slice(0, -6)}AAAAAA` }],
    });
    const rotation = await database.withSession((session) => rotateKeys(session, createSealer([second, first])));
    expect(rotation).toEqual({ texts: 1, retired: [], left: [{ keyId: one, table: 'Violation', count: 1 }] });
    await expect(check([second])).rejects.toThrow(one);
  });
});
