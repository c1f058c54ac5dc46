import type { Temporal } from 'temporal-polyfill';
import { momentApart } from '../checkins/cards/moments.ts';
import { forgetEmptyQueue } from '../checkins/cards/queue-alert.ts';
import { removeMessage } from '../checkins/cards/steps.ts';
import type { Tx } from '../database/client.ts';
import { within } from '../database/keyset.ts';
import { type OwnedColumn, ownedColumn } from './owned-column.ts';

/** What a member shared and said in the discussions of check-ins. Erasing it makes its messages disappear, too. What hangs on a card comes before it. */
export const DISCUSSION_COLUMNS: readonly OwnedColumn[] = [
  ownedColumn({
    table: 'CardPseudonym',
    column: 'personId',
    key: { checkinId: 'text' },
    topic: 'discussion',
    erasing: 'delete',
    count: (db, personId) => db.cardPseudonym.count({ where: { personId } }),
    readPage: ({ db }, personId, page) => db.cardPseudonym.findMany(within(page, { personId })),
    erase: async (tx, personId) => (await tx.cardPseudonym.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'CardMeToo',
    column: 'personId',
    key: { cardId: 'text' },
    topic: 'discussion',
    erasing: 'delete',
    count: (db, personId) => db.cardMeToo.count({ where: { personId } }),
    readPage: ({ db }, personId, page) => db.cardMeToo.findMany(within(page, { personId })),
    erase: async (tx, personId) => (await tx.cardMeToo.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'AdviceRating',
    column: 'personId',
    key: { adviceId: 'text' },
    topic: 'discussion',
    erasing: 'delete',
    count: (db, personId) => db.adviceRating.count({ where: { personId } }),
    readPage: ({ db }, personId, page) => db.adviceRating.findMany(within(page, { personId })),
    erase: async (tx, personId) => (await tx.adviceRating.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'CardReport',
    column: 'reporterId',
    key: { id: 'text' },
    topic: 'discussion',
    erasing: 'delete',
    count: (db, reporterId) => db.cardReport.count({ where: { reporterId } }),
    readPage: async ({ db, sealer }, reporterId, page) => {
      const rows = await db.cardReport.findMany(within(page, { reporterId }));
      return rows.map((row) => sealer.open('CardReport', row));
    },
    async erase(tx, reporterId) {
      const rows = await tx.cardReport.findMany({ where: { reporterId }, select: { communityId: true } });
      const { count } = await tx.cardReport.deleteMany({ where: { reporterId } });
      await forgetEmptyQueues(tx, rows);
      return count;
    },
  }),
  ownedColumn({
    table: 'CardDecision',
    column: 'moderatorId',
    key: { decidedAt: 'time', id: 'text' },
    topic: 'contributions',
    // What was decided stays with the card; who did it becomes “deleted member”.
    erasing: 'unlink',
    count: (db, moderatorId) => db.cardDecision.count({ where: { moderatorId } }),
    readPage: ({ db }, moderatorId, page) => db.cardDecision.findMany(within(page, { moderatorId })),
    erase: async (tx, moderatorId) =>
      (await tx.cardDecision.updateMany({ where: { moderatorId }, data: { moderatorId: null } })).count,
  }),
  ownedColumn({
    table: 'CardAdvice',
    column: 'authorId',
    key: { createdAt: 'time', id: 'text' },
    topic: 'discussion',
    erasing: 'delete',
    count: (db, authorId) => db.cardAdvice.count({ where: { authorId } }),
    readPage: async ({ db, sealer }, authorId, page) => {
      const rows = await db.cardAdvice.findMany(within(page, { authorId }));
      return rows.map((row) => sealer.open('CardAdvice', row));
    },
    async erase(tx, authorId, { clock }) {
      const rows = await tx.cardAdvice.findMany({ where: { authorId } });
      await removeAll(tx, rows, clock.now());
      const { count } = await tx.cardAdvice.deleteMany({ where: { authorId } });
      await forgetEmptyQueues(tx, rows);
      return count;
    },
  }),
  ownedColumn({
    table: 'Card',
    column: 'authorId',
    key: { createdAt: 'time', id: 'text' },
    topic: 'discussion',
    erasing: 'delete',
    count: (db, authorId) => db.card.count({ where: { authorId } }),
    readPage: async ({ db, sealer }, authorId, page) => {
      const rows = await db.card.findMany(within(page, { authorId }));
      return rows.map((row) => sealer.open('Card', row));
    },
    async erase(tx, authorId, drawing) {
      const rows = await tx.card.findMany({ where: { authorId } });
      for (const card of rows) {
        // Gone in the same moment, cards would tell whose they are: one by name is enough for that.
        const at = card.pseudonym === null ? drawing.clock.now() : momentApart(drawing);
        // Advice of others goes with the card that it was about; its messages would make no sense alone.
        await removeAll(tx, [card, ...(await tx.cardAdvice.findMany({ where: { cardId: card.id } }))], at);
      }
      const { count } = await tx.card.deleteMany({ where: { authorId } });
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
