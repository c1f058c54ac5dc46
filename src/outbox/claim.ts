import { Temporal } from 'temporal-polyfill';
import type { Db } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import { NotSent } from '../ports/messenger.ts';
import type { Shards } from '../ports/shards.ts';
import { instantOf } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';

/** A claim on a step while it is used. */
export interface Claim {
  /** Whether its lease lasts for the maximum time of a request, by this process's clock. */
  lasts(): boolean;
  /** @throws NotSent unless the claim is certainly held: nothing may be sent then */
  check(): Promise<void>;
}

export interface ClaimContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly shards: Shards;
  /** How often this process has taken shards. */
  readonly takings: () => number;
}

/** Minimum remaining lease when something is sent; a request takes up to 15 s, and the clocks of two processes may differ. */
const LEAST_LEASE = Temporal.Duration.from({ minutes: 2 });
/** Milliseconds for which a claim is trusted without asking the database. */
const FRESH = 10_000;
/** Milliseconds after which a claim is given back instead of sending anything more: it waited, or its search is a long one. */
const OLD = 60_000;
/** Milliseconds until a step whose claim was too old is retried. */
const AGAIN_AFTER = 1000;

/**
 * Watches a claim: the process may sleep, wait for its turn or search for a long time, and its clock may be set meanwhile. Then
 * another process may have the step, and would send it too. Above all it asks for the shard: a process that lost it sends nothing
 * more, whatever the lease says.
 *
 * @param anywhere whether it was claimed whatever its shard, because a person waits for it
 */
export function watchClaim(context: ClaimContext, step: OutboxStep, anywhere = false): Claim {
  const { db, clock, shards, takings } = context;
  const { id, communityId, nextAt, leaseHolder } = step;
  const claimed = { at: clock.now(), since: performance.now(), takings: takings() };
  const elapsed = (): number => clock.now().epochMilliseconds - claimed.at.epochMilliseconds;
  const lasts = (): boolean =>
    nextAt !== null && Temporal.Duration.compare(instantOf(nextAt).since(clock.now()), LEAST_LEASE) >= 0;
  const isYounger = (limit: number): boolean => elapsed() < limit && performance.now() - claimed.since < limit;
  const isFresh = (): boolean => isYounger(FRESH) && elapsed() >= 0 && takings() === claimed.takings;
  const mayGoOn = async (): Promise<boolean> => {
    const mine = shards.holds(communityId);
    if (!(mine || anywhere) || !lasts() || !isYounger(OLD)) return false;
    if (mine && isFresh()) return true;
    const where = { id, state: 'claimed', leaseHolder, nextAt };
    if ((await db.outboxStep.count({ where })) === 0) return false;
    // It may have been lost while the database was asked.
    return anywhere || shards.holds(communityId);
  };
  return {
    lasts,
    async check() {
      if (!(await mayGoOn())) throw new NotSent(AGAIN_AFTER);
    },
  };
}
