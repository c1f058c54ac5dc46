import { afterEach, describe, expect, test } from 'vitest';
import { startProxy, type Way } from '../../scripts/chaos/proxy.ts';
import type { Database } from '../../src/database/database.ts';
import { announcedWork, inBackground } from '../../src/database/lanes.ts';
import { openDatabase } from '../../src/database/open.ts';
import { silentLog } from '../support/database.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

// Connections that go silent are never heard of again: no error, no end. Only the bot's own patience ends them.

describe.skipIf(testServerUrl === undefined)('a PostgreSQL server whose connections go silent', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function open(): Promise<{ database: Database; proxy: Way }> {
    const { url, drop } = await serverTestUrl();
    closing.push(drop);
    const proxy = await startProxy(url);
    closing.push(() => proxy.close());
    const database = await openDatabase({ url: proxy.url, log: silentLog });
    closing.push(() => database.close());
    return { database, proxy };
  }
  const count = ({ db }: Database) => db.community.count();
  /** Opens all of the people's connections at once. */
  const fill = (database: Database) => Promise.all(Array.from({ length: 10 }, () => count(database)));

  test('answers again after one of them was given up, on new ones', { timeout: 30_000 }, async () => {
    const { database, proxy } = await open();
    await fill(database);
    proxy.silence();
    await expect(count(database)).rejects.toThrow();
    expect(await fill(database)).toEqual(Array.from({ length: 10 }, () => 0));
  });

  test('hands none of them back from a transaction', { timeout: 30_000 }, async () => {
    const { database, proxy } = await open();
    const { db } = database;
    const transaction = db.$transaction(async (tx) => {
      await tx.community.count();
      proxy.silence();
      await tx.community.count();
    });
    await expect(transaction).rejects.toThrow();
    expect(await Promise.all(Array.from({ length: 10 }, () => db.$transaction((tx) => tx.community.count())))).toEqual(
      Array.from({ length: 10 }, () => 0),
    );
  });

  test('jobs that hang leave the connections of people alone', { timeout: 30_000 }, async () => {
    const { database } = await open();
    const { db } = database;
    const jobs = inBackground(() =>
      Promise.all(Array.from({ length: 8 }, () => db.$queryRaw`SELECT pg_sleep(3)::text`)),
    );
    let done = false;
    void jobs.then(() => {
      done = true;
    });
    await fill(database);
    expect(done).toBe(false);
    await jobs;
  });

  test('and the server itself ends what nobody waits for any more', { timeout: 30_000 }, async () => {
    const { database } = await open();
    const settings = async () =>
      database.db.$queryRaw<object[]>`SELECT current_setting('statement_timeout') AS statement,
        current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('TimeZone') AS zone`;
    expect(await settings()).toEqual([{ statement: '5s', idle: '20s', zone: 'UTC' }]);
    const long = [{ statement: '31s', idle: '20s', zone: 'UTC' }];
    expect(await inBackground(settings)).toEqual(long);
    expect(await announcedWork(settings)).toEqual(long);
  });
});
