import type { Temporal } from 'temporal-polyfill';
import type { OutboxStep } from '../database/generated/client.ts';
import { instantOf } from '../time/calendar.ts';
import type { End } from './batched-endings.ts';
import { backOff } from './pace.ts';
import type { Noting, Outcome, StepDefinition } from './step-definition.ts';
import type { StepProblem } from './steps.ts';

/** When an unfinished step is examined next. */
export interface Postponed {
  readonly at: Temporal.Instant;
  /** False if nothing was sent, so that the next attempt counts as this one. */
  readonly tried: boolean;
  readonly problem?: StepProblem | undefined;
  readonly record?: Noting | undefined;
}

/** What happens to a step next. */
export type Fate = { readonly type: 'over'; readonly end: End } | ({ readonly type: 'postponed' } & Postponed);

/** Minutes between two looks at steps that wait for a moderator, and so the time in which a change is noticed. */
const BLOCKED_MINUTES = 5;
/** Maximum minutes between two looks at steps that may wait for days. */
const RARELY_MINUTES = 60;
/** Milliseconds over which retries requested by Discord are spread, so that they do not all come at once. */
const SPREAD = 250;

/** Decides what happens to a step after an attempt. */
export function fateOf(step: OutboxStep, outcome: Outcome, now: Temporal.Instant, random: () => number): Fate {
  const postponed = (next: Postponed): Fate => ({ type: 'postponed', ...next });
  switch (outcome.type) {
    case 'later':
      return postponed({ at: outcome.at, tried: false, problem: outcome.problem });
    case 'held': {
      const pause = Math.ceil(outcome.retryAfter + SPREAD * random());
      return postponed({ at: now.add({ milliseconds: pause }), tried: false, problem: 'unavailable' });
    }
    case 'again': {
      const pause = Math.ceil(backOff(step.attempts, random));
      return postponed({ at: now.add({ milliseconds: pause }), tried: true, problem: outcome.problem });
    }
    case 'blocked': {
      const { problem, record, rarely, undone = false } = outcome;
      const minutes = rarely ? Math.min(BLOCKED_MINUTES * 2 ** (step.attempts - 1), RARELY_MINUTES) : BLOCKED_MINUTES;
      return postponed({ at: now.add({ minutes }), tried: !undone, problem, record });
    }
    default:
      return { type: 'over', end: { step, state: outcome.type, at: now, record: outcome.record } };
  }
}

/** Minutes until a step that failed for the first time is retried: the database may have been at fault. */
const FAILED_MINUTES = 1;
/** The same for a step that has waited for days, and would be given up if it failed again: an outage should be over by then. */
const FAILED_LATE_MINUTES = 60;
/** Minimum and maximum minutes of the pause after that. */
const [LEAST_MINUTES, MOST_MINUTES] = [5, 360];
/** Days, and minimum number of attempts, after which a step that keeps failing is given up, but never at its first failure. */
const [GIVEN_UP_DAYS, LEAST_ATTEMPTS] = [3, 5];

/**
 * Decides what happens to a step whose attempt threw an error: a bug, or an unreadable row. It is retried less and less often,
 * each time after half of its delay so far, and finally given up: its subject ends with it.
 */
export function fateOfFailed(step: OutboxStep, now: Temporal.Instant, broken?: StepDefinition['broken']): Fate {
  const late = now.since(instantOf(step.dueAt)).total('minutes');
  const isLate = step.attempts >= LEAST_ATTEMPTS && late >= GIVEN_UP_DAYS * 24 * 60;
  // It may have waited for a moderator all the time, and then met a connection that was cut.
  const failedBefore = step.problem === 'broken';
  if (isLate && failedBefore)
    return {
      type: 'over',
      end: { step, state: 'failed', at: now, record: broken && ((tx) => broken(tx, step, now)), problem: 'broken' },
    };
  const pause = Math.min(Math.max(late / 2, LEAST_MINUTES), MOST_MINUTES);
  const first = isLate ? FAILED_LATE_MINUTES : FAILED_MINUTES;
  const minutes = failedBefore ? pause : first;
  const at = now.add({ seconds: Math.round(60 * minutes) });
  return { type: 'postponed', at, tried: true, problem: 'broken' };
}
