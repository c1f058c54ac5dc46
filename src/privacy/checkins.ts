import { within } from '../database/keyset.ts';
import { inParts, type OwnedColumn, ownedColumn } from './owned-column.ts';

/** What a member answered to check-ins, and how they want to be reminded. */
export const CHECKIN_COLUMNS: readonly OwnedColumn[] = [
  ownedColumn({
    table: 'CheckinAnswer',
    column: 'personId',
    key: { week: 'time', id: 'text' },
    topic: 'checkins',
    erasing: 'delete',
    count: (db, personId) => db.checkinAnswer.count({ where: { personId } }),
    readPage: async ({ db, sealer }, personId, page) => {
      const rows = await db.checkinAnswer.findMany(within(page, { personId }));
      return rows.map((row) => sealer.open('CheckinAnswer', row));
    },
    erase: (tx, personId) => inParts((limit) => tx.checkinAnswer.deleteMany({ where: { personId }, limit })),
  }),
  ownedColumn({
    table: 'CheckinReminder',
    column: 'personId',
    key: { communityId: 'text' },
    topic: 'checkins',
    erasing: 'delete',
    count: (db, personId) => db.checkinReminder.count({ where: { personId } }),
    readPage: ({ db }, personId, page) => db.checkinReminder.findMany(within(page, { personId })),
    erase: async (tx, personId) => (await tx.checkinReminder.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'CheckinStreak',
    column: 'personId',
    key: { communityId: 'text' },
    topic: 'checkins',
    erasing: 'delete',
    derived: true,
    count: (db, personId) => db.checkinStreak.count({ where: { personId } }),
    readPage: ({ db }, personId, page) => db.checkinStreak.findMany(within(page, { personId })),
    erase: async (tx, personId) => (await tx.checkinStreak.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'OutboxStep',
    column: 'personId',
    key: { id: 'text' },
    topic: 'checkins',
    erasing: 'delete',
    count: (db, personId) => db.outboxStep.count({ where: { personId } }),
    readPage: ({ db }, personId, page) => db.outboxStep.findMany(within(page, { personId })),
    erase: async (tx, personId) => (await tx.outboxStep.deleteMany({ where: { personId } })).count,
  }),
];
