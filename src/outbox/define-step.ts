import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import type { FindResult, SendResult, Wait } from '../ports/messenger.ts';
import { instantOf } from '../time/calendar.ts';
import type { Attempt, NextSteps, Noting, Outcome, Prepared, StepDefinition } from './step-definition.ts';
import type { StepProblem } from './steps.ts';

/** How a step was done. */
export interface Done {
  readonly now: Temporal.Instant;
  /** Whether it was done by an earlier attempt and found. */
  readonly found: boolean;
}

export interface SendDefinition<W> extends Pick<StepDefinition, 'kind' | 'broken' | 'follows'> {
  /** Reads the step's subject. Every write must be repeatable. */
  readonly prepare: (step: OutboxStep, now: Temporal.Instant) => Promise<Prepared<W>>;
  /** Searches for the result of an earlier attempt. Left out if a repetition changes nothing (an edit). */
  readonly find?: (work: W, since: Temporal.Instant) => Promise<FindResult>;
  /**
   * Whether Discord would not recognise a repetition: it accepts no nonce for it (a forum's post), or an earlier attempt went
   * to another channel. Then every doubtful attempt searches first.
   */
  readonly withoutNonce?: (work: W) => boolean;
  /** Does it with one request. */
  readonly send: (work: W, nonce: string) => Promise<SendResult>;
  /** Records that it is done; returns the steps that follow. */
  readonly record: (tx: Tx, work: W, messageId: string, how: Done) => NextSteps;
  /**
   * Removes a message that was found but is no longer wanted, with one request; and records that there is none, using {@link
   * find}.
   */
  readonly undo?: {
    readonly send: (work: W, messageId: string) => Promise<SendResult>;
    readonly record: (tx: Tx, work: W) => NextSteps;
  };
  /** Records that it came too late. */
  readonly expire?: (tx: Tx, work: W) => NextSteps;
  /** Records that the search for an uncertain result has ended. Left out, a moderator must look. */
  readonly uncertain?: (tx: Tx, work: W) => NextSteps;
  /** Records that a moderator must act, or look. */
  readonly trouble?: (tx: Tx, work: W, problem: StepProblem) => Promise<void>;
  /** Records that its subject is gone for good (a deleted message), which ends the step. Left out, a moderator must act. */
  readonly missing?: (tx: Tx, work: W) => NextSteps;
  /**
   * For steps that are useful however late, so that nothing else ends them: while a moderator must act, they are retried less
   * and less often, and given up these days after they were due.
   */
  readonly givesUp?: { readonly days: number; readonly record: (tx: Tx, work: W) => NextSteps };
}

/**
 * Makes a step that sends exactly once, from functions to find and to send. If it may have been sent, it is searched for before
 * a repetition; within two minutes of the first attempt, the stored nonce makes a repetition harmless.
 */
export function defineStep<W>(definition: SendDefinition<W>): StepDefinition {
  const { kind, broken, follows = false, prepare, find, send, record } = definition;
  const { expire, trouble, withoutNonce, missing, givesUp } = definition;
  return {
    kind,
    follows,
    ...(broken ? { broken } : {}),
    async attempt(step, { now, lookFirst, doubtful, since, settledAt, pace }) {
      // The request of an earlier holder may still arrive, and would replace the newer state.
      if (follows && settledAt) return { type: 'later', at: settledAt };
      const prepared = await prepare(step, now);
      if (prepared.type === 'later' || prepared.type === 'cancelled') return prepared;
      const { work } = prepared;
      const done = (messageId: string, found = false): Outcome => ({
        type: 'done',
        record: (tx) => record(tx, work, messageId, { now, found }),
      });
      const noteProblem: NoteProblem = (problem) => async (tx) => trouble?.(tx, work, problem);
      if (prepared.type === 'unwanted')
        return takeBack(definition, work, step, { now, doubtful, since, settledAt, pace, noteProblem });
      const expired = prepared.type === 'expired';
      const unsafe = lookFirst || (doubtful && withoutNonce?.(work) === true);
      if (find && (expired ? doubtful : unsafe)) {
        const how = { step, now, doubtful, settledAt, pace, noteProblem, over: overFor(definition, work) };
        const outcome = await search(
          () => find(work, since),
          (messageId) => done(messageId, true),
          how,
        );
        if (outcome) return outcome;
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

/** A request refused at the first attempt was certainly not done. */
function undone(outcome: Outcome): Outcome {
  return outcome.type === 'blocked' ? { ...outcome, undone: true } : outcome;
}

/** Records that a moderator must act, or look. */
type NoteProblem = (problem: StepProblem) => Noting;

const overFor = <W>({ uncertain }: SendDefinition<W>, work: W): Noting | undefined =>
  uncertain && ((tx) => uncertain(tx, work));

/** What became of an earlier attempt; undefined if there is nothing to be found. */
async function search(
  find: () => Promise<FindResult>,
  done: (messageId: string) => Outcome,
  how: Pick<Attempt, 'settledAt' | 'pace'> & NotFound,
): Promise<Outcome | undefined> {
  // It may still arrive: that it is not there would prove nothing.
  if (how.doubtful && how.settledAt) return { type: 'later', at: how.settledAt };
  await how.pace();
  const result = await find();
  return result.type === 'found' ? done(result.messageId) : whenNotFound(result, how);
}

/** Days for which the bot tries to remove an unwanted message without permission to do so. */
const UNDONE_DAYS = 7;

/** Days after the due time for which an impossible search is still retried: the permission may be granted. */
const LOOKED_FOR_DAYS = 7;

interface NotFound extends Pick<Attempt, 'now' | 'doubtful'> {
  readonly step: OutboxStep;
  readonly noteProblem: NoteProblem;
  /** Record for the end of the search, instead of the problem. */
  readonly over?: Noting | undefined;
}

/**
 * The outcome for a step after a search without a result; undefined if there is nothing to be found. If searching is
 * impossible, the step is neither repeated nor given up: the search is retried less and less often.
 */
function whenNotFound(result: FindResult, { step, now, doubtful, noteProblem, over }: NotFound): Outcome | undefined {
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

/** Searches for a result that is no longer wanted, and undoes it. */
async function takeBack<W>(
  { find, undo }: SendDefinition<W>,
  work: W,
  step: OutboxStep,
  how: Omit<Attempt, 'lookFirst'> & { readonly noteProblem: NoteProblem },
): Promise<Outcome> {
  const { now, doubtful, since, settledAt, pace, noteProblem } = how;
  if (!doubtful || !find || !undo) return { type: 'cancelled' };
  if (settledAt) return { type: 'later', at: settledAt };
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

/** The outcome for a step with {@link SendDefinition.givesUp}. */
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

/** The outcome of a refused request. */
function outcomeOfRefusal({ reason, ...wait }: SendResult & { readonly ok: false }, noteProblem: NoteProblem): Outcome {
  switch (reason) {
    case 'unavailable':
      return heldBack(wait) ?? { type: 'again', problem: reason };
    case 'uncertain':
      return { type: 'again', problem: reason };
    case 'forum': // the channel has just been turned into one
      return { type: 'again', problem: 'unavailable' };
    default:
      return { type: 'blocked', problem: reason, record: noteProblem(reason) };
  }
}
