import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import type { NewStep, StepProblem } from './steps.ts';

/** The steps that follow from a record, if any: they are stored in the same transaction. */
export type NextSteps = Promise<readonly NewStep[] | undefined> | Promise<void>;

/** Writes of the domain, in the transaction that records a step's outcome. */
export type Noting = (tx: Tx) => NextSteps;

/** The work of a step, as its rows are now. */
export type Prepared<W> =
  | { readonly type: 'ready'; readonly work: W }
  /** It is too late, unless an earlier attempt succeeded after all. */
  | { readonly type: 'expired'; readonly work: W }
  /** It is no longer wanted, and the result of an earlier attempt must be undone. */
  | { readonly type: 'unwanted'; readonly work: W }
  /** There is nothing to do any more. */
  | { readonly type: 'cancelled' }
  /** Not yet, and nothing was attempted: examined again then. */
  | { readonly type: 'later'; readonly at: Temporal.Instant; readonly problem?: StepProblem };

/** One kind of step, done exactly once: its definition for `outbox/`. */
export interface StepDefinition {
  readonly kind: string;
  /**
   * Maximum steps of the kind claimed at once, separately from all others, so that thousands of them delay nothing else. Left
   * out, it shares the outbox's own limit.
   */
  readonly atOnce?: number;
  /**
   * Whether it replaces what stands at Discord by what is stored at its attempt. Such a step must not be overtaken by an earlier
   * attempt, which would show an earlier state: only the holder of its claim ends it, and if its state has changed since the
   * claim, it is attempted once more (`asking`, for a step that is asked for again and again).
   */
  readonly follows?: boolean;
  readonly attempt: (step: OutboxStep, how: Attempt) => Promise<Outcome>;
  /**
   * Ends the step's subject after repeated failures, when the step is given up, so that nothing waits for it for ever. It can
   * only trust the step, since its row may be the unreadable part. Left out if nothing waits for it.
   */
  readonly broken?: (tx: Tx, step: OutboxStep, now: Temporal.Instant) => NextSteps;
}

/** How to make an attempt. */
export interface Attempt {
  readonly now: Temporal.Instant;
  /** Whether to search before sending: it may have been done earlier, and Discord may have forgotten its nonce. */
  readonly lookFirst: boolean;
  /** Whether it may have been done earlier at all. */
  readonly doubtful: boolean;
  /** Time before which nothing was done. */
  readonly since: Temporal.Instant;
  /**
   * When the last request of an earlier holder has certainly arrived; left out if it has. Until then a search that finds nothing
   * proves nothing.
   */
  readonly settledAt?: Temporal.Instant | undefined;
  /**
   * Waits for a turn under Discord's 50 requests a second, or during a hold; once for each request.
   * @throws NotSent if that would take long, or the claim was lost meanwhile
   */
  readonly pace: () => Promise<void>;
}

/** The outcome of an attempt; `record` is written in the transaction that stores it. */
export type Outcome =
  | { readonly type: 'done' | 'cancelled' | 'failed'; readonly record?: Noting }
  | { readonly type: 'later'; readonly at: Temporal.Instant; readonly problem?: StepProblem }
  /** Retried with a growing delay. */
  | { readonly type: 'again'; readonly problem: StepProblem }
  /**
   * Nothing was sent: Discord asks to wait `retryAfter` milliseconds, for this one (it may be about one channel), for all that
   * are claimed with it (see {@link StepDefinition.atOnce}), or for everything.
   */
  | { readonly type: 'held'; readonly retryAfter: number; readonly what: 'one' | 'queue' | 'all' }
  /** A moderator must act. */
  | {
      readonly type: 'blocked';
      readonly problem: StepProblem;
      readonly record?: Noting;
      /** Whether to retry less and less often: they may never act. */
      readonly rarely?: boolean;
      /** Whether it was certainly not done yet: refused at the first attempt. Then no later search is needed. */
      readonly undone?: boolean;
    }
  /** Whether it was done is unknown, so it is not done again. */
  | { readonly type: 'uncertain'; readonly record?: Noting };
