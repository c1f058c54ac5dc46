import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import type { FindResult, SendResult, Wait } from '../ports/messenger.ts';
import { instantOf } from '../time/calendar.ts';
import type { NewStep, StepProblem } from './steps.ts';

/** The steps that follow from what was noted, if any do: they are stored in the same transaction. */
export type Followed = Promise<readonly NewStep[] | undefined> | Promise<void>;

/** Writes of the domain, in the transaction that notes how a step came out. */
export type Record = (tx: Tx) => Followed;

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
  readonly attempt: (step: OutboxStep, how: Attempt) => Promise<Outcome>;
  /**
   * Ends what the step is about, where it failed each time and is given up: nothing may wait for it for ever. All it can trust
   * is the step, since its row may be what cannot be read. Left out where nothing waits for it.
   */
  readonly broken?: (tx: Tx, step: OutboxStep, now: Temporal.Instant) => Followed;
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
  | { readonly type: 'done' | 'cancelled' | 'failed'; readonly record?: Record }
  | { readonly type: 'later'; readonly at: Temporal.Instant; readonly problem?: StepProblem }
  /** Tried again with a growing delay. */
  | { readonly type: 'again'; readonly problem: StepProblem }
  /** Nothing was sent: Discord asks to wait so many milliseconds, everywhere (`global`) or in this channel alone. */
  | { readonly type: 'held'; readonly retryAfter: number; readonly global: boolean }
  /** A moderator must act. */
  | {
      readonly type: 'blocked';
      readonly problem: StepProblem;
      readonly record?: Record;
      /** Whether it is tried more and more rarely: they may never act. */
      readonly rarely?: boolean;
      /** Whether surely nothing was done yet: refused at the first attempt. Then nothing need be looked for later. */
      readonly undone?: boolean;
    }
  /** It cannot be told whether it was done; so it is not done again. */
  | { readonly type: 'uncertain'; readonly record?: Record };

/** How something came to be done. */
export interface Done {
  readonly now: Temporal.Instant;
  /** Whether an earlier attempt had done it, which was found. */
  readonly found: boolean;
}

export interface SendDefinition<W> extends Pick<StepDefinition, 'kind' | 'broken'> {
  /** Reads what the step is about. Must write nothing but what a repetition may write again. */
  readonly prepare: (step: OutboxStep, now: Temporal.Instant) => Promise<Prepared<W>>;
  /** Looks for what an earlier attempt may have done. Left out where doing it again changes nothing (an edit). */
  readonly find?: (work: W, since: Temporal.Instant) => Promise<FindResult>;
  /**
   * Whether Discord would not recognise a repetition: it takes no nonce for it (a forum's post), or an earlier attempt went to
   * another channel. Then every doubtful attempt looks first.
   */
  readonly withoutNonce?: (work: W) => boolean;
  /** Does it: one request. */
  readonly send: (work: W, nonce: string) => Promise<SendResult>;
  /** Notes that it is done; returns the steps that follow. */
  readonly record: (tx: Tx, work: W, messageId: string, how: Done) => Followed;
  /** Takes back what was found although nobody wants it any more: one request; and notes that it is not there, with {@link find}. */
  readonly undo?: {
    readonly send: (work: W, messageId: string) => Promise<SendResult>;
    readonly record: (tx: Tx, work: W) => Followed;
  };
  /** Notes that it came too late. */
  readonly expire?: (tx: Tx, work: W) => Followed;
  /** Notes that nobody looks any more for what may or may not have been done. Left out, a moderator must look. */
  readonly uncertain?: (tx: Tx, work: W) => Followed;
  /** Notes that a moderator must act, or look. */
  readonly trouble?: (tx: Tx, work: W, problem: StepProblem) => Promise<void>;
  /** Notes that what it is about is gone for good: the end of it (a message that was deleted). Left out, a moderator must act. */
  readonly missing?: (tx: Tx, work: W) => Followed;
  /**
   * What is of use however late, so that only this ends it: where a moderator must act, it is tried more and more rarely, and
   * so long after it was due no more.
   */
  readonly givesUp?: { readonly days: number; readonly record: (tx: Tx, work: W) => Followed };
}

/**
 * Makes a step that sends exactly once out of how to find it and how to send it. A send that may have been done is looked for
 * before it is repeated; within two minutes of the first attempt the stored nonce makes the repetition harmless.
 */
