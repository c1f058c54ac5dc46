import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inBackground } from '../../src/database/lanes.ts';
import { kindOf } from '../../src/database/traffic.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Kinds and lanes of the statements of some work. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  database.traffic.onStatement = (kind, lane, seconds) => {
    expect(seconds).toBeGreaterThan(0);
    seen.push(`${kind} ${lane}`);
  };
  await work().finally(() => delete database.traffic.onStatement);
  return seen;
}

describe('each statement is told of', () => {
  it('with its kind and its lane', async () => {
    expect(await statementsOf(() => database.db.community.count())).toEqual(['select front']);
    expect(await statementsOf(() => inBackground(async () => database.db.community.deleteMany()))).toEqual([
      'delete background',
    ]);
  });

  it('within a transaction, with its beginning and its end', async () => {
    const work = () =>
      database.db.$transaction(async (tx) => {
        await tx.$executeRaw`UPDATE "Community" SET zone = zone`;
      });
    const seen = await statementsOf(work);
    expect(seen[0]).toBe('begin front');
    expect(seen).toContain('update front');
  });

  it('even if it fails', async () => {
    const work = () => database.db.$executeRaw`INSERT INTO "Nowhere" VALUES (1)`.catch(() => undefined);
    expect(await statementsOf(work)).toEqual(['insert front']);
  });
});

it.each([
  ['SELECT 1', 'select'],
  ['\n    update "A" set b = 1', 'update'],
  ['WITH a AS (SELECT 1) DELETE FROM b', 'other'],
  ['COMMIT', 'commit'],
  ['', 'other'],
] as const)('%j is counted as %s', (sql, kind) => {
  expect(kindOf(sql)).toBe(kind);
});

it('the pools of a server tell how many connections they have; the embedded database has none', async () => {
  await database.db.$queryRaw`SELECT 1`;
  const pools = database.traffic.pools();
  if (database.kind === 'embedded') return expect(pools).toEqual([]);
  expect(pools.map(({ pool }) => pool)).toEqual(['short', 'long']);
  expect(pools[0]).toMatchObject({ open: 1, idle: 1, waiting: 0, most: 10 });
});
