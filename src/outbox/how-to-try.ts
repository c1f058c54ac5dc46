import { Temporal } from 'temporal-polyfill';
import type { OutboxStep } from '../database/generated/client.ts';
import { instantOf } from '../time/calendar.ts';
import type { Attempt } from './step-definition.ts';

/** Duration for which Discord certainly keeps a nonce ("some minutes"). */
const NONCE_KEPT = Temporal.Duration.from({ minutes: 2 });
/** By how much the clocks of two processes may differ. */
const CLOCKS_DIFFER = Temporal.Duration.from({ seconds: 90 });
/** Delay, also after a start, that requires a search first: a restored backup may not know what was sent before. */
const LONG_LATE = Temporal.Duration.from({ minutes: 15 });
/** Maximum first attempts remembered; the first ones are forgotten first. */
const REMEMBERED = 1000;

export type HowToTry = Pick<Attempt, 'lookFirst' | 'doubtful' | 'since'>;

/**
 * Determines how to attempt claimed steps.
 * @param startedAt when this process started
 */
export function createHowToTry(startedAt: Temporal.Instant): (step: OutboxStep, now: Temporal.Instant) => HowToTry {
  /** When this process first attempted steps, by key: only then is the time since measured with one clock. */
  const begun = new Map<string, number | undefined>();
  return (step, now) => {
    if (step.attempts <= 1) begun.set(step.key, step.firstAt?.getTime());
    const [oldest] = begun.keys();
    if (oldest !== undefined && begun.size > REMEMBERED) begun.delete(oldest);
    const oneClock = begun.has(step.key) && begun.get(step.key) === step.firstAt?.getTime();
    return howToTry(step, now, { startedAt, oneClock });
  };
}

interface Known {
  readonly startedAt: Temporal.Instant;
  /** Whether this process made the first attempt. */
  readonly oneClock: boolean;
}

function howToTry(step: OutboxStep, now: Temporal.Instant, { startedAt, oneClock }: Known): HowToTry {
  const dueAt = instantOf(step.dueAt);
  const first = step.firstAt ? instantOf(step.firstAt) : now;
  const doubtful = step.attempts > 1;
  const age = now.since(first);
  const kept = oneClock ? NONCE_KEPT : NONCE_KEPT.subtract(CLOCKS_DIFFER);
  // After a clock was set back, the elapsed time is unknown.
  const isKept = age.sign >= 0 && Temporal.Duration.compare(age, kept) <= 0;
  const justStarted = Temporal.Duration.compare(now.since(startedAt), LONG_LATE) < 0;
  const lateBy = now.since(dueAt);
  const longLate = Temporal.Duration.compare(lateBy, justStarted ? NONCE_KEPT : LONG_LATE) > 0;
  const lookFirst = doubtful ? !isKept : longLate;
  const earliest = [first, dueAt, now].toSorted(Temporal.Instant.compare)[0] ?? now;
  // Seen from a clock that is a little behind, a search starts early enough all the same.
  const rewound = age.sign < 0 && (oneClock || Temporal.Duration.compare(age.abs(), CLOCKS_DIFFER) > 0);
  return { doubtful, lookFirst, since: rewound ? now.subtract({ hours: 14 * 24 }) : earliest };
}
