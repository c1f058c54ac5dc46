import { afterAll, beforeAll, expect, it } from 'vitest';
import { vacuumTables } from '../../src/database/vacuum.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('tidies up table by table, and lets what people wait for have its turn in between', async () => {
  const { db } = database;
  let tidied = 0;
  const counting = new Proxy(db, {
    get(target, key) {
      const value = Reflect.get(target, key);
      if (key !== '$executeRawUnsafe') return value;
      return async (...args: unknown[]) => {
        await Reflect.apply(value, target, args);
        tidied += 1;
      };
    },
  });
  const seen = new Set<number>();
  const tidying = vacuumTables(counting);
  // Somebody who asks one thing after the other is answered between two tables, again and again.
  while (seen.size < 5 && tidied < 60) {
    await db.member.count();
    seen.add(tidied);
  }
  await tidying;
  expect(seen.size).toBe(5);
  expect(tidied).toBeGreaterThan(60);
});
