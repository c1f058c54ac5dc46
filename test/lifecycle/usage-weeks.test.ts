import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Db } from '../../src/database/client.ts';
import { closeUsageWeeks } from '../../src/lifecycle/usage-weeks.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const GUILDS = ['700000000000000001', '700000000000000002'] as const;
const OVER = '2026-11-16';
const clock = testClock('2026-11-24T08:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const onError = (error: unknown) => expect.fail(String(error));
const close = (db: Db = database.db, signal?: AbortSignal) =>
  closeUsageWeeks({ db, clock, onError, ...(signal ? { signal } : {}) });

/** In each community 120 parts: two people used every fourth of them, the others are used by 4 to 6. */
const fill = async (week = OVER) => {
  for (const guild of GUILDS)
    await database.db.$executeRaw`
      INSERT INTO "Usage" ("communityId", week, what, part, "personHash")
      SELECT ${guild}, ${week}::text::date, CASE WHEN n % 2 = 0 THEN 'read' ELSE 'template' END, 'part-' || n, p::text
      FROM generate_series(1, 120) n CROSS JOIN LATERAL generate_series(1, CASE WHEN n % 4 = 0 THEN 2 ELSE 3 + n % 4 END) p`;
};
const COUNTED = 2 * 90;
const PEOPLE = 2 * 30 * (4 + 5 + 6);

const counts = async () => {
  const { _sum, _count } = await database.db.usageWeek.aggregate({ _sum: { people: true }, _count: true });
  return { numbers: _count, people: _sum.people ?? 0, rows: await database.db.usage.count() };
};

it('counts each part of each community, and lets go of what it was counted from', async () => {
  await fill();
  expect(await close()).toBe(COUNTED);
  expect(await counts()).toEqual({ numbers: COUNTED, people: PEOPLE, rows: 0 });
  expect(await database.db.usageWeek.count({ where: { people: { lt: 3 } } })).toBe(0);
  expect(await close()).toBe(0);
});

it('leaves the week that goes on', async () => {
  await fill('2026-11-23');
  const { rows } = await counts();
  expect(await close()).toBe(0);
  expect(await counts()).toEqual({ numbers: 0, people: 0, rows });
});

it('counts nothing twice and forgets nothing after a stop at any statement', async () => {
  for (const last of [1, 2, 3, 4, 5, 6, 8, 10]) {
    await database.reset();
    await fill();
    const stopping = new AbortController();
    let statements = 0;
    const stop = () => {
      statements += 1;
      if (statements === last) stopping.abort();
    };
    const db = new Proxy(database.db, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (typeof key !== 'string' || !key.startsWith('$')) return value;
        return async (...args: unknown[]) => {
          const result = await Reflect.apply(value, target, args);
          stop();
          return result;
        };
      },
    });
    await close(db, stopping.signal);
    expect(statements).toBe(last);
    await close();
    expect(await counts()).toEqual({ numbers: COUNTED, people: PEOPLE, rows: 0 });
  }
});
