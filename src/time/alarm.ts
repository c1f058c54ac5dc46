import type { Temporal } from 'temporal-polyfill';
import type { Clock } from './clock.ts';

/** Wakes a job, or the outbox, when the next of what it does is due. */
export interface Alarm {
  /** Rings then at the latest, if that is soon. */
  by(instant: Temporal.Instant): void;
  /** Rings no more. */
  stop(): void;
}

/** What is further ahead, in milliseconds, is left to the minute's tick. */
const SOON = 60_000;
/** The shortest pause, in milliseconds: what is due and cannot be done must not keep the process busy. */
const SHORTEST = 100;

/** An alarm by a clock, which may be one that is moved; with a clock that has no timers it never rings. */
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
