import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import type { FindResult, SendResult, Wait } from '../ports/messenger.ts';
import { instantOf } from '../time/calendar.ts';
import type { Attempt, NextSteps, Noting, Outcome, Prepared, StepDefinition } from './step-definition.ts';
import type { StepProblem } from './steps.ts';

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
  readonly record: (tx: Tx, work: W, messageId: string, how: Done) => NextSteps;
  /** Takes back what was found although nobody wants it any more: one request; and notes that it is not there, with {@link find}. */
  readonly undo?: {
    readonly send: (work: W, messageId: string) => Promise<SendResult>;
    readonly record: (tx: Tx, work: W) => NextSteps;
  };
  /** Notes that it came too late. */
  readonly expire?: (tx: Tx, work: W) => NextSteps;
  /** Notes that nobody looks any more for what may or may not have been done. Left out, a moderator must look. */
  readonly uncertain?: (tx: Tx, work: W) => NextSteps;
  /** Notes that a moderator must act, or look. */
  readonly trouble?: (tx: Tx, work: W, problem: StepProblem) => Promise<void>;
  /** Notes that what it is about is gone for good: the end of it (a message that was deleted). Left out, a moderator must act. */
  readonly missing?: (tx: Tx, work: W) => NextSteps;
  /**
   * What is of use however late, so that only this ends it: where a moderator must act, it is tried more and more rarely, and
   * so long after it was due no more.
   */
  readonly givesUp?: { readonly days: number; readonly record: (tx: Tx, work: W) => NextSteps };
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
      const noteProblem: NoteProblem = (problem) => async (tx) => trouble?.(tx, work, problem);
      if (prepared.type === 'unwanted')
        return takeBack(definition, work, step, { now, doubtful, since, pace, noteProblem });
      const expired = prepared.type === 'expired';
      const unsafe = lookFirst || (doubtful && withoutNonce?.(work) === true);
      if (find && (expired ? doubtful : unsafe)) {
        await pace();
        const result = await find(work, since);
        if (result.type === 'found') return done(result.messageId, true);
        const unknown = whenNotFound(result, { step, now, doubtful, noteProblem, over: overFor(definition, work) });
        if (unknown) return unknown;
      }
      if (expired) return { type: 'cancelled', record: (tx) => expire?.(tx, work) ?? Promise.resolve() };
      await pace();
      const result = await send(work, step.nonce);
      if (result.ok) return done(result.messageId);
      if (result.reason === 'missing' && missing) return { type: 'cancelled', record: (tx) => missing(tx, work) };
      const outcome = outcomeOfRefusal(result, noteProblem);
      if (givesUp) return unlessGivenUp(outcome, step, now, { ...givesUp, record: (tx) => givesUp.record(tx, work) });
      return doubtful ? outcome : undone(outcome);
    },
  };
}

/** What was refused at the first attempt was surely not done. */
function undone(outcome: Outcome): Outcome {
  return outcome.type === 'blocked' ? { ...outcome, undone: true } : outcome;
}

/** Writes that a moderator must act, or look. */
type NoteProblem = (problem: StepProblem) => Noting;

const overFor = <W>({ uncertain }: SendDefinition<W>, work: W): Noting | undefined =>
  uncertain && ((tx) => uncertain(tx, work));

/** For so many days a message that nobody wants is tried to be removed where the bot may not. */
const UNDONE_DAYS = 7;

/** For so many days after it was due something that cannot be looked for is looked for nevertheless: the right to read may come. */
const LOOKED_FOR_DAYS = 7;

/**
 * What a search that found nothing means for its step; undefined where nothing is there. What cannot be looked for is neither
 * done again nor given up: more and more rarely it is tried to look.
 */
function whenNotFound(
  result: FindResult,
  {
    step,
    now,
    doubtful,
    noteProblem,
    over,
  }: Pick<Attempt, 'now' | 'doubtful'> & {
    readonly step: OutboxStep;
    readonly noteProblem: NoteProblem;
    /** What is noted where nobody looks any more, instead of the problem. */
    readonly over?: Noting | undefined;
  },
): Outcome | undefined {
  if (result.type === 'unavailable') return heldBack(result) ?? { type: 'again', problem: 'unavailable' };
  if (result.type === 'unreadable' && doubtful) {
    const record = noteProblem('unreadable');
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
  { now, doubtful, since, pace, noteProblem }: Omit<Attempt, 'lookFirst'> & { readonly noteProblem: NoteProblem },
): Promise<Outcome> {
  if (!doubtful || !find || !undo) return { type: 'cancelled' };
  await pace();
  const result = await find(work, since);
  const record: Noting = (tx) => undo.record(tx, work);
  if (result.type !== 'found')
    return whenNotFound(result, { step, now, doubtful, noteProblem }) ?? { type: 'cancelled', record };
  await pace();
  const undone = await undo.send(work, result.messageId);
  if (undone.ok || undone.reason === 'missing') return { type: 'cancelled', record };
  return unlessGivenUp(outcomeOfRefusal(undone, noteProblem), step, now, { days: UNDONE_DAYS, record });
}

/** What becomes of a step that {@link SendDefinition.givesUp}. */
function unlessGivenUp(
  outcome: Outcome,
  { dueAt }: OutboxStep,
  now: Temporal.Instant,
  { days, record }: { readonly days: number; readonly record: Noting },
): Outcome {
  if (outcome.type !== 'blocked') return outcome;
  const late = Temporal.Instant.compare(now, instantOf(dueAt).add({ hours: 24 * days })) >= 0;
  return late ? { type: 'failed', record } : { ...outcome, rarely: true };
}

function heldBack({ retryAfter, global = false }: Wait): Outcome | undefined {
  return retryAfter === undefined ? undefined : { type: 'held', retryAfter, what: global ? 'all' : 'one' };
}

/** What a send that brought no message means for its step. */
function outcomeOfRefusal({ reason, ...wait }: SendResult & { readonly ok: false }, noteProblem: NoteProblem): Outcome {
  switch (reason) {
    case 'unavailable':
      return heldBack(wait) ?? { type: 'again', problem: reason };
    case 'uncertain':
      return { type: 'again', problem: reason };
    case 'forum': // the channel was turned into one just now
      return { type: 'again', problem: 'unavailable' };
    default:
      return { type: 'blocked', problem: reason, record: noteProblem(reason) };
  }
}
