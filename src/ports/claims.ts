import { AsyncLocalStorage } from 'node:async_hooks';

const checks = new AsyncLocalStorage<() => Promise<void>>();

/**
 * Runs work that holds a claim.
 * @param check rejects with `NotSent` once the claim may no longer be held
 */
export function underClaim<T>(check: () => Promise<void>, work: () => T): T {
  return checks.run(check, work);
}

/**
 * Checks that the running work still holds its claim: called right before a request, which may have queued for long, in a process
 * that may have slept. Work without a claim may always proceed.
 */
export async function checkClaim(): Promise<void> {
  await checks.getStore()?.();
}
