import { AsyncLocalStorage } from 'node:async_hooks';

/** How work that holds a claim learns whether it still does. */
export interface ClaimChecks {
  /** Asks the database where the process cannot know. @throws NotSent once the claim may no longer be held */
  check(): Promise<void>;
  /** Whether the last check still means something, by the clocks alone: it is asked with the first byte of a request. */
  lasts(): boolean;
}

const checks = new AsyncLocalStorage<ClaimChecks>();

/** Runs work that holds a claim. */
export function underClaim<T>(claim: ClaimChecks, work: () => T): T {
  return checks.run(claim, work);
}

/** The claim of the running work: checked right before a request, which may have queued for long. Undefined for work without one. */
export function runningClaim(): ClaimChecks | undefined {
  return checks.getStore();
}
