import { Temporal } from 'temporal-polyfill';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Begin and end, in milliseconds since 1970. */
export type Span = readonly [from: number, to: number];

/** A Monday from which eight weeks hold the autumn's clock changes of Europe and America and Polish holidays. */
const START = Temporal.Instant.from('2026-10-12T00:00:00Z').epochMilliseconds;

/** The simulated weeks, in which check-ins become due; what follows from them goes on for some days more. */
export const spanOf = (weeks: number): Span => [START, START + weeks * 7 * DAY];

/** Ten minutes around ten o'clock in Poland on the first Friday, when a quarter of all check-ins of a week become due at once. */
export const WAVE: Span = [START + 4 * DAY + 8 * HOUR - 5 * MINUTE, START + 4 * DAY + 8 * HOUR + 5 * MINUTE];

export const instantAt = (milliseconds: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(milliseconds));
