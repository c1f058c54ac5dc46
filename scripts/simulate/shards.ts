import { type Shards, shardOf } from '../../src/ports/shards.ts';

/** Who holds which shard: what the locks of the database say in reality. */
export interface ShardTable {
  /** The shards as one process sees them. */
  of(process: number): Shards;
  /** Lets a process take free shards, up to its limit; returns those taken. */
  take(process: number): readonly number[];
  /** Frees all that a process holds. */
  free(process: number): void;
}

/** @param most how many shards a process takes at most */
export function createShardTable(count: number, most: number): ShardTable {
  const holders = new Array<number | undefined>(count).fill(undefined);
  const heldBy = (process: number) => holders.flatMap((holder, shard) => (holder === process ? [shard] : []));
  return {
    of: (process) => ({
      count,
      held: () => heldBy(process),
      holds: (guildId) => holders[shardOf(guildId, count)] === process,
    }),
    take(process) {
      const room = most - heldBy(process).length;
      const free = holders.flatMap((holder, shard) => (holder === undefined ? [shard] : []));
      const taken = free.slice(0, Math.max(0, room));
      for (const shard of taken) holders[shard] = process;
      return taken;
    },
    free(process) {
      for (const shard of heldBy(process)) holders[shard] = undefined;
    },
  };
}

/** How many shards a process takes at most, so that one of them may be missing. */
export const mostShards = (shards: number, processes: number): number => Math.ceil(shards / Math.max(1, processes - 1));
