/** Discord's limit for a whole bot. */
const ALLOWED = 50;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Counts requests as Discord does, and refuses those above its limit. */
export interface Meter {
  /** Notes a request; false if it is one too many within a second. */
  admit(at: number): boolean;
  /** How many were refused. */
  readonly refused: number;
  /** Share (0–1) of what Discord allows that was used in the busiest second, and in the busiest minute. */
  readonly peak: { readonly second: number; readonly minute: number };
}

export function createMeter(): Meter {
  // Times of what was admitted within the last minute, oldest first from `first`.
  let times: number[] = [];
  let first = 0;
  let [refused, inSecond, inMinute] = [0, 0, 0];
  return {
    admit(at) {
      while ((times[first] ?? at) <= at - MINUTE) first += 1;
      if (first > 10_000) {
        times = times.slice(first);
        first = 0;
      }
      const fiftieth = times.length - first >= ALLOWED ? times.at(-ALLOWED) : undefined;
      if (fiftieth !== undefined && fiftieth > at - SECOND) {
        refused += 1;
        return false;
      }
      times.push(at);
      let last = 1;
      while (last < ALLOWED && (times.at(-1 - last) ?? 0) > at - SECOND) last += 1;
      inSecond = Math.max(inSecond, last);
      inMinute = Math.max(inMinute, times.length - first);
      return true;
    },
    get refused() {
      return refused;
    },
    get peak() {
      return { second: inSecond / ALLOWED, minute: inMinute / (ALLOWED * (MINUTE / SECOND)) };
    },
  };
}
