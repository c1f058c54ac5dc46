import { defineStep } from '../../outbox/define-step.ts';
import { waitFor } from '../../outbox/places.ts';
import type { StepDefinition } from '../../outbox/step-definition.ts';
import { instantOf } from '../../time/calendar.ts';
import { stepKey } from '../steps.ts';
import {
  type CheckinJobContext,
  type CheckinWork,
  clearPartTrouble,
  isAfter,
  loadWork,
  notePartTrouble,
} from './work.ts';

interface ThreadWork extends CheckinWork {
  readonly messageId: string;
  /** Whether it has waited for a moderator. */
  readonly troubled: boolean;
}

/** Opens the thread for the discussion on a check-in's post. There can be only one, so repeating it changes nothing. */
export function threadStep(context: CheckinJobContext): StepDefinition {
  const { db, messenger, composer } = context;
  return defineStep<ThreadWork>({
    kind: 'checkin.thread',
    async prepare(step, now) {
      const work = await loadWork(db, step);
      const messageId = work?.row.messageId;
      if (!work || !messageId || work.row.threadId || isAfter(now, work.view.closesAt)) return { type: 'cancelled' };
      const standing = messenger.look(work.community.id, work.row.channelId);
      return (
        waitFor(standing, step, now) ?? { type: 'ready', work: { ...work, messageId, troubled: step.problem !== null } }
      );
    },
    send: async ({ row, view, messageId }) =>
      messenger.openThread(row.channelId, messageId, await composer.title(view)),
    async record(tx, work, threadId, { now }) {
      const { row, community } = work;
      const { id } = row;
      await tx.checkin.update({ where: { id }, data: { threadId } });
      if (work.troubled) await clearPartTrouble(context, tx, 'discussion', work.community.id, 'works');
      return [{ ...stepKey('question', id), communityId: community.id, dueAt: now }];
    },
    missing: async () => undefined, // somebody deleted the post
    trouble: (tx, work, problem) => notePartTrouble(context, tx, 'discussion', work, problem),
  });
}

interface QuestionWork extends CheckinWork {
  readonly threadId: string;
  readonly troubled: boolean;
}

/** Opens the discussion with the week's question. */
export function questionStep(context: CheckinJobContext): StepDefinition {
  const { db, messenger, composer } = context;
  return defineStep<QuestionWork>({
    kind: 'checkin.question',
    async prepare(step, now) {
      const work = await loadWork(db, step);
      const threadId = work?.row.threadId;
      if (!work || !threadId || isAfter(now, instantOf(work.row.closesAt))) return { type: 'cancelled' };
      const standing = messenger.look(work.community.id, work.row.channelId);
      return (
        waitFor(standing, step, now) ?? { type: 'ready', work: { ...work, threadId, troubled: step.problem !== null } }
      );
    },
    find({ row, view, threadId }, since) {
      const standing = messenger.look(row.communityId, row.channelId);
      if (standing.state === 'ready' && standing.lacks.includes('ReadMessageHistory'))
        return Promise.resolve({ type: 'unreadable' });
      return messenger.find(threadId, { mark: composer.questionMark(view), since });
    },
    send: async ({ view, threadId }, nonce) => messenger.send(threadId, await composer.question(view), nonce),
    async record(tx, work) {
      if (work.troubled) await clearPartTrouble(context, tx, 'discussion', work.community.id, 'works');
    },
    missing: async () => undefined, // somebody deleted the thread
    trouble: (tx, work, problem) => notePartTrouble(context, tx, 'discussion', work, problem),
  });
}
