import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import type { NewStep, StepProblem } from './steps.ts';

/** The steps that follow from what was noted, if any do: they are stored in the same transaction. */
export type NextSteps = Promise<readonly NewStep[] | undefined> | Promise<void>;

/** Writes of the domain, in the transaction that notes how a step came out. */
export type Noting = (tx: Tx) => NextSteps;

/** What a step has to do, as its rows say now. */
export type Prepared<W> =
  | { readonly type: 'ready'; readonly work: W }
  /** It is too late for it, unless an earlier attempt was a success after all. */
  | { readonly type: 'expired'; readonly work: W }
  /** It is not wanted any more, and what an earlier attempt may have done is to be undone. */
  | { readonly type: 'unwanted'; readonly work: W }
  /** There is nothing to do any more. */
  | { readonly type: 'cancelled' }
  /** Not yet, and nothing was tried: looked at again then. */
  | { readonly type: 'later'; readonly at: Temporal.Instant; readonly problem?: StepProblem };

/** One kind of step, done exactly once: what `outbox/` is told about it. */
export interface StepDefinition {
  readonly kind: string;
  /**
   * So many of the kind are claimed at once at most, beside all others: what comes by the thousand keeps nothing else waiting. Left
   * out, it shares the outbox's own number with the rest.
   */
  readonly atOnce?: number;
  readonly attempt: (step: OutboxStep, how: Attempt) => Promise<Outcome>;
  /**
   * Ends what the step is about, where it failed each time and is given up: nothing may wait for it for ever. All it can trust
   * is the step, since its row may be what cannot be read. Left out where nothing waits for it.
   */
  readonly broken?: (tx: Tx, step: OutboxStep, now: Temporal.Instant) => NextSteps;
}

/** How to make an attempt. */
export interface Attempt {
  readonly now: Temporal.Instant;
  /** Something may have been done earlier, and Discord may have forgotten its nonce: look before you send. */
  readonly lookFirst: boolean;
  /** Whether anything may have been done earlier at all. */
  readonly doubtful: boolean;
  /** Nothing was done before then. */
  readonly since: Temporal.Instant;
  /**
   * Waits for its turn under Discord's 50 requests a second, or while it asks to wait; once for each request.
   * @throws NotSent if that would take long, or the claim was lost meanwhile
   */
  readonly pace: () => Promise<void>;
}

/** How an attempt has come out; `record` is written in the transaction that notes it. */
export type Outcome =
  | { readonly type: 'done' | 'cancelled' | 'failed'; readonly record?: Noting }
  | { readonly type: 'later'; readonly at: Temporal.Instant; readonly problem?: StepProblem }
  /** Tried again with a growing delay. */
  | { readonly type: 'again'; readonly problem: StepProblem }
  /**
   * Nothing was sent: Discord asks to wait so many milliseconds, with this one (it may be about one channel), with all that is
   * claimed together with it (see {@link StepDefinition.atOnce}), or with everything.
   */
  | { readonly type: 'held'; readonly retryAfter: number; readonly what: 'one' | 'queue' | 'all' }
  /** A moderator must act. */
  | {
      readonly type: 'blocked';
      readonly problem: StepProblem;
      readonly record?: Noting;
      /** Whether it is tried more and more rarely: they may never act. */
      readonly rarely?: boolean;
      /** Whether surely nothing was done yet: refused at the first attempt. Then nothing need be looked for later. */
      readonly undone?: boolean;
    }
  /** It cannot be told whether it was done; so it is not done again. */
  | { readonly type: 'uncertain'; readonly record?: Noting };
