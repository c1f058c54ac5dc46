import { Temporal } from 'temporal-polyfill';
import type { OutboxStep } from '../database/generated/client.ts';
import { instantOf } from '../time/calendar.ts';
import type { Attempt } from './step-definition.ts';

/** Duration for which Discord certainly keeps a nonce ("some minutes"). */
const NONCE_KEPT = Temporal.Duration.from({ minutes: 2 });
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
  // After a clock was set back, the elapsed time is unknown.
  const within = (limit: Temporal.Duration) => age.sign >= 0 && Temporal.Duration.compare(age, limit) <= 0;
  const justStarted = Temporal.Duration.compare(now.since(startedAt), LONG_LATE) < 0;
  const lateBy = now.since(dueAt);
  const longLate = Temporal.Duration.compare(lateBy, justStarted ? NONCE_KEPT : LONG_LATE) > 0;
  const lookFirst = doubtful ? !within(NONCE_KEPT) : longLate;
  const earliest = [first, dueAt, now].toSorted(Temporal.Instant.compare)[0] ?? now;
  const rewound = age.sign < 0;
  return { doubtful, lookFirst, since: rewound ? now.subtract({ hours: 14 * 24 }) : earliest };
}
