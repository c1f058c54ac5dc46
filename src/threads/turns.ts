import { setImmediate as nextTurn } from 'node:timers/promises';

/** Maximum milliseconds of in-memory work before yielding. */
const LONGEST = 10;

/** A function to await between two slices of in-memory work: now and then it yields to timers, requests and interactions. */
export function takeTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONGEST) return;
    await nextTurn();
    since = performance.now();
  };
}