export function defineStep<W>(definition: SendDefinition<W>): StepDefinition {
  const { kind, broken, prepare, find, send, record, expire, trouble, withoutNonce, missing, givesUp } = definition;
  return {
    kind,
    ...(broken ? { broken } : {}),
    async attempt(step, { now, lookFirst, doubtful, since, pace }) {
      const prepared = await prepare(step, now);
      if (prepared.type === 'later' || prepared.type === 'cancelled') return prepared;
      const { work } = prepared;
      const done = (messageId: string, found = false): Outcome => ({
        type: 'done',
        record: (tx) => record(tx, work, messageId, { now, found }),
      });
      const told: Told = (problem) => async (tx) => trouble?.(tx, work, problem);
      if (prepared.type === 'unwanted') return takeBack(definition, work, step, { now, doubtful, since, pace, told });
      const expired = prepared.type === 'expired';
      const unsafe = lookFirst || (doubtful && withoutNonce?.(work) === true);
      if (find && (expired ? doubtful : unsafe)) {
        await pace();
        const result = await find(work, since);
        if (result.type === 'found') return done(result.messageId, true);
        const unknown = notFound(result, { step, now, doubtful, told, over: overFor(definition, work) });
        if (unknown) return unknown;
      }
      if (expired) return { type: 'cancelled', record: (tx) => expire?.(tx, work) ?? Promise.resolve() };
      await pace();
      const result = await send(work, step.nonce);
      if (result.ok) return done(result.messageId);
      if (result.reason === 'missing' && missing) return { type: 'cancelled', record: (tx) => missing(tx, work) };
      const outcome = unsent(result, told);
      if (givesUp) return patient(outcome, step, now, { ...givesUp, record: (tx) => givesUp.record(tx, work) });
      return doubtful ? outcome : undone(outcome);
    },
  };
}

/** What was refused at the first attempt was surely not done. */
function undone(outcome: Outcome): Outcome {
  return outcome.type === 'blocked' ? { ...outcome, undone: true } : outcome;
}

/** Writes that a moderator must act, or look. */
type Told = (problem: StepProblem) => Record;

const overFor = <W>({ uncertain }: SendDefinition<W>, work: W): Record | undefined =>
  uncertain && ((tx) => uncertain(tx, work));

/** For so many days a message that nobody wants is tried to be removed where the bot may not. */
const UNDONE_DAYS = 7;

/** For so many days after it was due something that cannot be looked for is looked for nevertheless: the right to read may come. */
const LOOKED_FOR_DAYS = 7;

/**
 * What a search that found nothing means for its step; undefined where nothing is there. What cannot be looked for is neither
 * done again nor given up: more and more rarely it is tried to look.
 */
function notFound(
  result: FindResult,
  {
    step,
    now,
    doubtful,
    told,
    over,
  }: Pick<Attempt, 'now' | 'doubtful'> & {
    readonly step: OutboxStep;
    readonly told: Told;
    /** What is noted where nobody looks any more, instead of what is told. */
    readonly over?: Record | undefined;
  },
): Outcome | undefined {
  if (result.type === 'unavailable') return heldBack(result) ?? { type: 'again', problem: 'unavailable' };
  if (result.type === 'unreadable' && doubtful) {
    const record = told('unreadable');
    const end = instantOf(step.dueAt).add({ hours: 24 * LOOKED_FOR_DAYS });
    return Temporal.Instant.compare(now, end) > 0
      ? { type: 'uncertain', record: over ?? record }
      : { type: 'blocked', problem: 'unreadable', rarely: true, record };
  }
  return undefined;
}

/** Looks for what may have been done and is not wanted any more, and undoes it. */
async function takeBack<W>(
  { find, undo }: SendDefinition<W>,
  work: W,
  step: OutboxStep,
  { now, doubtful, since, pace, told }: Omit<Attempt, 'lookFirst'> & { readonly told: Told },
): Promise<Outcome> {
  if (!doubtful || !find || !undo) return { type: 'cancelled' };
  await pace();
  const result = await find(work, since);
  const record: Record = (tx) => undo.record(tx, work);
  if (result.type !== 'found') return notFound(result, { step, now, doubtful, told }) ?? { type: 'cancelled', record };
  await pace();
  const undone = await undo.send(work, result.messageId);
  if (undone.ok || undone.reason === 'missing') return { type: 'cancelled', record };
  return patient(unsent(undone, told), step, now, { days: UNDONE_DAYS, record });
}

/** What becomes of a step that {@link SendDefinition.givesUp}. */
function patient(
  outcome: Outcome,
  { dueAt }: OutboxStep,
  now: Temporal.Instant,
  { days, record }: { readonly days: number; readonly record: Record },
): Outcome {
  if (outcome.type !== 'blocked') return outcome;
  const late = Temporal.Instant.compare(now, instantOf(dueAt).add({ hours: 24 * days })) >= 0;
  return late ? { type: 'failed', record } : { ...outcome, rarely: true };
}

function heldBack({ retryAfter, global = false }: Wait): Outcome | undefined {
  return retryAfter === undefined ? undefined : { type: 'held', retryAfter, global };
}

/** What a send that brought no message means for its step. */
function unsent({ reason, ...wait }: SendResult & { readonly ok: false }, told: Told): Outcome {
  switch (reason) {
    case 'unavailable':
      return heldBack(wait) ?? { type: 'again', problem: reason };
    case 'uncertain':
      return { type: 'again', problem: reason };
    case 'forum': // the channel was turned into one just now
      return { type: 'again', problem: 'unavailable' };
    default:
      return { type: 'blocked', problem: reason, record: told(reason) };
  }
}
