import { AsyncLocalStorage } from 'node:async_hooks';
import { apart } from './effects.ts';

/** `front` for work that a person waits for; `background` for work that yields to it. */
export type Lane = 'front' | 'background';

/** Whether the database must answer within seconds, or may take as long as a large community needs. */
export type Patience = 'short' | 'long';

const lanes = new AsyncLocalStorage<Lane>();
const patience = new AsyncLocalStorage<Patience>();

/**
 * Runs work that no person waits for: its statements let everything else go first on a database that does one thing at a time.
 * Whatever started it, what it writes is no effect of an interaction.
 */
export function inBackground<T>(work: () => T): T {
  return apart(() => lanes.run('background', work));
}

/** Runs work announced as slow to the person waiting for it: an export, the erasure of everything. */
export function announcedWork<T>(work: () => T): T {
  return patience.run('long', work);
}

/** Runs work in the background that people may come to wait for: its statements yield to theirs, but give up as early. */
export function brieflyInBackground<T>(work: () => T): T {
  return inBackground(() => patience.run('short', work));
}

/** The lane of the running work: `front` unless inside {@link inBackground}. */
export function currentLane(): Lane {
  return lanes.getStore() ?? 'front';
}

/** How long the running work may wait for a statement. */
export function currentPatience(): Patience {
  return patience.getStore() ?? (currentLane() === 'background' ? 'long' : 'short');
}
