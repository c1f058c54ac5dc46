import { StartError } from '../operations/start-error.ts';
import { shardOf } from '../ports/shards.ts';
import type { HolderState, ShardHolder, ShardObserver, ShardOwner } from './holder.ts';
import { createIdentifyTurns } from './identify.ts';
import { SHARD_TIMES } from './times.ts';

export interface SoleHolderOptions {
  readonly owner: ShardOwner;
  /** The number of the settings; undefined: what Discord recommends. */
  readonly count: number | undefined;
  readonly perProcess: number | undefined;
  /** Asks Discord how many shards it recommends. */
  readonly recommended: () => Promise<number>;
  readonly observer?: ShardObserver;
}

/** The holder of all shards, where the database lets no second process in: the embedded one. */
export function createSoleHolder(options: SoleHolderOptions): ShardHolder {
  const { owner, perProcess, recommended, observer } = options;
  let state: HolderState = 'starting';
  let count = 0;
  let shards: readonly number[] = [];
  const change = (next: HolderState): void => {
    state = next;
    observer?.state?.({ state, held: shards, count });
  };
  return {
    get count() {
      return count;
    },
    get state() {
      return state;
    },
    held: () => (state === 'holding' ? shards : []),
    holds: (guildId) => state === 'holding' && shardOf(guildId, count) < count,
    async start() {
      const wanted = options.count ?? (await recommended());
      if (perProcess !== undefined && perProcess < wanted) throw new StartError(tooFew(perProcess, wanted));
      count = wanted;
      shards = Array.from({ length: count }, (_none, shard) => shard);
      change('holding');
      for (const shard of shards) owner.take(shard, count);
    },
    listens: (shard) => shard < count,
    // The embedded database asks nobody; elsewhere nothing is known of processes that do without locks.
    mayBeHeardElsewhere: () => true,
    tookAlone: () => true,
    ready: () => undefined,
    identify: createIdentifyTurns(SHARD_TIMES.identify, () => undefined),
    async handOver() {
      change('leaving');
    },
    async close() {},
  };
}

function tooFew(perProcess: number, count: number): string {
  return (
    `SHARDS_PER_PROCESS: ${perProcess} of ${count} shards would be served, and the embedded database takes no second process for ` +
    'the others. Leave it out, or use a PostgreSQL server (DATABASE_URL=postgresql://…).'
  );
}
