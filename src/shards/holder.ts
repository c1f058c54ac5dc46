import type { Shards } from '../ports/shards.ts';

/** What a process does with the shards it gets: the gateway, seen from here. */
export interface ShardOwner {
  /** Opens the gateway session of a shard. */
  take(shard: number, count: number): void;
  /** The locks are held in a new session; in between, another process may have had them for a moment. */
  regained(shards: readonly number[]): void;
  /** Closes it at once: another process has the shard, or may have it. */
  drop(shard: number): void;
}

/**
 * What a process is doing: *starting*: the number of shards is not known yet; *holding*: it has one shard at least; *standby*: others
 * have all of them; *waiting*: others work with another number of shards; *cut off*: the database is away, or somebody else has its
 * shards; *leaving*: it stops.
 */
export const HOLDER_STATES = ['starting', 'holding', 'standby', 'waiting', 'cut off', 'leaving'] as const;

export type HolderState = (typeof HOLDER_STATES)[number];

/** Called with what is worth counting; none of it may throw. */
export interface ShardObserver {
  /** After every change of state, shards or their number. */
  state?(now: { readonly state: HolderState; readonly held: readonly number[]; readonly count: number }): void;
  /** The session with the locks was lost. */
  lockLost?(reason: string): void;
  /** Gateway sessions were closed because their locks could no longer be trusted. */
  fenced?(shards: readonly number[]): void;
  /** Seconds by which this machine's clock is ahead of the server's, at every ping. */
  clockOffset?(seconds: number): void;
}

/** Takes shards, keeps them, gives them back. */
export interface ShardHolder extends Shards {
  readonly state: HolderState;
  /**
   * Takes what is free, and resolves after the first attempt. @throws StartError for a setting that cannot work
   */
  start(): Promise<void>;
  /** Whether what the gateway tells of a shard may be acted on: more than `held`, see {@link Certainty.mayListen}. */
  listens(shard: number): boolean;
  /** The gateway session of a shard is open. */
  ready(shard: number): void;
  /**
   * Whether another process may hear of what this one hears of a shard: at a change of hands, or where one does not use the locks.
   * docs/processes.md says when.
   */
  mayBeHeardElsewhere(shard: number): boolean;
  /** Whether no other process was to be seen when a shard was taken, nor shortly before. */
  tookAlone(shard: number): boolean;
  /** Waits for a shard's turn to log in: one in some seconds for each of Discord's buckets, over all processes. */
  identify(shard: number, buckets: number, signal: AbortSignal): Promise<void>;
  /**
   * Gives the shards to the processes that wait for them. Resolves once their sessions are open, or nobody wants them; until then this
   * process goes on answering.
   */
  handOver(): Promise<void>;
  /** Ends the session with the locks. */
  close(): Promise<void>;
}
