import type { Temporal } from 'temporal-polyfill';
import type { Clock } from './clock.ts';

/** Wakes a job, or the outbox, when its next work is due. */
export interface Alarm {
  /** Rings by then at the latest, if that is soon. */
  by(instant: Temporal.Instant): void;
  /** Stops ringing. */
  stop(): void;
}

/** Maximum milliseconds ahead that the alarm covers; the tick every minute handles later times. */
const SOON = 60_000;
/** Minimum milliseconds between rings: overdue work that cannot be done must not keep the process busy. */
const SHORTEST = 100;

/** An alarm based on a clock, which may be an adjustable one; with a clock that has no timers it never rings. */
export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let set: { readonly at: number; readonly cancel: () => void } | undefined;
  let stopped = false;
  return {
    by({ epochMilliseconds: at }) {
      const pause = Math.max(SHORTEST, at - clock.now().epochMilliseconds);
      if (!clock.after || stopped || pause > SOON || (set && set.at <= at)) return;
      set?.cancel();
      const cancel = clock.after(pause, () => {
        set = undefined;
        ring();
      });
      set = { at, cancel };
    },
    stop() {
      stopped = true;
      set?.cancel();
      set = undefined;
    },
  };
}
