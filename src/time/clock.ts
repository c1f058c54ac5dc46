import { Temporal } from 'temporal-polyfill';
import { dateAt } from './calendar.ts';

/** The time, as the domain is given it: it never reads the process's clock itself. */
export interface Clock {
  /** The present instant. */
  now(): Temporal.Instant;
  /**
   * Calls back once that many milliseconds of this clock's time have passed; returns how to give that up. Left out by a clock that
   * only tells the time.
   */
  after?(milliseconds: number, callback: () => void): () => void;
}

/** The clock of the machine. Its timers keep no process alive. */
export const systemClock: Clock = {
  now: () => Temporal.Now.instant(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/** The present as the database keeps it. */
export function dateOf(clock: Clock): Date {
  return dateAt(clock.now());
}

/** The moment that is a number of hours ahead, as the database keeps it. */
export function dateIn(clock: Clock, hours: number): Date {
  return dateAt(clock.now().add({ hours }));
}
