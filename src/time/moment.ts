/** A moment by both of a machine's clocks, in milliseconds. */
export interface Moment {
  /** Never set, but stands still while the machine sleeps. */
  readonly steady: number;
  /** Goes on while the machine sleeps, but may be set. */
  readonly wall: number;
}

/** The machine's clocks. */
export const machineClock = (): Moment => ({ steady: performance.now(), wall: Date.now() });

/** The larger of what both clocks say: a sleep shows in one of them only, and a clock that was set ahead costs one question. */
export function ageOf(then: Moment, now: Moment): number {
  return Math.max(now.steady - then.steady, now.wall - then.wall);
}
