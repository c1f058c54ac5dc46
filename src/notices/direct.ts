import { Temporal } from 'temporal-polyfill';
import type { OutboxStep } from '../database/generated/client.ts';
import type { MessageContent } from '../messages/reply.ts';
import type { Attempt, Outcome, StepDefinition } from '../outbox/step-definition.ts';
import type { DirectMessages } from '../ports/direct-messages.ts';
import { nextDmInstant } from '../sheet/working-time.ts';
import { type ClaimContext, dropNotice, finishNotice, forgetAttempt, keepForAnswer, postpone } from './claim.ts';
import { noteClosed } from './consent.ts';
import { createGate } from './gate.ts';
import { NOTICE_STEP, type Notice } from './notices.ts';
import { type ReadNotice, readAlone, readTogether } from './read-together.ts';
import { beginSending } from './standing.ts';

/** Minutes for which Discord recognises a nonce ("some minutes"): after that, a repeated send could be a second message. */
const NONCE_MINUTES = 2;
/** Maximum direct messages in progress; those to one member are sent one after the other. */
const TOGETHER = 4;
/** Maximum notices claimed and read together: fewer would mean more queries, more would be held for longer than needed. */
const CLAIMED = 20;
/** Minutes until Discord is asked again after giving no answer. */
const AGAIN_MINUTES = 1;

export interface DirectContext extends ClaimContext {
  readonly directMessages: DirectMessages;
  /** The content of a notice; undefined if there is nothing to say any more. */
  readonly present: (notice: Notice) => Promise<MessageContent | undefined>;
}

/**
 * Sends a notice as a direct message: only to a member who opted in to its kind, is still in that community, and only in their
 * hours; everything else waits silently for their next private answer. So does a message that may have been sent and can no
 * longer be recognised: there a repetition disturbs nobody, while a second direct message would.
 */
export function noticeStep(context: DirectContext): StepDefinition {
  const read = readTogether(context);
  const readAnew = readAlone(context);
  const inTurn = createGate(TOGETHER);
  return {
    kind: NOTICE_STEP,
    atOnce: CLAIMED,
    async attempt(step, how) {
      const found = step.subjectId ? await read(step.subjectId) : undefined;
      if (!found) return { type: 'cancelled' };
      return inTurn(found.notice.personId, async () => {
        const outcome = await deliver(context, step, how, found);
        if (outcome) return outcome;
        // It has changed since it was read.
        const again = await readAnew(found.notice.id);
        if (!again) return { type: 'cancelled' };
        return (await deliver(context, step, how, again)) ?? { type: 'later', at: how.now };
      });
    },
    broken: async (tx, { subjectId }) => void (subjectId && (await keepForAnswer(tx, subjectId))),
  };
}

/** @returns undefined if it has changed since it was read: nothing was sent */
async function deliver(
  context: DirectContext,
  step: OutboxStep,
  { pace }: Attempt,
  { notice, standing }: ReadNotice,
): Promise<Outcome | undefined> {
  const { db, clock, directMessages } = context;
  const { id, personId, communityId, firstTriedAt } = notice;
  const now = clock.now();
  const uncertain = firstTriedAt && minutesSince(firstTriedAt, now) >= NONCE_MINUTES;
  const willing = standing.optedIn && !standing.closed && !uncertain;
  const allowed = willing ? nextDmInstant(standing.window(), now) : undefined;
  if (!allowed) return { type: 'cancelled', record: (tx) => keepForAnswer(tx, id) };
  if (Temporal.Instant.compare(allowed, now) > 0) {
    await postpone(db, id, allowed);
    return { type: 'later', at: allowed };
  }
  await pace();
  const membership = communityId ? await directMessages.membership(communityId, personId) : 'member';
  if (membership === 'unknown') return lookAgain(now);
  const content = membership === 'gone' ? undefined : await context.present(notice);
  if (content === undefined) return { type: 'cancelled', record: (tx) => dropNotice(tx, id) };
  if (!(await beginSending(context, notice, { standing, step }))) return undefined;
  return send(context, notice, content, step.nonce);
}

async function send(context: DirectContext, notice: Notice, content: MessageContent, nonce: string): Promise<Outcome> {
  const { db, clock, directMessages } = context;
  const { id, personId, firstTriedAt } = notice;
  const result = await directMessages.send(personId, content, nonce);
  if (result === 'sent') return { type: 'done', record: (tx) => finishNotice({ ...context, db: tx }, id) };
  if (result === 'uncertain') return { type: 'again', problem: result };
  if (result === 'closed')
    return {
      type: 'cancelled',
      async record(tx) {
        await noteClosed({ db: tx, clock }, personId);
        await keepForAnswer(tx, id);
      },
    };
  // Certainly not sent this time; the outcome of an earlier attempt is still unknown.
  if (!firstTriedAt) await forgetAttempt(db, id);
  if (result !== 'unavailable') return { type: 'held', ...result };
  return firstTriedAt ? { type: 'again', problem: result } : lookAgain(clock.now());
}

/** The outcome without an attempt. */
function lookAgain(now: Temporal.Instant): Outcome {
  return { type: 'later', at: now.add({ minutes: AGAIN_MINUTES }), problem: 'unavailable' };
}

function minutesSince(start: Date, now: Temporal.Instant): number {
  return (now.epochMilliseconds - start.getTime()) / 60_000;
}
