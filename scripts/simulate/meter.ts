import { MINUTE, SECOND } from './weeks.ts';

/** Discord's limit for a whole bot. */
const ALLOWED = 50;
const ALLOWED_A_MINUTE = ALLOWED * (MINUTE / SECOND);

/** Counts requests as Discord does, and refuses those above its limit. */
export interface Meter {
  /** Notes a request; false if it is one too many within a second. */
  admit(at: number): boolean;
  /** How many were refused. */
  readonly refused: number;
  /** Share (0–1) of what Discord allows that was used in the busiest second, and in the busiest minute of the clock. */
  readonly peak: { readonly second: number; readonly minute: number };
  /** The same of the minutes that begin at these times, on average. */
  meanOf(minutes: Iterable<number>): number;
}

export function createMeter(): Meter {
  // When the last fifty were admitted, in a ring.
  const last = new Array<number>(ALLOWED).fill(Number.NEGATIVE_INFINITY);
  const minutes = new Map<number, number>();
  let [next, refused, inSecond, inMinute] = [0, 0, 0, 0];
  return {
    admit(at) {
      if ((last[next] ?? 0) > at - SECOND) {
        refused += 1;
        return false;
      }
      last[next] = at;
      next = (next + 1) % ALLOWED;
      inSecond = Math.max(inSecond, last.filter((one) => one > at - SECOND).length);
      const minute = Math.floor(at / MINUTE);
      const count = (minutes.get(minute) ?? 0) + 1;
      minutes.set(minute, count);
      inMinute = Math.max(inMinute, count);
      return true;
    },
    get refused() {
      return refused;
    },
    get peak() {
      return { second: inSecond / ALLOWED, minute: inMinute / ALLOWED_A_MINUTE };
    },
    meanOf(times) {
      const wanted = new Set([...times].map((at) => Math.floor(at / MINUTE)));
      let sum = 0;
      for (const minute of wanted) sum += minutes.get(minute) ?? 0;
      return wanted.size === 0 ? 0 : sum / wanted.size / ALLOWED_A_MINUTE;
    },
  };
}
