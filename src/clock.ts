import { Temporal } from 'temporal-polyfill';

/** The time, as the domain is given it: it never reads the process's clock itself. */
export interface Clock {
  /** The present instant. */
  now(): Temporal.Instant;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** The present as the database keeps it. */
export function dateOf(clock: Clock): Date {
  return dateAt(clock.now());
}

/** An instant as the database keeps it. */
export function dateAt({ epochMilliseconds }: { readonly epochMilliseconds: number }): Date {
  return new Date(epochMilliseconds);
}
