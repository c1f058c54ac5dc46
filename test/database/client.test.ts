import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Tx } from '../../src/database/client.ts';
import { inBackground } from '../../src/database/lanes.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const community = (id: string) => ({ id, locale: 'pl', zone: 'Europe/Warsaw' });

test('what is written is read again, to the millisecond and in UTC', async () => {
  const createdAt = new Date('2026-03-29T01:30:00.123Z');
  await database.db.community.create({ data: { ...community('1'), createdAt } });
  const row = await database.db.community.findUniqueOrThrow({ where: { id: '1' } });
  expect(row.createdAt).toEqual(createdAt);
  const [raw] = await database.db.$queryRaw<{ text: string }[]>`
    SELECT to_char("createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') AS "text" FROM "Community"`;
  expect(raw?.text).toBe('2026-03-29 01:30:00.123');
});

test('lists are read as lists of what they hold', async () => {
  const rows = await database.db.$queryRaw`
    SELECT array['a', 'b'] AS "texts", array[1, 2] AS "numbers", array[true] AS "flags", array['2026-03-29'::date] AS "days"`;
  expect(rows).toEqual([
    { texts: ['a', 'b'], numbers: [1, 2], flags: [true], days: [new Date('2026-03-29T00:00:00Z')] },
  ]);
});

test('a transaction is kept as a whole or not at all', async () => {
  const failing = database.db.$transaction(async (tx) => {
    await tx.community.create({ data: community('2') });
    throw new Error('later step');
  });
  await expect(failing).rejects.toThrow('later step');
  expect(await database.db.community.findUnique({ where: { id: '2' } })).toBeNull();
});

test.each([
  ['a query', (outer: TestDatabase['db']) => outer.community.findMany()],
  ['a write', (outer: TestDatabase['db']) => outer.community.create({ data: community('4') })],
  ['raw SQL', (outer: TestDatabase['db']) => outer.$queryRaw`SELECT 1`],
  ['another transaction', (outer: TestDatabase['db']) => outer.$transaction(async (tx) => tx.community.count())],
])('inside a transaction the outer client refuses %s at once', async (_name, call) => {
  const work = database.db.$transaction(async (tx) => {
    await tx.community.create({ data: community('3') });
    await call(database.db);
  });
  await expect(work).rejects.toThrow(/outer database client/);
  expect(await database.db.community.count({ where: { id: { in: ['3', '4'] } } })).toBe(0);
});

test('work beside a transaction waits for it and is not refused', async () => {
  const [, beside] = await Promise.all([
    database.db.$transaction(async (tx) => {
      await tx.community.create({ data: community('5') });
      await tx.community.count();
    }),
    database.db.community.create({ data: community('6') }),
  ]);
  expect(beside.id).toBe('6');
  expect(await database.db.community.count({ where: { id: { in: ['5', '6'] } } })).toBe(2);
});

test('a transaction waits its turn, and takes its time, for longer than a busy computer needs', async () => {
  await database.db.community.create({ data: community('8') });
  const rename = (tx: Tx, zone: string) => tx.community.update({ where: { id: '8' }, data: { zone } });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const begun = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const first = database.db.$transaction(async (tx) => {
      await rename(tx, 'Europe/Paris');
      begun.resolve();
      await held.promise;
    });
    await begun.promise;
    // On a server a person's statement is given up after four seconds, and with it the wait for another's lock; a job's is not.
    const waiting = () => database.db.$transaction((tx) => rename(tx, 'Europe/Rome'));
    const second = database.kind === 'server' ? inBackground(waiting) : waiting();
    await vi.advanceTimersByTimeAsync(9_000);
    held.resolve();
    await first;
    expect(await second).toMatchObject({ zone: 'Europe/Rome' });
  } finally {
    vi.useRealTimers();
  }
});

test('a long row of statements lets what else waits have its turn', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  try {
    for (let count = 0; count < 200; count += 1) await database.db.community.count();
    await database.db.$transaction(async (tx) => {
      const before = turns;
      for (let count = 0; count < 200; count += 1) await tx.community.count();
      expect(turns).toBeGreaterThan(before);
    });
  } finally {
    clearInterval(timer);
  }
  expect(turns).toBeGreaterThan(1);
});

test('a transaction in which a statement failed is not reported as kept', async () => {
  const work = database.db.$transaction(async (tx) => {
    await tx.community.create({ data: community('7') });
    await tx.community.create({ data: community('7') }).catch(() => undefined);
  });
  await expect(work).rejects.toThrow();
  expect(await database.db.community.count({ where: { id: '7' } })).toBe(0);
});
