import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Gives back the memory that only the start needed: modules, parsed content and grown heaps. By itself Node keeps it for as long as
 * nothing presses. It holds the process up for a tenth of a second, so it is called before anybody can be answered.
 */
export function collectStartGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
