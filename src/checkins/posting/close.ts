import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/client.ts';
import type { Checkin } from '../../database/generated/client.ts';
import { defineStep } from '../../outbox/define-step.ts';
import { waitFor } from '../../outbox/places.ts';
import type { StepDefinition } from '../../outbox/step-definition.ts';
import type { NewStep } from '../../outbox/steps.ts';
import { dateAt } from '../../time/calendar.ts';
import { type AnswerCounts, countAnswers } from '../answers.ts';
import { stepKey } from '../steps.ts';
import {
  type CheckinJobContext,
  type CheckinWork,
  clearPartTrouble,
  isAfter,
  loadWork,
  notePartTrouble,
} from './work.ts';

interface CloseWork extends CheckinWork {
  /** Address of the post: in a forum, within the thread that it opened. */
  readonly place: { readonly channelId: string; readonly messageId: string };
  readonly counts: AnswerCounts;
  /** Whether it has waited for a moderator. */
  readonly troubled: boolean;
}

/** Days for which the post's edit is attempted; the check-in itself ends at its close in any case. */
const TRIED_FOR_DAYS = 7;

/** Edits the post after the close: it says that the week is over, and how many answered. */
export function closeStep(context: CheckinJobContext): StepDefinition {
  const { db, messenger, composer } = context;
  return defineStep<CloseWork>({
    kind: 'checkin.close',
    follows: true,
    async prepare(step, now) {
      const loaded = await loadWork(db, step);
      const messageId = loaded?.row.messageId;
      if (!loaded || !messageId || loaded.row.state !== 'posted') return { type: 'cancelled' };
      const { row, community, view } = loaded;
      // Moderators may have postponed the close.
      if (isAfter(view.closesAt, now)) return { type: 'later', at: view.closesAt };
      // A forum's post is the first message of its own thread.
      const channelId = row.inForum ? messageId : row.channelId;
      const counts = await countAnswers(db, row.id);
      const work = { ...loaded, place: { channelId, messageId }, counts, troubled: step.problem !== null };
      if (isAfter(now, view.closesAt.add({ hours: 24 * TRIED_FOR_DAYS }))) return { type: 'expired', work };
      return waitFor(messenger.look(community.id, row.channelId), step, now) ?? { type: 'ready', work };
    },
    send: async ({ place, view, counts }) =>
      messenger.edit(place.channelId, place.messageId, await composer.closed(view, counts)),
    async record(tx, { row, troubled }, _messageId, { now }) {
      if (troubled) await clearPartTrouble(context, tx, 'close', row.communityId, 'works');
      return markClosed(tx, row, now);
    },
    async missing(tx, { view, row }) {
      await clearPartTrouble(context, tx, 'close', row.communityId, 'over');
      return markClosed(tx, row, view.closesAt);
    },
    async expire(tx, { view, row }) {
      await clearPartTrouble(context, tx, 'close', row.communityId, 'over');
      return markClosed(tx, row, view.closesAt);
    },
    async broken(tx, { subjectId }, now) {
      const row = subjectId && (await tx.checkin.findUnique({ where: { id: subjectId } }));
      if (row) await clearPartTrouble(context, tx, 'close', row.communityId, 'over');
      return row && row.state === 'posted' ? markClosed(tx, row, now) : [];
    },
    trouble: (tx, work, problem) => notePartTrouble(context, tx, 'close', work, problem),
  });
}

/** Ends the check-in; the digest follows. */
async function markClosed(tx: Tx, { id, communityId }: Checkin, at: Temporal.Instant): Promise<NewStep[]> {
  await tx.checkin.update({ where: { id }, data: { state: 'closed', closedAt: dateAt(at) } });
  return [{ ...stepKey('digest', id), communityId, dueAt: at }];
}
