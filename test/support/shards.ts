import { type Shards, shardOf } from '../../src/ports/shards.ts';

/** The shards of a process of a test, which says which of them it holds. */
export interface FakeShards extends Shards {
  count: number;
  /** Takes the place of what was held. */
  hold(shards: readonly number[]): void;
}

export function fakeShards(count: number, held: readonly number[] = []): FakeShards {
  const mine = new Set(held);
  return {
    count,
    held: () => [...mine],
    holds(guildId) {
      return this.count > 0 && mine.has(shardOf(guildId, this.count));
    },
    hold(shards) {
      mine.clear();
      for (const shard of shards) mine.add(shard);
    },
  };
}

/** A guild on a shard, the `number`th. */
export function guildOn(shard: number, count: number, number = 1): string {
  return String((BigInt(shard + count * number) << 22n) + 1n);
}
