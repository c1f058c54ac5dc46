import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Bytes that a process takes from the system, and of which it could let nothing go. */
export interface Memory {
  readonly rss: number;
  /** Heap and what belongs to it, right after everything unused was collected. */
  readonly kept: number;
}

/** How long a process may take to answer, in milliseconds. */
const PATIENCE = 20_000;

/** Asks a process that has loaded `memory-probe.ts`; undefined if it does not answer. */
export async function memoryOf(child: ChildProcess): Promise<Memory | undefined> {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const answer = once(child, 'message', { signal }) as Promise<[Memory]>;
    child.send('memory', () => undefined);
    return (await answer)[0];
  } catch {
    return undefined;
  }
}

/** By which share something grew: 0.1 for a tenth. */
export const growth = (before: number, after: number): number => (after - before) / before;
