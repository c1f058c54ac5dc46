import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shardOf } from '../../src/ports/shards.ts';

test('A guild is on the shard that Discord computes for it', () => {
  expect(shardOf('197038439483310086', 16)).toBe(2);
  expect(shardOf('4194304', 2)).toBe(1);
  expect(shardOf('4194303', 2)).toBe(0);
});

test('What belongs to no guild is on the first shard', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 4096 }), (count) => shardOf(null, count) === 0));
});

test('Every guild is on exactly one of the shards, however long its id', () => {
  const snowflake = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n });
  fc.assert(
    fc.property(snowflake, fc.integer({ min: 1, max: 4096 }), (id, count) => {
      const shard = shardOf(String(id), count);
      expect(Number.isInteger(shard) && shard >= 0 && shard < count).toBe(true);
      expect((id >> 22n) - BigInt(shard)).toSatisfy((rest: bigint) => rest % BigInt(count) === 0n);
    }),
  );
});
