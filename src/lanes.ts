import { AsyncLocalStorage } from 'node:async_hooks';

/** Somebody waits for what is in front; what is in the background can wait for them. */
export type Lane = 'front' | 'background';

const lanes = new AsyncLocalStorage<Lane>();

/** Runs work for which nobody waits: what it asks of a database that does one thing at a time lets all else go first. */
export function inBackground<T>(work: () => T): T {
  return lanes.run('background', work);
}

/** The lane of the work that is running: in front, unless {@link inBackground} says otherwise. */
export function currentLane(): Lane {
  return lanes.getStore() ?? 'front';
}
