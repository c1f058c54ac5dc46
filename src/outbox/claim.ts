import { Temporal } from 'temporal-polyfill';
import type { Db } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import { NotSent } from '../ports/messenger.ts';
import { instantOf } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';

/** A claim on a step while it is used. */
export interface Claim {
  /** Whether its lease lasts for the maximum time of a request, by this process's clock. */
  lasts(): boolean;
  /** @throws NotSent unless the claim is certainly held: nothing may be sent then */
  check(): Promise<void>;
}

/** Minimum remaining lease when something is sent; a request takes up to 15 s, and the clocks of two processes may differ. */
const LEAST_LEASE = Temporal.Duration.from({ minutes: 2 });
/** Milliseconds for which a claim is trusted without asking the database. */
const FRESH = 10_000;
/** Milliseconds until a step whose claim was too old is retried. */
const AGAIN_AFTER = 1000;

/**
 * Watches a claim: the process may sleep, wait for its turn or search for a long time, and its clock may be set meanwhile. Then
 * another process may have the step, and would send it too.
 */
export function watchClaim({ db, clock }: { readonly db: Db; readonly clock: Clock }, step: OutboxStep): Claim {
  const { id, nextAt, leaseHolder } = step;
  const claimed = { at: clock.now(), since: performance.now() };
  const lasts = (): boolean =>
    nextAt !== null && Temporal.Duration.compare(instantOf(nextAt).since(clock.now()), LEAST_LEASE) >= 0;
  const isFresh = (): boolean => {
    const age = clock.now().epochMilliseconds - claimed.at.epochMilliseconds;
    return age >= 0 && age < FRESH && performance.now() - claimed.since < FRESH;
  };
  return {
    lasts,
    async check() {
      if (lasts()) {
        if (isFresh()) return;
        if ((await db.outboxStep.count({ where: { id, state: 'claimed', leaseHolder, nextAt } })) > 0) return;
      }
      throw new NotSent(AGAIN_AFTER);
    },
  };
}
