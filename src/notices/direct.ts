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

/** Discord recognises a nonce for "some minutes": after these, a repeated send could be a second message. */
const NONCE_MINUTES = 2;
/** Direct messages under way at once; those to one member come one after the other. */
const TOGETHER = 4;
/** Notices claimed and read together: fewer would ask the database more often, more would be ours for longer than it takes. */
const CLAIMED = 20;
/** How soon Discord is asked again where it could not say something, in minutes. */
const AGAIN_MINUTES = 1;

export interface DirectContext extends ClaimContext {
  readonly directMessages: DirectMessages;
  /** What a notice says; undefined when there is nothing to say any more. */
  readonly present: (notice: Notice) => Promise<MessageContent | undefined>;
}

/**
 * Sends a notice as a direct message: only to a member who opted in to its kind, is still in the community where they did, and
 * only in their hours; everything else waits, silently, for their next private answer. So does what may have arrived and cannot
 * be recognised any more: there it disturbs nobody, where a second direct message would.
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
        // Something has changed since it was read.
        const again = await readAnew(found.notice.id);
        if (!again) return { type: 'cancelled' };
        return (await deliver(context, step, how, again)) ?? { type: 'later', at: how.now };
      });
    },
    broken: async (tx, { subjectId }) => void (subjectId && (await keepForAnswer(tx, subjectId))),
  };
}

/** @returns undefined if something has changed since it was read: nothing was sent */
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
  // Surely not sent now; what an earlier attempt has done is not known any better.
  if (!firstTriedAt) await forgetAttempt(db, id);
  if (result !== 'unavailable') return { type: 'held', ...result };
  return firstTriedAt ? { type: 'again', problem: result } : lookAgain(clock.now());
}

/** Nothing was tried. */
function lookAgain(now: Temporal.Instant): Outcome {
  return { type: 'later', at: now.add({ minutes: AGAIN_MINUTES }), problem: 'unavailable' };
}

function minutesSince(start: Date, now: Temporal.Instant): number {
  return (now.epochMilliseconds - start.getTime()) / 60_000;
}
