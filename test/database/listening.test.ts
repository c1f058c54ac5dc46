import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startProxy, type Way } from '../../scripts/chaos/proxy.ts';
import type { Db } from '../../src/database/client.ts';
import type { Database } from '../../src/database/database.ts';
import { Prisma } from '../../src/database/generated/client.ts';
import { CASCADES } from '../../src/database/memory.ts';
import { readMigrations } from '../../src/database/migrations.ts';
import { createSealer } from '../../src/database/sealing.ts';
import { openServer } from '../../src/database/server.ts';
import { PATIENT_LISTENING, silentLog } from '../support/database.ts';
import { runSql } from '../support/holders.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

/** What is remembered on a server: the tables with the trigger of `announce_write`. */
const ANNOUNCED = ['BoundarySheet', 'Community', 'CommunityContent', 'Member', 'Notice', 'Secret', 'TemplateMemory'];

// Two processes on one server: what one of them writes, the other must not remember differently.
describe.skipIf(testServerUrl === undefined)('what another process writes', () => {
  let url: string;
  let drop: () => Promise<void>;
  let proxy: Way;
  let here: Database;
  let there: Database;
  beforeAll(async () => {
    ({ url, drop } = await serverTestUrl());
    proxy = await startProxy(url);
    const open = async (address: string) =>
      openServer({
        ...{ url: address, log: silentLog, migrations: await readMigrations(), sealer: createSealer([]) },
        listening: { ...PATIENT_LISTENING, ask: 50 },
      });
    there = await open(url);
    here = await open(proxy.url);
  });
  beforeEach(async () => {
    await there.db.member.deleteMany();
    await heard();
  });
  afterAll(async () => {
    await here.close();
    await there.close();
    await proxy.close();
    await drop();
  });

  const id = '100000000000000001';
  const heard = () => Promise.all([here.catchUp?.(), there.catchUp?.()]);
  const writeLanguage = (locale: string, db: Pick<Db, 'member'> = there.db) =>
    db.member.upsert({ where: { id }, create: { id, locale }, update: { locale } });
  const readLanguage = async () => (await here.db.member.findUnique({ where: { id } }))?.locale;
  const recallLanguage = (load = readLanguage, exact = false) => here.memory.recall('language', load, { exact });
  /** Whether something that was read from a table is remembered here. */
  async function isKept(table: string): Promise<boolean> {
    const load = vi.fn(async () => here.db.$queryRawUnsafe(`SELECT count(*)::int AS count FROM "${table}"`));
    const recall = () => here.memory.recall(`rows of ${table}`, load);
    await recall();
    load.mockClear();
    await recall();
    return load.mock.calls.length === 0;
  }

  test('is heard of the tables with a trigger; of others nothing is remembered', async () => {
    const kept: string[] = [];
    for (const table of Object.values(Prisma.ModelName)) if (await isKept(table)) kept.push(table);
    expect(kept.sort()).toEqual(ANNOUNCED);
  });

  const ways: readonly (readonly [string, (table: string) => Promise<unknown>])[] = [
    ['a statement', (table) => there.db.$executeRawUnsafe(`DELETE FROM "${table}"`)],
    [
      'a WITH',
      (table) => there.db.$queryRawUnsafe(`WITH g AS (DELETE FROM "${table}" RETURNING 1) SELECT count(*)::int FROM g`),
    ],
    ['a transaction', (table) => there.db.$transaction(async (tx) => tx.$executeRawUnsafe(`DELETE FROM "${table}"`))],
    ['below Prisma', (table) => there.withSession((session) => session.exec(`DELETE FROM "${table}"`))],
    ['somebody at the console', (table) => runSql(url, `DELETE FROM "${table}"`)],
    ['a TRUNCATE', (table) => runSql(url, `TRUNCATE "${table}" CASCADE`)],
  ];
  test.each(ANNOUNCED.flatMap((table) => ways.map(([name, write]) => [table, name, write] as const)))(
    'into %s by %s is read again',
    async (table, _name, write) => {
      const load = vi.fn(async () => here.db.$queryRawUnsafe(`SELECT count(*)::int AS count FROM "${table}"`));
      const recall = () => here.memory.recall(`count of ${table}`, load);
      here.memory.clear();
      await recall();
      await write(table);
      await here.catchUp?.();
      await recall();
      expect(load).toHaveBeenCalledTimes(2);
    },
  );

  test('counts from its commit on, in both processes', async () => {
    await writeLanguage('pl');
    await heard();
    expect(await recallLanguage()).toBe('pl');
    await there.db.$transaction(async (tx) => {
      await writeLanguage('en', tx);
      await here.catchUp?.();
      expect(await recallLanguage()).toBe('pl');
    });
    await here.catchUp?.();
    expect(await recallLanguage()).toBe('en');
    await writeLanguage('pl', here.db);
    // Its own writes need not be heard.
    expect(await recallLanguage()).toBe('pl');
  });

  test('while something is read keeps the reading from being remembered', async () => {
    await writeLanguage('pl');
    await heard();
    const outdated = await recallLanguage(async () => {
      const read = await readLanguage();
      await writeLanguage('en');
      await here.catchUp?.();
      return read;
    });
    expect([outdated, await recallLanguage()]).toEqual(['pl', 'en']);
  });

  test('is read where it matters, whatever is remembered', async () => {
    const load = vi.fn(readLanguage);
    for (const exact of [false, true, true]) await recallLanguage(load, exact);
    expect(load).toHaveBeenCalledTimes(3);
  });

  test('makes nobody remember less of other tables', async () => {
    const load = vi.fn(readLanguage);
    await recallLanguage(load);
    await there.db.templateMemory.deleteMany();
    await here.catchUp?.();
    await recallLanguage(load);
    expect(load).toHaveBeenCalledOnce();
  });

  test('is not missed when the connection that listens is lost', async () => {
    await writeLanguage('pl');
    await heard();
    expect(await recallLanguage()).toBe('pl');
    proxy.refuse();
    await writeLanguage('en');
    proxy.resume();
    await expect.poll(() => recallLanguage().catch(() => 'away')).toBe('en');
    // And it is remembered again once another one listens.
    await expect.poll(() => isKept('Member')).toBe(true);
  });

  test('goes with what it belongs to: no table that is remembered changes with one that is not', () => {
    const changing = Object.values(CASCADES).flat();
    expect(changing.filter((table) => ANNOUNCED.includes(table))).toEqual([]);
  });
});
