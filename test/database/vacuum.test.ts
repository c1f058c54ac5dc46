import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChanged, tidy } from '../../src/database/vacuum.ts';
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
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = current_schema()`;
  const tidying = tidy(
    counting,
    tables.map(({ name }) => ({ name, vacuum: true, analyze: true })),
  );
  // Somebody who asks one thing after the other is answered between two tables, again and again.
  while (seen.size < 5 && tidied < 60) {
    await db.member.count();
    seen.add(tidied);
  }
  await tidying;
  expect(seen.size).toBe(5);
  expect(tidied).toBeGreaterThan(60);
});

// Only the embedded database is tidied up so; a server's sessions count for themselves, and it has its own autovacuum.
it.skipIf(process.env.TEST_DATABASE_URL)(
  'tidies up only tables in which something was deleted, or enough was changed',
  async () => {
    const { db } = database;
    await tidy(db, await findChanged(db));
    await db.member.createMany({ data: Array.from({ length: 500 }, (_, number) => ({ id: String(number) })) });
    // New rows leave no room to free, but the planner has to know of them.
    expect(await findChanged(db)).toEqual([{ name: '"Member"', vacuum: false, analyze: true }]);
    await tidy(db, await findChanged(db));
    expect(await findChanged(db)).toEqual([]);
    // What somebody deleted is not to stay in the files, however little it is.
    await db.member.delete({ where: { id: '7' } });
    expect(await findChanged(db)).toEqual([{ name: '"Member"', vacuum: true, analyze: false }]);
    await tidy(db, await findChanged(db));
    await db.member.deleteMany({ where: { id: { lt: '3' } } });
    expect(await findChanged(db)).toEqual([{ name: '"Member"', vacuum: true, analyze: true }]);
    await tidy(db, await findChanged(db));
    expect(await findChanged(db)).toEqual([]);
  },
);
