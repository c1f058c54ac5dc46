import type { Db, Tx } from '../../database/client.ts';
import { defineStep } from '../../outbox/define-step.ts';
import { waitOut } from '../../outbox/places.ts';
import type { StepDefinition } from '../../outbox/step-definition.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Clock } from '../../time/clock.ts';
import { forgetRemovals, noteLeft, noteNotRemoved, noteRemoved } from './removal-trouble.ts';
import { CARD_STEPS, type MessageAddress } from './steps.ts';
import { noteOpen } from './trouble.ts';

export interface RemovalContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Messenger;
}

/** Days for which the bot tries to remove a message from a discussion that it may not change. */
const REMOVED_DAYS = 7;

/** Removes a message from a discussion: of a card or advice that was withdrawn, deleted or moderated. */
export function removalStep(context: RemovalContext): StepDefinition {
  const { db, messenger } = context;
  const leave = async (tx: Tx, { id, ...place }: MessageAddress & { readonly id: string }): Promise<void> => {
    await noteLeft(context, tx, place);
    await tx.messageRemoval.deleteMany({ where: { id } });
  };
  return defineStep<MessageAddress & { readonly id: string }>({
    kind: CARD_STEPS.remove,
    async prepare(step, now) {
      const work = step.subjectId ? await db.messageRemoval.findUnique({ where: { id: step.subjectId } }) : null;
      if (!work) return { type: 'cancelled' };
      return waitOut(messenger.look(work.communityId, work.channelId), now) ?? { type: 'ready', work };
    },
    send: ({ channelId, messageId }) => messenger.remove(channelId, messageId),
    async record(tx, { id, ...place }) {
      await noteOpen(context, tx, place);
      await noteRemoved(context, tx, place);
      await tx.messageRemoval.deleteMany({ where: { id } });
    },
    trouble: (tx, work, problem) => noteNotRemoved(context, tx, work, problem),
    async missing(tx, { id, ...place }) {
      await forgetRemovals(tx, place);
      await tx.messageRemoval.deleteMany({ where: { id } });
    },
    givesUp: { days: REMOVED_DAYS, record: leave },
    async broken(tx, { subjectId }) {
      const work = subjectId && (await tx.messageRemoval.findUnique({ where: { id: subjectId } }));
      if (work) await leave(tx, work);
    },
  });
}
