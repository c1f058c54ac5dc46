import type { Lane } from './lanes.ts';

/** Turns in a row that the front may take while something waits in the background. */
const FIRST_IN_A_ROW = 20;
/**
 * Milliseconds that the background waits for what may follow in front: a caller that has just read something often reads more a
 * moment later, and would find a transaction begun in between (anticipatory scheduling, as of disks).
 */
const FOLLOWS_WITHIN = 3;

/** Lets one pass at a time, those in front first; each in the order in which they came. */
export interface Turnstile {
  /** Resolves when it is the caller's turn, with what ends the turn; called twice, that does nothing. */
  enter(lane: Lane): Promise<() => void>;
}

/** A clock in milliseconds, and a way to be called back later; what it returns calls that off. */
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
  // Kept: free for what is in front, while something in the background waits for it.
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
