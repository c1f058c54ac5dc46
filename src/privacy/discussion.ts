import type { Temporal } from 'temporal-polyfill';
import { momentApart } from '../checkins/cards/moments.ts';
import { forgetEmptyQueue } from '../checkins/cards/queue-alert.ts';
import { removeMessage } from '../checkins/cards/steps.ts';
import type { Tx } from '../database/client.ts';
import { type OwnedColumn, owned } from './owned-column.ts';

const CREATED = { createdAt: 'time', id: 'text' } as const;

/**
 * A member's texts in the discussions of check-ins. Erasing them makes their messages disappear, too. Rows that depend on a
 * card come before it.
 */
export const DISCUSSION_COLUMNS: readonly OwnedColumn[] = [
  owned('CardPseudonym', 'personId', { topic: 'discussion', key: { checkinId: 'text' } }),
  owned('CardMeToo', 'personId', { topic: 'discussion', key: { cardId: 'text' } }),
  owned('AdviceRating', 'personId', { topic: 'discussion', key: { adviceId: 'text' } }),
  owned('CardReport', 'reporterId', {
    topic: 'discussion',
    key: { id: 'text' },
    async along(tx, reporterId, erase) {
      const rows = await tx.cardReport.findMany({ where: { reporterId }, select: { communityId: true } });
      const count = await erase();
      await forgetEmptyQueues(tx, rows);
      return count;
    },
  }),
  // The decision stays with the card; its moderator becomes “deleted member”.
  owned('CardDecision', 'moderatorId', {
    topic: 'contributions',
    key: { decidedAt: 'time', id: 'text' },
    erasing: 'unlink',
  }),
  owned('CardAdvice', 'authorId', {
    topic: 'discussion',
    key: CREATED,
    async along(tx, authorId, erase, { clock }) {
      const rows = await tx.cardAdvice.findMany({ where: { authorId } });
      await removeAll(tx, rows, clock.now());
      const count = await erase();
      await forgetEmptyQueues(tx, rows);
      return count;
    },
  }),
  owned('Card', 'authorId', {
    topic: 'discussion',
    key: CREATED,
    async along(tx, authorId, erase, drawing) {
      const rows = await tx.card.findMany({ where: { authorId } });
      for (const card of rows) {
        // Cards that disappear at the same moment would reveal their author, if just one of them is under a name.
        const at = card.pseudonym === null ? drawing.clock.now() : momentApart(drawing);
        // Advice from others is deleted with its card; its messages would make no sense alone.
        await removeAll(tx, [card, ...(await tx.cardAdvice.findMany({ where: { cardId: card.id } }))], at);
      }
      const count = await erase();
      await forgetEmptyQueues(tx, rows);
      return count;
    },
  }),
  owned('SharedPost', 'authorId', {
    topic: 'shares',
    key: CREATED,
    async along(tx, authorId, erase, { clock }) {
      const rows = await tx.sharedPost.findMany({ where: { authorId } });
      for (const { communityId, ...post } of rows)
        if (communityId !== null) await removeAll(tx, [{ ...post, communityId }], clock.now());
      return erase();
    },
  }),
];

/** Withdraws the alerts of queues that an erasure has emptied. */
async function forgetEmptyQueues(tx: Tx, rows: readonly { readonly communityId: string }[]): Promise<void> {
  for (const communityId of new Set(rows.map((row) => row.communityId))) await forgetEmptyQueue(tx, communityId);
}

/** Number of a member's anonymous cards in discussions: an erasure removes each at its own moment. */
export async function countStandingAnonymous(db: Tx, authorId: string): Promise<number> {
  return db.card.count({ where: { authorId, pseudonym: { not: null }, messageId: { not: null } } });
}

interface Posted {
  readonly communityId: string;
  readonly channelId: string;
  readonly messageId: string | null;
}

async function removeAll(tx: Tx, rows: readonly Posted[], at: Temporal.Instant): Promise<void> {
  for (const { communityId, channelId, messageId } of rows)
    if (messageId !== null) await removeMessage(tx, { communityId, channelId, messageId }, at);
}
