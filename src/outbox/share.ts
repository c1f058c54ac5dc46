import { NotSent } from '../ports/messenger.ts';
import type { Shards } from '../ports/shards.ts';

/** This process's part of what all processes may do together. */
export interface Share {
  /** The shards whose part it may use, of how many. */
  now(): { readonly held: number; readonly count: number };
  /** Milliseconds until that of a newly taken shard may be used. @throws NotSent if it has none */
  settlesIn(): number;
  /** Records that shards were just taken. */
  taken(shards: readonly number[]): void;
}

export interface ShareOptions {
  /** A monotonic clock, in milliseconds. */
  readonly now: () => number;
  /** Milliseconds after which the part of a newly taken shard may be used. */
  readonly settling: number;
  /** Whether nobody else can have used the part of a shard just taken: it counts at once. */
  readonly tookAlone: (shard: number) => boolean;
}

/** Milliseconds until a process without shards asks again. */
const AGAIN_AFTER = 1000;

/** The part of the shards that a process holds. Those that it holds from the beginning count at once. */
export function createShare(shards: Shards, { now, settling, tookAlone }: ShareOptions): Share {
  const since = new Map(shards.held().map((shard) => [shard, Number.NEGATIVE_INFINITY]));
  let count = shards.count;
  const begin = (shard: number): void => void since.set(shard, tookAlone(shard) ? Number.NEGATIVE_INFINITY : now());

  const look = (): readonly number[] => {
    const held = shards.held();
    // With another number of shards, each is another one.
    if (shards.count !== count) since.clear();
    count = shards.count;
    for (const shard of since.keys()) if (!held.includes(shard)) since.delete(shard);
    for (const shard of held) if (!since.has(shard)) begin(shard);
    return [...since.values()];
  };
  return {
    now: () => ({ held: look().filter((at) => now() - at >= settling).length, count }),
    settlesIn() {
      const first = Math.min(...look());
      if (first === Number.POSITIVE_INFINITY) throw new NotSent(AGAIN_AFTER);
      return Math.max(0, first + settling - now());
    },
    taken(some) {
      for (const shard of some) begin(shard);
    },
  };
}
