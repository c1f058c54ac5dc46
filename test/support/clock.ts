import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(instant: string): void;
  advance(by: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): void;
}

/** A clock for tests, at the given instant (`2026-11-24T08:00:00Z`). */
export function testClock(start: string): TestClock {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    set(instant) {
      now = Temporal.Instant.from(instant);
    },
    advance({ days = 0, hours = 0, minutes = 0 }) {
      now = now.add({ hours: 24 * days + hours, minutes });
    },
  };
}
