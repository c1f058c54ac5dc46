import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Prisma } from '../../src/database/generated/client.ts';
import { createToDriver } from '../../src/database/raw-statements.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

// Within a transaction raw statements go Prisma's own way: what they take and return there is what they must outside.

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const bothWays = async (sql: Prisma.Sql) => [
  await database.db.$queryRaw(sql),
  await database.db.$transaction((tx) => tx.$queryRaw(sql)),
];

const text = fc.string({ unit: fc.constantFrom('ą', 'x', "'", '"', '\\', ' ', '{', ',', '\n', '$1', '🙂') });
const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const big = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

const TYPES: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
  ['text', text],
  ['int', int],
  ['smallint', fc.integer({ min: -32_768, max: 32_767 })],
  ['bigint', big],
  ['float8', fc.double({ noNaN: true, noDefaultInfinity: true })],
  ['numeric(12, 2)', fc.integer({ min: 0, max: 9_999_999 }).map((cents) => cents / 100)],
  ['boolean', fc.boolean()],
  ['timestamptz', day],
  ['timestamp', day],
  ['date', day],
  ['jsonb', fc.json().map((json) => json.replaceAll('\\u0000', ''))],
  ['uuid', fc.uuid()],
];

describe('a raw statement', () => {
  test.each(TYPES)('takes and returns %s as Prisma does', async (type, values) => {
    const one = Prisma.raw(`::${type}`);
    const list = Prisma.raw(`::${type}[]`);
    await fc.assert(
      fc.asyncProperty(fc.option(values), fc.array(values, { maxLength: 3 }), async (value, several) => {
        const [directly, byPrisma] = await bothWays(
          Prisma.sql`SELECT ${value}${one} AS one, ${several}${list} AS several, NULL${one} AS none`,
        );
        expect(directly).toEqual(byPrisma);
      }),
      { numRuns: 15 },
    );
  });

  test('takes bytes, and what else Prisma converts', async () => {
    const bytes = Buffer.from('Zażółć');
    const [directly, byPrisma] = await bothWays(
      Prisma.sql`SELECT ${bytes}::bytea AS bytes, ${{ a: ['ą'] }}::jsonb AS json, ${new Prisma.Decimal('1.50')}::numeric AS sum,
        ${'09:30:00'}::time AS time`,
    );
    expect(directly).toEqual(byPrisma);
  });

  test('may be part of another one', async () => {
    const { db } = database;
    const where = Prisma.sql`id = ${'7'} OR id = ANY(${['8', '9']})`;
    const count = () => db.$queryRaw`SELECT count(*)::int AS count FROM "Member" WHERE ${where} AND ${true}`;
    expect(await count()).toEqual([{ count: 0 }]);
    expect(
      await db.$executeRaw`INSERT INTO "Member" (id, "updatedAt") SELECT unnest(${['7', '8']}::text[]), now()`,
    ).toBe(2);
    expect(await count()).toEqual([{ count: 2 }]);
  });

  test.each([
    ['a text that is no number', Prisma.sql`SELECT ${'x'}::int AS number`],
    ['a table that is not there', Prisma.sql`SELECT 1 FROM "Nowhere"`],
    ['a row that is there', Prisma.sql`INSERT INTO "Member" (id, "updatedAt") VALUES ('7', now()), ('7', now())`],
  ])('fails as Prisma’s does: %s', async (_what, sql) => {
    const failure = async (work: Promise<unknown>) => {
      const error = await work.then(
        () => expect.fail('it did not fail'),
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof Prisma.PrismaClientKnownRequestError)) throw error;
      const { code, clientVersion, meta, message } = error;
      return { code, clientVersion, meta, message: message.split('\n').at(-1) };
    };
    const directly = await failure(database.db.$queryRaw(sql));
    expect(directly).toMatchObject({ code: 'P2010', meta: { driverAdapterError: expect.any(Error) } });
    expect(directly).toEqual(await failure(database.db.$transaction((tx) => tx.$queryRaw(sql))));
  });

  test('is not tried twice', async () => {
    const insert = () => database.db.$executeRaw`INSERT INTO "Member" (id, "updatedAt") VALUES ('7', now())`;
    await insert();
    await expect(insert()).rejects.toThrow('23505');
    await expect(database.db.member.count()).resolves.toBe(1);
  });

  test('leaves to Prisma what it cannot convert itself', () => {
    const toDriver = createToDriver();
    const of = (value: unknown) => toDriver(Object.assign(['a ', ' b'], { raw: ['a ', ' b'] }), value);
    expect(of('x')).toEqual({ sql: 'a $1 b', args: ['x'], argTypes: [{ scalarType: 'string', arity: 'scalar' }] });
    for (const value of [new Uint8Array(1), { a: 1 }, new Date(Number.NaN), Number.NaN, new Prisma.Decimal(1), [['x']]])
      expect(of(value)).toBeUndefined();
  });
});
