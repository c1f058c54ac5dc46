import type { Clock } from '../time/clock.ts';

/** Target milliseconds per statement: other work hardly notices it. */
const AIM = 50;
/** Rows of the first statement: few, as the cost of each is still unknown. */
const FIRST = 20;
/** Maximum growth factor of the next statement: one that was quick by chance must not cause a huge one. */
const GROWTH = 4;

export interface StrideOptions {
  readonly clock: Clock;
  /** Maximum rows per statement. */
  readonly most: number;
  /** Rows of the first statement. */
  readonly first?: number;
}

/**
 * Sets the number of rows for each of many similar statements: as many as fit into {@link AIM}, based on the last one's
 * duration.
 */
export interface Stride {
  /**
   * Runs a statement with the number of rows that it may take; it returns the number found.
   * @returns that number, and whether it reached the limit, so that there may be more
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
      // A statement that ended early says nothing about larger ones.
      if (more) rows = Math.max(1, Math.min(most, Math.floor(asked * Math.min(GROWTH, AIM / Math.max(took, 1)))));
      return { found, more };
    },
  };
}
