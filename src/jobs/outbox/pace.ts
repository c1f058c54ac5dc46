import { setTimeout as wait } from 'node:timers/promises';

/** Hands out turns at most so often, evenly; and none while everything is held back. */
export interface Pace {
  /** Resolves when it is the caller's turn. */
  turn(): Promise<void>;
  /** Holds all turns back for so long. */
  hold(milliseconds: number): void;
}

/** What a pace is measured with: a clock that is never set, in milliseconds, and a way to wait. */
export interface Timing {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

export const machineTiming: Timing = { now: () => performance.now(), wait: (milliseconds) => wait(milliseconds) };

/**
 * Discord allows 50 requests a second for the whole bot. Two are left to the answers that are not callbacks (edits of
 * deferred ones, follow-ups), which are no part of this pace.
 */
export const REQUESTS_PER_SECOND = 48;

export function createPace(perSecond = REQUESTS_PER_SECOND, timing: Timing = machineTiming): Pace {
  const gap = 1000 / perSecond;
  let next = Number.NEGATIVE_INFINITY;
  return {
    async turn() {
      // A timer that fires late must not lower the rate: turns up to a fifth of a second behind are made up for.
      const now = timing.now();
      const mine = Math.max(next, now - 200);
      next = mine + gap;
      if (mine > now) await timing.wait(mine - now);
    },
    hold(milliseconds) {
      next = Math.max(next, timing.now() + milliseconds);
    },
  };
}

/** How long to wait after the attempt with this number, from 1: 5 s, 10 s, 20 s … 10 minutes, each by half more or less. */
export function backOff(attempt: number, random: () => number): number {
  return Math.min(5000 * 2 ** (attempt - 1), 600_000) * (0.5 + random());
}
