import type { Temporal } from 'temporal-polyfill';
import { momentApart } from '../checkins/cards/moments.ts';
import { forgetEmptyQueue } from '../checkins/cards/queue-alert.ts';
import { removeMessage } from '../checkins/cards/steps.ts';
import type { Tx } from '../database/client.ts';
import { type OwnedColumn, owned } from './owned-column.ts';

const CREATED = { createdAt: 'time', id: 'text' } as const;

/** What a member shared and said in the discussions of check-ins. Erasing it makes its messages disappear, too. What hangs on a card comes before it. */
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
  // What was decided stays with the card; who did it becomes “deleted member”.
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
        // Gone in the same moment, cards would tell whose they are: one by name is enough for that.
        const at = card.pseudonym === null ? drawing.clock.now() : momentApart(drawing);
        // Advice of others goes with the card that it was about; its messages would make no sense alone.
        await removeAll(tx, [card, ...(await tx.cardAdvice.findMany({ where: { cardId: card.id } }))], at);
      }
      const count = await erase();
      await forgetEmptyQueues(tx, rows);
      return count;
    },
  }),
];

/** Moderators need not be told of what went with an erasure. */
async function forgetEmptyQueues(tx: Tx, rows: readonly { readonly communityId: string }[]): Promise<void> {
  for (const communityId of new Set(rows.map((row) => row.communityId))) await forgetEmptyQueue(tx, communityId);
}

/** How many anonymous cards of a member stand in discussions: an erasure takes each away at a moment of its own. */
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
