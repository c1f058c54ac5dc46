import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../src/database/generated/client.ts';
import { ofShards } from '../../src/database/of-shards.ts';
import { enqueue } from '../../src/outbox/steps.ts';
import { shardOf } from '../../src/ports/shards.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { fakeShards } from '../support/shards.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** What SQL says of each guild. */
async function inSql(guilds: readonly (string | null)[], count: number): Promise<number[]> {
  const rows = await database.db.$queryRaw<{ shard: number }[]>`
    SELECT "shard_of"(id, ${count}::int) AS shard FROM unnest(${[...guilds]}::text[]) WITH ORDINALITY g(id, n) ORDER BY n`;
  return rows.map(({ shard }) => shard);
}

describe('the shard of a guild', () => {
  it('is the same in SQL and in TypeScript, up to the largest snowflake', async () => {
    const guild = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
      fc.constantFrom('0', '4194303', '4194304', String(2n ** 63n - 1n), String(2n ** 63n), String(2n ** 64n - 1n)),
      fc.constant(null),
    );
    const guilds = fc.array(guild, { minLength: 1, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(guilds, fc.integer({ min: 1, max: 20_000 }), async (ids, count) => {
        expect(await inSql(ids, count)).toEqual(ids.map((id) => shardOf(id, count)));
      }),
      { numRuns: 200 },
    );
  });

  it('is the first one for what cannot be a guild: a spoilt row stops no other', async () => {
    const spoilt = ['', ' ', 'x', '12 34', '-4194304', '4194304.5', '1e9', '٣٤٥', '4194304\n', '9'.repeat(60)];
    const expected = spoilt.map((id) => shardOf(id, 7));
    expect(await inSql(spoilt, 7)).toEqual(expected);
    expect(expected.slice(0, -1)).toEqual(spoilt.slice(0, -1).map(() => 0));
  });
});

describe('a statement about the shards that a process holds', () => {
  /** Two guilds on each of four shards. */
  const guilds = Array.from({ length: 8 }, (_, index) => String((BigInt(index) << 22n) + 5n));
  const chosen = async (held: readonly number[], count = 4) => {
    const rows = await database.db.$queryRaw<{ id: string }[]>`
      SELECT id FROM unnest(${guilds}::text[]) AS g(id) WHERE ${ofShards(fakeShards(count, held), 'g.id')} ORDER BY id::bigint`;
    return rows.map(({ id }) => guilds.indexOf(id));
  };

  it('finds theirs, and none of the others', async () => {
    expect(await chosen([1])).toEqual([1, 5]);
    expect(await chosen([0, 3])).toEqual([0, 3, 4, 7]);
    expect(await chosen([])).toEqual([]);
    expect(await chosen([0, 1, 2, 3])).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('asks nothing of the database where all shards are held, or none', () => {
    expect(ofShards(fakeShards(1, [0]), 'g.id')).toEqual(Prisma.sql`TRUE`);
    expect(ofShards(fakeShards(2, []), 'g.id')).toEqual(Prisma.sql`FALSE`);
  });

  it('stops at the last step needed, as a claim does, instead of reading all that are due', async () => {
    await database.reset();
    const dueAt = Temporal.Instant.from('2026-11-27T09:00:00Z');
    const steps = Array.from({ length: 2000 }, (_, number) => ({
      kind: 'test',
      key: `test:${number}`,
      dueAt,
      communityId: String(BigInt(number) << 22n),
    }));
    await enqueue(database.db, steps);
    await database.db.$executeRaw`ANALYZE "OutboxStep"`;
    const plan = await database.db.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT id FROM "OutboxStep" s
      WHERE state = 'pending' AND "nextAt" <= now() AND ${ofShards(fakeShards(4, [3]), 's."communityId"')}
      ORDER BY "nextAt" LIMIT 24`;
    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toContain('Index Scan using "OutboxStep_state_nextAt_idx"');
    expect(lines).not.toContain('Sort');
  });
});
