import { AsyncLocalStorage } from 'node:async_hooks';

const checks = new AsyncLocalStorage<() => Promise<void>>();

/**
 * Runs work that holds a claim.
 * @param check rejects with `NotSent` once the claim is not surely held any more
 */
export function underClaim<T>(check: () => Promise<void>, work: () => T): T {
  return checks.run(check, work);
}

/**
 * Looks whether the work that is running still holds its claim: right before a request, which may have waited long for its turn,
 * in a process that may have slept. Work without a claim always may go on.
 */
export async function checkClaim(): Promise<void> {
  await checks.getStore()?.();
}
