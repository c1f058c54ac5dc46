import { Temporal } from 'temporal-polyfill';
import type { OutboxStep } from '../database/generated/client.ts';
import { instantOf } from '../time/calendar.ts';
import type { Attempt } from './step-definition.ts';

/** Duration for which Discord certainly keeps a nonce ("some minutes"). */
const NONCE_KEPT = Temporal.Duration.from({ minutes: 2 });
/** By how much the clocks of two processes may differ: the first attempt may have been another one's. */
const CLOCKS_DIFFER = Temporal.Duration.from({ seconds: 90 });
/** Delay, also after a start, that requires a search first: a restored backup may not know what was sent before. */
const LONG_LATE = Temporal.Duration.from({ minutes: 15 });

/**
 * Determines how to attempt a claimed step.
 * @param startedAt when this process started
 */
export function howToTry(
  step: OutboxStep,
  now: Temporal.Instant,
  startedAt: Temporal.Instant,
): Pick<Attempt, 'lookFirst' | 'doubtful' | 'since'> {
  const dueAt = instantOf(step.dueAt);
  const first = step.firstAt ? instantOf(step.firstAt) : now;
  const doubtful = step.attempts > 1;
  const age = now.since(first);
  const kept = NONCE_KEPT.subtract(CLOCKS_DIFFER);
  const isKept = age.sign >= 0 && Temporal.Duration.compare(age, kept) <= 0;
  const justStarted = Temporal.Duration.compare(now.since(startedAt), LONG_LATE) < 0;
  const lateBy = now.since(dueAt);
  const longLate = Temporal.Duration.compare(lateBy, justStarted ? NONCE_KEPT : LONG_LATE) > 0;
  const lookFirst = doubtful ? !isKept : longLate;
  const earliest = [first, dueAt, now].toSorted(Temporal.Instant.compare)[0] ?? now;
  // Before that, the clock was set back, so that the elapsed time is unknown. Searches start some minutes earlier in any case.
  const rewound = Temporal.Duration.compare(age, CLOCKS_DIFFER.negated()) < 0;
  return { doubtful, lookFirst, since: rewound ? now.subtract({ hours: 14 * 24 }) : earliest };
}
