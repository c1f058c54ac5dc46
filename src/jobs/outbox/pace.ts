import { setTimeout as wait } from 'node:timers/promises';

/** Hands out turns at most so often, evenly; and none while everything is held back. */
export interface Pace {
  /** Resolves when it is the caller's turn. */
  turn(): Promise<void>;
  /** Holds all turns back for so long. */
  hold(milliseconds: number): void;
}

/** A pace that can also be asked whether it is held back, without taking a turn. */
export interface HeldPace extends Pace {
  /** Resolves when nothing is held back. */
  ready(): Promise<void>;
}

/** What a pace is measured with: a clock that is never set, in milliseconds, and a way to wait. */
export interface Timing {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

export const machineTiming: Timing = { now: () => performance.now(), wait: (milliseconds) => wait(milliseconds) };

/**
 * Discord allows 50 requests a second for the whole bot. Answers to interactions are no part of it, edits of deferred ones and
 * follow-ups included ("not bound to the application's Global Rate Limit").
 */
const ALLOWED = 50;
/** The steady pace: the two that are left make up for turns that came late. */
export const REQUESTS_PER_SECOND = 48;

/** A timer that fires late must not lower the rate: turns so far behind, in milliseconds, are made up for. */
const MADE_UP_FOR = 200;
const SECOND = 1000;

/**
 * A steady pace of {@link REQUESTS_PER_SECOND}, in the order in which turns were asked for; no second, wherever it begins, sees
 * more of them than Discord allows.
 */
export function createPace(timing: Timing = machineTiming): HeldPace {
  const gap = SECOND / REQUESTS_PER_SECOND;
  // When the last turns were really taken, in a ring: a timer may fire late, and what Discord counts are requests.
  const taken = new Array<number>(ALLOWED).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;
  let next = Number.NEGATIVE_INFINITY;
  let held = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();

  const take = async (): Promise<void> => {
    for (;;) {
      const now = timing.now();
      // Asked again after each wait: what was taken since, or a hold, may have put it off.
      const mine = Math.max(next, held, (taken[oldest] ?? 0) + SECOND);
      if (mine <= now) {
        taken[oldest] = now;
        oldest = (oldest + 1) % ALLOWED;
        next = Math.max(next, now - MADE_UP_FOR) + gap;
        return;
      }
      await timing.wait(mine - now);
    }
  };
  return {
    turn() {
      last = last.then(take);
      return last;
    },
    hold(milliseconds) {
      held = Math.max(held, timing.now() + milliseconds);
    },
    async ready() {
      for (let left = held - timing.now(); left > 0; left = held - timing.now()) await timing.wait(left);
    },
  };
}

/** How long to wait after the attempt with this number, from 1: 5 s, 10 s, 20 s … 10 minutes, each by half more or less. */
export function backOff(attempt: number, random: () => number): number {
  return Math.min(5000 * 2 ** (attempt - 1), 600_000) * (0.5 + random());
}
