import { Temporal } from 'temporal-polyfill';
import type { Db } from '../database/client.ts';
import { type Shards, shardOf } from '../ports/shards.ts';
import type { Clock } from '../time/clock.ts';
import { hasForeign, releaseForeign } from './store.ts';

/** Milliseconds for which a request that another process began may still be on its way: it is given up after 15 s. */
const SETTLED_AFTER = 15_000;
/** Maximum released steps remembered; the first ones are forgotten first. */
const REMEMBERED = 1000;

/** Takes over what other processes had claimed on shards that this process has taken. */
export interface Fence {
  /** Records that this process has just taken shards. */
  taken(shards: readonly number[]): void;
  /** Increases with each taking: a claim from before may have been released in between. */
  readonly takings: number;
  /**
   * Releases the claims of earlier holders: the lock on a shard says that they do nothing more for it, so nothing has to wait for
   * their leases. Returns whether that is complete; one that stopped in the middle of a transaction holds its rows for seconds.
   */
  release(): Promise<boolean>;
  /** When a request of the earlier holder of a step has certainly arrived, so that a search for it means something. */
  settledAt(key: string): Temporal.Instant | undefined;
}

export interface FenceContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly shards: Shards;
  /** This process's name in claims. */
  readonly owner: string;
}

export function createFence({ db, clock, shards, owner }: FenceContext): Fence {
  /** Shards whose former claims are still to be released, and when they were taken. */
  const open = new Map<number, Temporal.Instant>();
  const released = new Map<string, Temporal.Instant>();
  let takings = 0;
  const remember = (key: string, since: Temporal.Instant): void => {
    released.delete(key);
    released.set(key, since);
    const [first] = released.keys();
    if (first !== undefined && released.size > REMEMBERED) released.delete(first);
  };
  return {
    taken(some) {
      takings += 1;
      for (const shard of some) open.set(shard, clock.now());
    },
    get takings() {
      return takings;
    },
    async release() {
      const { count } = shards;
      const held = shards.held();
      const since = new Map([...open].filter(([shard]) => held.includes(shard)));
      if (since.size === 0) return true;
      const some = [...since.keys()];
      const foreign = { owner, some, count };
      const now = clock.now();
      for (const { key, communityId } of await releaseForeign(db, foreign, now))
        remember(key, since.get(shardOf(communityId, count)) ?? now);
      if (await hasForeign(db, foreign)) return false;
      // Unless it was taken once more meanwhile.
      for (const [shard, at] of since) if (open.get(shard) === at) open.delete(shard);
      return true;
    },
    settledAt(key) {
      const since = released.get(key);
      if (!since) return undefined;
      const now = clock.now();
      const at = since.add({ milliseconds: SETTLED_AFTER });
      // A clock that was set back says nothing about the time that has passed: it starts again.
      if (Temporal.Instant.compare(now, since) < 0) released.set(key, now);
      else if (Temporal.Instant.compare(now, at) < 0) return at;
      else released.delete(key);
      return undefined;
    },
  };
}
