import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../time/clock.ts';

/** The sources of unpredictable moments. */
export interface Drawing {
  readonly clock: Clock;
  /** From 0 (inclusive) to 1 (exclusive); not guessable. */
  readonly random: () => number;
}

/** Minimum and maximum seconds between an anonymous author's press and its visible effect. */
const WHILE = { least: 20, most: 240 } as const;
/** Hours within which the messages of an erased member disappear, each at its own moment. */
export const APART_HOURS = 48;

/**
 * When others see an anonymous author's action: after a random delay, so that the time does not reveal who was present, but
 * while the discussion is open.
 */
export function momentAfter({ clock, random }: Drawing, closesAt: Date): Temporal.Instant {
  const now = clock.now();
  const left = Math.max(0, (closesAt.getTime() - now.epochMilliseconds) / 1000);
  const most = Math.min(WHILE.most, left / 2);
  const least = Math.min(WHILE.least, most / 2);
  return later(now, least + random() * (most - least));
}

/** When one of several messages of a person disappears, so that their times do not link them. */
export function momentApart({ clock, random }: Drawing): Temporal.Instant {
  return later(clock.now(), random() * APART_HOURS * 3600);
}

function later(now: Temporal.Instant, seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds + Math.round(seconds * 1000));
}
