import type { Look } from './locks.ts';

/** What a process has seen of others, which may still hear what belongs to its shards. */
export interface Company {
  /** Looked at the server. */
  saw(look: Pick<Look, 'others' | 'strangers'>): void;
  /** Took a shard, or got it back, after such a look. */
  took(shard: number): void;
  /** Whether another process may hear of a shard that this one certainly holds. */
  mayHear(shard: number): boolean;
  /** Whether nobody else was to be seen when a shard was taken, nor shortly before. */
  tookAlone(shard: number): boolean;
}

/**
 * Milliseconds after which nobody listens any more who had the shard before: who lost its locks closes its gateway after 11 s, and
 * who stops has closed it after some 14 s.
 */
const SETTLED = 30_000;

/**
 * Who uses the locks listens to a shard only while it holds it, or for a while after it had it. Who does not use them, may always
 * listen. Another process that only does its own work beside this one hears nothing of its shards.
 *
 * @param steady a clock that stands still while the machine sleeps, in milliseconds: others may have slept as well
 */
export function createCompany(steady: () => number): Company {
  const taken = new Map<number, { readonly at: number; readonly alone: boolean }>();
  let seenAt = Number.NEGATIVE_INFINITY;
  let strangers = false;
  return {
    saw(look) {
      if (look.others) seenAt = steady();
      strangers = look.strangers;
    },
    took(shard) {
      const at = steady();
      taken.set(shard, { at, alone: at - seenAt > SETTLED });
    },
    mayHear(shard) {
      const last = taken.get(shard);
      if (strangers || !last) return true;
      return !last.alone && steady() - last.at <= SETTLED;
    },
    tookAlone: (shard) => taken.get(shard)?.alone ?? false,
  };
}
