import { Temporal } from 'temporal-polyfill';
import { dateAt } from './calendar.ts';

/** The time as given to the domain, which never reads the process's clock itself. */
export interface Clock {
  /** The present instant. */
  now(): Temporal.Instant;
  /**
   * Calls back once that many milliseconds of this clock's time have passed; returns a function to cancel it. Absent for a clock
   * that only tells the time.
   */
  after?(milliseconds: number, callback: () => void): () => void;
}

/** The machine's clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Temporal.Now.instant(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/** The current time as the database stores it. */
export function dateOf(clock: Clock): Date {
  return dateAt(clock.now());
}

/** The time in a number of hours, as the database stores it. */
export function dateIn(clock: Clock, hours: number): Date {
  return dateAt(clock.now().add({ hours }));
}
