import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Prisma } from '../../src/database/generated/client.ts';
import { CASCADES, createMemory } from '../../src/database/memory.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const personId = '100000000000000001';
const readLanguage = async () => (await database.db.member.findUnique({ where: { id: personId } }))?.locale;

describe('what was read', () => {
  const recall = (load = vi.fn(readLanguage)) => ({ load, read: () => database.memory.recall('language', load) });

  test('is not read again', async () => {
    await database.db.member.create({ data: { id: personId, locale: 'en' } });
    await database.catchUp?.();
    const { load, read } = recall();
    expect([await read(), await read(), await read()]).toEqual(['en', 'en', 'en']);
    expect(load).toHaveBeenCalledOnce();
  });

  test.each<[string, (db: TestDatabase['db']) => Promise<unknown>]>([
    ['a create', (db) => db.member.create({ data: { id: personId, locale: 'pl' } })],
    [
      'an upsert',
      (db) => db.member.upsert({ where: { id: personId }, create: { id: personId, locale: 'pl' }, update: {} }),
    ],
    ['many at once', (db) => db.member.createMany({ data: [{ id: personId, locale: 'pl' }] })],
    [
      'raw SQL',
      (db) => db.$executeRaw`INSERT INTO "Member" (id, locale, "updatedAt") VALUES (${personId}, 'pl', now())`,
    ],
    [
      'raw SQL behind a WITH',
      (db) =>
        db.$queryRaw`WITH new AS (INSERT INTO "Member" (id, locale, "updatedAt") VALUES (${personId}, 'pl', now()) RETURNING 1)
          SELECT count(*)::int AS count FROM new`,
    ],
    [
      'a transaction',
      (db) => db.$transaction(async (tx) => tx.member.create({ data: { id: personId, locale: 'pl' } })),
    ],
  ])('is read again after %s', async (_name, write) => {
    const { load, read } = recall();
    expect(await read()).toBeUndefined();
    await write(database.db);
    expect(await read()).toBe('pl');
    // On a server the own write is heard of once more.
    await database.catchUp?.();
    const known = load.mock.calls.length + 1;
    expect([await read(), await read(), await read()]).toEqual(['pl', 'pl', 'pl']);
    expect(load.mock.calls.length).toBeLessThanOrEqual(known);
  });

  test('is kept when something else is written', async () => {
    const { load, read } = recall();
    await read();
    await database.db.searchGap.create({
      data: {
        communityId: '7',
        personHash: 'h',
        month: '2026-11',
        locale: 'pl',
        query: 'q',
        reason: 'nothing',
        createdAt: new Date(),
      },
    });
    await read();
    expect(load).toHaveBeenCalledOnce();
  });

  test('is kept when a write to another table only reads its table', async () => {
    await database.db.member.create({ data: { id: personId, locale: 'en' } });
    await database.catchUp?.();
    const { load, read } = recall();
    await read();
    await database.db.$executeRaw`WITH gone AS (DELETE FROM "Usage" RETURNING 1)
      INSERT INTO "TemplateMemory" ("personId", "values", "updatedAt") SELECT id, 'v', now() FROM "Member"
      ON CONFLICT ("personId") DO UPDATE SET "values" = EXCLUDED."values"`;
    await read();
    expect(load).toHaveBeenCalledOnce();
  });

  test('is not kept if it was written while it was read', async () => {
    const { load, read } = recall(
      vi.fn(async () => {
        const language = await readLanguage();
        await database.db.member.upsert({
          where: { id: personId },
          create: { id: personId, locale: 'en' },
          update: { locale: 'en' },
        });
        return language;
      }),
    );
    expect([await read(), await read()]).toEqual([undefined, 'en']);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test('within a transaction that is taken back is forgotten', async () => {
    const { read } = recall();
    const inside = vi.fn();
    const failing = database.db.$transaction(async (tx) => {
      await tx.member.create({ data: { id: personId, locale: 'en' } });
      inside(await database.memory.recall('language', async () => (await tx.member.findFirst())?.locale));
      throw new Error('later step');
    });
    await expect(failing).rejects.toThrow('later step');
    expect(inside).toHaveBeenCalledWith('en');
    expect(await read()).toBeUndefined();
  });

  test('by something that was remembered itself follows the same tables', async () => {
    const outer = () => database.memory.recall('outer', async () => `${await recall().read()}`);
    expect([await recall().read(), await outer()]).toEqual([undefined, 'undefined']);
    await database.db.member.create({ data: { id: personId, locale: 'pl' } });
    expect(await outer()).toBe('pl');
  });

  test('cannot be changed by those who share it', async () => {
    const value = await database.memory.recall('lists', async () => ({ list: ['a'] }));
    expect(() => value.list.push('b')).toThrow(TypeError);
  });

  test('that failed is not kept', async () => {
    const load = vi.fn(readLanguage).mockRejectedValueOnce(new Error('away'));
    const { read } = recall(load);
    await expect(read()).rejects.toThrow('away');
    expect(await read()).toBeUndefined();
  });

  test('is read again after SQL that passes by no client', async () => {
    const { read } = recall();
    await read();
    await database.withSession((session) =>
      session.query(`INSERT INTO "Member" (id, locale, "updatedAt") VALUES ('${personId}', 'pl', now())`),
    );
    expect(await read()).toBe('pl');
  });

  test.each(Object.values(Prisma.ModelName))(
    'of the table %s is read again after each kind of write to it',
    async (table) => {
      const load = vi.fn(async () => database.db.$queryRawUnsafe(`SELECT count(*)::int AS count FROM "${table}"`));
      const read = () => database.memory.recall(`rows of ${table}`, load);
      const writes = [
        `DELETE FROM "${table}"`,
        `WITH gone AS (DELETE FROM "${table}" RETURNING 1) SELECT count(*)::int AS count FROM gone`,
      ];
      await read();
      for (const sql of writes) {
        await database.db.$queryRawUnsafe(sql);
        await read();
      }
      expect(load).toHaveBeenCalledTimes(3);
    },
  );
});

test('the tables that change with another one are those of the database’s foreign keys', async () => {
  const keys = await database.db.$queryRaw<{ from: string; to: string }[]>`
    SELECT DISTINCT conrelid::regclass::text AS "from", confrelid::regclass::text AS "to" FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2`;
  const name = (quoted: string) => quoted.replaceAll('"', '');
  const found = Map.groupBy(keys, ({ to }) => name(to));
  const asTold = Object.fromEntries(
    [...found].map(([to, list]) => [to, list.map(({ from }) => name(from)).toSorted()]),
  );
  expect(CASCADES).toEqual(asTold);
});

test('no more is kept than was said', async () => {
  const memory = createMemory({ most: 2 });
  const load = vi.fn(async () => 1);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await memory.recall(key, load);
  // b made room for c.
  expect(load).toHaveBeenCalledTimes(4);
});
