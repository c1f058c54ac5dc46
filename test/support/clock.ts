import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../src/time/clock.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(instant: string): void;
  advance(by: {
    readonly days?: number;
    readonly hours?: number;
    readonly minutes?: number;
    readonly seconds?: number;
  }): void;
}

/** A clock for tests, at the given instant (`2026-11-24T08:00:00Z`). */
export function testClock(start: string): TestClock {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    set(instant) {
      now = Temporal.Instant.from(instant);
    },
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      now = now.add({ hours: 24 * days + hours, minutes, seconds });
    },
  };
}

/** A clock for tests whose timers go off as it is moved. */
export function timedClock(start: string): TestClock & Required<Clock> {
  const clock = testClock(start);
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  const ring = () => {
    for (const timer of timers) {
      if (timer.at > clock.now().epochMilliseconds) continue;
      timers.delete(timer);
      timer.callback();
    }
  };
  return {
    now: clock.now,
    set(instant) {
      clock.set(instant);
      ring();
    },
    advance(by) {
      clock.advance(by);
      ring();
    },
    after(milliseconds, callback) {
      const timer = { at: clock.now().epochMilliseconds + milliseconds, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  };
}
