import { AsyncLocalStorage } from 'node:async_hooks';

/** Somebody waits for what is in front; what is in the background can wait for them. */
export type Lane = 'front' | 'background';

/** Whether the database has to answer within seconds, or may take what a large community needs. */
export type Patience = 'short' | 'long';

const lanes = new AsyncLocalStorage<Lane>();
const announced = new AsyncLocalStorage<true>();

/** Runs work for which nobody waits: what it asks of a database that does one thing at a time lets all else go first. */
export function inBackground<T>(work: () => T): T {
  return lanes.run('background', work);
}

/** Runs work that somebody waits for, but who was told at once that it takes a while: an export, the erasure of everything. */
export function announcedWork<T>(work: () => T): T {
  return announced.run(true, work);
}

/** The lane of the work that is running: in front, unless {@link inBackground} says otherwise. */
export function currentLane(): Lane {
  return lanes.getStore() ?? 'front';
}

/** How long what is running may wait for a statement. */
export function currentPatience(): Patience {
  return currentLane() === 'background' || announced.getStore() ? 'long' : 'short';
}
