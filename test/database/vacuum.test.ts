import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChanged, tidy, vacuumMuchChanged } from '../../src/database/vacuum.ts';
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

it.skipIf(process.env.TEST_DATABASE_URL)(
  'tidies up in the middle of much work only tables of which a tenth, and many rows, have gone',
  async () => {
    const { db } = database;
    const dead = async () => {
      await db.$executeRaw`SELECT pg_stat_force_next_flush()`;
      const [row] = await db.$queryRaw<{ dead: number }[]>`
        SELECT n_dead_tup::int AS dead FROM pg_stat_user_tables WHERE relname = 'Member'`;
      return row?.dead;
    };
    await db.$executeRaw`INSERT INTO "Member" (id, "updatedAt") SELECT 'm' || n, now() FROM generate_series(1, 60000) n`;
    await tidy(db, await findChanged(db));
    // More than a tenth, and many, but not both at once.
    await db.$executeRaw`DELETE FROM "Member" WHERE id IN (SELECT 'm' || n FROM generate_series(1, 12000) n)`;
    await vacuumMuchChanged(db);
    expect(await dead()).toBeGreaterThan(11_000);
    await db.$executeRaw`DELETE FROM "Member" WHERE id IN (SELECT 'm' || n FROM generate_series(12001, 20000) n)`;
    await vacuumMuchChanged(db);
    expect(await dead()).toBe(0);
  },
);
