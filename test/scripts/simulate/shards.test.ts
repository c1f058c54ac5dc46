import { expect, it } from 'vitest';
import { createShardTable, mostShards } from '../../../scripts/simulate/shards.ts';

const guildOn = (shard: number) => String(BigInt(shard) << 22n);

it('gives each shard to one process, and what one leaves to those with room', () => {
  const table = createShardTable(8, mostShards(8, 3));
  expect([1, 2, 3].map((process) => table.take(process).length)).toEqual([4, 4, 0]);
  const [first, third] = [table.of(1), table.of(3)];
  expect(first.held()).toEqual([0, 1, 2, 3]);
  expect([first.holds(guildOn(3)), first.holds(guildOn(4)), third.holds(guildOn(3))]).toEqual([true, false, false]);
  table.free(1);
  expect(first.held()).toEqual([]);
  expect(table.take(2)).toEqual([]);
  expect(table.take(3)).toEqual([0, 1, 2, 3]);
  expect([first.holds(guildOn(3)), third.holds(guildOn(3))]).toEqual([false, true]);
});

it('leaves room for the shards of one process that is missing', () => {
  expect([mostShards(64, 4), mostShards(1, 1), mostShards(4, 2)]).toEqual([22, 1, 4]);
});
