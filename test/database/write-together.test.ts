import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createEffects, currentEffects } from '../../src/database/effects.ts';
import { writeTogether } from '../../src/database/write-together.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

test('what several write is written together, apart from what must not be in one statement', async () => {
  const written: (readonly string[])[] = [];
  const write = writeTogether(
    (row: string) => row.slice(0, 1),
    async (rows) => {
      written.push(rows);
      return rows.map((row) => `${row} is stored`);
    },
  );
  const rows = ['a1', 'b1', 'c1', 'b2', 'd1'];
  expect(await Promise.all(rows.map(write))).toEqual(rows.map((row) => `${row} is stored`));
  expect(written).toEqual([['a1'], ['b1', 'c1', 'd1'], ['b2']]);
  expect(await write('b3')).toBe('b3 is stored');
});

test('what fails together fails for whom it fails alone, and nothing is written twice', async () => {
  const { db } = database;
  const write = writeTogether(String, async (ids: readonly string[]) => {
    const rows = ids.map((id) => ({ id, locale: id === '3' ? 'no\u0000language' : 'pl' }));
    await db.member.createMany({ data: rows });
    return ids;
  });
  const outcomes = await Promise.allSettled(['1', '2', '3', '4'].map(write));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await db.member.count()).toBe(3);
});

test('a statement of several belongs to none of their interactions', async () => {
  const write = writeTogether(String, async (rows: readonly string[]) => rows.map(() => currentEffects()));
  const outcomes = await Promise.all(['1', '2', '3'].map((id) => createEffects(id).run(() => write(id))));
  expect(outcomes).toEqual([undefined, undefined, undefined]);
});
