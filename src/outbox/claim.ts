import { Temporal } from 'temporal-polyfill';
import type { Db } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import type { ClaimChecks } from '../ports/claims.ts';
import { NotSent } from '../ports/messenger.ts';
import type { Shards } from '../ports/shards.ts';
import { instantOf } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';

/** A claim on a step while it is used. `check` throws unless the claim is certainly held: nothing may be sent then. */
export interface Claim extends ClaimChecks {
  /** Whether its lease is long enough for a request of the maximum duration, by this process's clock. */
  hasTime(): boolean;
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
  const claimed = momentOf(clock, takings());
  let checked = claimed;
  const hasTime = (): boolean =>
    nextAt !== null && Temporal.Duration.compare(instantOf(nextAt).since(clock.now()), LEAST_LEASE) >= 0;
  const isYounger = ({ at, since }: Moment, limit: number): boolean =>
    clock.now().epochMilliseconds - at.epochMilliseconds < limit && performance.now() - since < limit;
  const isFresh = (moment: Moment): boolean =>
    isYounger(moment, FRESH) && Temporal.Instant.compare(clock.now(), moment.at) >= 0 && takings() === moment.takings;
  const mayTry = (): boolean => (anywhere || shards.holds(communityId)) && hasTime() && isYounger(claimed, OLD);
  const mayGoOn = async (): Promise<boolean> => {
    if (!mayTry()) return false;
    if (shards.holds(communityId) && isFresh(claimed)) return true;
    const where = { id, state: 'claimed', leaseHolder, nextAt };
    if ((await db.outboxStep.count({ where })) === 0) return false;
    // It may have been lost while the database was asked.
    return anywhere || shards.holds(communityId);
  };
  return {
    hasTime,
    async check() {
      // Taken before the question: what happens while the database is asked comes after it.
      const now = momentOf(clock, takings());
      if (!(await mayGoOn())) throw new NotSent(AGAIN_AFTER);
      checked = now;
    },
    lasts: () => mayTry() && isFresh(checked),
  };
}

/** A moment by the clock and by the process, and how often the process had taken shards. */
interface Moment {
  readonly at: Temporal.Instant;
  readonly since: number;
  readonly takings: number;
}

function momentOf(clock: Clock, takings: number): Moment {
  return { at: clock.now(), since: performance.now(), takings };
}
