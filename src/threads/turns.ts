import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds for which work in memory may go on before all else has its turn. */
const LONGEST = 10;

/** A function to await between two pieces of work in memory: it lets timers, requests and interactions have their turn now and then. */
export function takeTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONGEST) return;
    await nextTurn();
    since = performance.now();
  };
}
