import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../time/clock.ts';

/** What draws moments that nobody can foresee. */
export interface Drawing {
  readonly clock: Clock;
  /** From 0 (inclusive) to 1 (exclusive); not guessable. */
  readonly random: () => number;
}

/** Seconds between an anonymous author's press and what others see of it: at least, and at most. */
const WHILE = { least: 20, most: 240 } as const;
/** Hours within which the messages of somebody who was erased disappear, each at a moment of its own. */
export const APART_HOURS = 48;

/**
 * When others see what an anonymous author has just done: a random while later, so that the moment does not tell who was there
 * just then; but while the discussion is open.
 */
export function momentAfter({ clock, random }: Drawing, closesAt: Date): Temporal.Instant {
  const now = clock.now();
  const left = Math.max(0, (closesAt.getTime() - now.epochMilliseconds) / 1000);
  const most = Math.min(WHILE.most, left / 2);
  const least = Math.min(WHILE.least, most / 2);
  return later(now, least + random() * (most - least));
}

/** When one of several messages of the same person disappears, so that their moments do not tie them to each other. */
export function momentApart({ clock, random }: Drawing): Temporal.Instant {
  return later(clock.now(), random() * APART_HOURS * 3600);
}

function later(now: Temporal.Instant, seconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds + Math.round(seconds * 1000));
}
