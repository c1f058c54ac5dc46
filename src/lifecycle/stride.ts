import type { Clock } from '../time/clock.ts';

/** Milliseconds that one statement is to take: others hardly notice as much. */
const AIM = 50;
/** Rows of the first statement: a few, as nobody knows what each of them drags along. */
const FIRST = 20;
/** How many times more rows the next statement takes at most: one that was quick by chance is not to be followed by a huge one. */
const GROWTH = 4;

export interface StrideOptions {
  readonly clock: Clock;
  /** Most rows a statement. */
  readonly most: number;
  /** Rows of the first one. */
  readonly first?: number;
}

/** How many rows each of many like statements takes: as many as fit into {@link AIM}, by how long the last one took. */
export interface Stride {
  /**
   * Runs a statement with the number of rows that it may take; it returns how many it found.
   * @returns that, and whether it found as many as it may have, so that there may be more
   */
  take(statement: (rows: number) => Promise<number>): Promise<{ readonly found: number; readonly more: boolean }>;
}

export function createStride({ clock, most, first = FIRST }: StrideOptions): Stride {
  let rows = Math.min(first, most);
  const present = () => clock.now().epochMilliseconds;
  return {
    async take(statement) {
      const asked = rows;
      const started = present();
      const found = await statement(asked);
      const took = present() - started;
      const more = found >= asked;
      // What ended early says nothing of what more rows would take.
      if (more) rows = Math.max(1, Math.min(most, Math.floor(asked * Math.min(GROWTH, AIM / Math.max(took, 1)))));
      return { found, more };
    },
  };
}
