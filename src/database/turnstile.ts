import type { Lane } from './lanes.ts';

/** Maximum consecutive turns of the front lane while background work waits. */
const FIRST_IN_A_ROW = 20;
/**
 * Milliseconds the background waits for follow-up work in front: a caller that has just read something often reads more a moment
 * later, and should not find a transaction started in between (anticipatory scheduling, as for disks).
 */
const FOLLOWS_WITHIN = 3;

/** Admits one caller at a time, the front lane first; within a lane, first come, first served. */
export interface Turnstile {
  /** Resolves when it is the caller's turn, with a function that ends it; calling that twice does nothing. */
  enter(lane: Lane): Promise<() => void>;
}

/** A clock in milliseconds and a delayed callback, which the returned function cancels. */
export interface TurnstileTiming {
  readonly now: () => number;
  readonly later: (call: () => void, milliseconds: number) => () => void;
}

const machineTiming: TurnstileTiming = {
  now: () => performance.now(),
  later(call, milliseconds) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

export function createTurnstile({ now, later } = machineTiming): Turnstile {
  const waiting: Record<Lane, (() => void)[]> = { front: [], background: [] };
  // Kept: free for the front lane while background work waits for it.
  let state: 'free' | 'taken' | 'kept' = 'free';
  let stopKeeping = (): void => undefined;
  let inARow = 0;
  let frontLeftAt = Number.NEGATIVE_INFINITY;

  const patience = (): number => (inARow < FIRST_IN_A_ROW ? frontLeftAt + FOLLOWS_WITHIN - now() : 0);
  const letBackground = (): void => waiting.background.shift()?.();
  const keep = (milliseconds: number): void => {
    state = 'kept';
    stopKeeping = later(letBackground, milliseconds);
  };
  const leave = (lane: Lane): void => {
    if (lane === 'front') frontLeftAt = now();
    const others = waiting.background.length > 0;
    const front = others && inARow >= FIRST_IN_A_ROW ? undefined : waiting.front.shift();
    if (front) return front();
    if (!others) {
      state = 'free';
      return;
    }
    const left = patience();
    if (left > 0) keep(left);
    else letBackground();
  };
  const begin = (lane: Lane): (() => void) => {
    state = 'taken';
    inARow = lane === 'front' ? inARow + 1 : 0;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      leave(lane);
    };
  };
  return {
    async enter(lane) {
      const left = lane === 'front' ? 0 : patience();
      if (state === 'free' && left <= 0) return begin(lane);
      if (state === 'kept' && lane === 'front') {
        stopKeeping();
        return begin(lane);
      }
      if (state === 'free') keep(left);
      return new Promise((resolve) => waiting[lane].push(() => resolve(begin(lane))));
    },
  };
}
