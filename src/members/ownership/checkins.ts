import { inParts, type OwnedColumn } from './owned-column.ts';

/** What a member answered to check-ins, and how they want to be reminded. */
export const CHECKIN_COLUMNS: readonly OwnedColumn[] = [
  {
    table: 'CheckinAnswer',
    column: 'personId',
    topic: 'checkins',
    erasing: 'delete',
    count: (db, personId) => db.checkinAnswer.count({ where: { personId } }),
    read: async ({ db, sealer }, personId, page) => {
      const rows = await db.checkinAnswer.findMany({
        where: { personId },
        orderBy: [{ answeredAt: 'asc' }, { id: 'asc' }],
        ...page,
      });
      return rows.map((row) => sealer.open('CheckinAnswer', row));
    },
    erase: (tx, personId) => inParts((limit) => tx.checkinAnswer.deleteMany({ where: { personId }, limit })),
  },
  {
    table: 'CheckinReminder',
    column: 'personId',
    topic: 'checkins',
    erasing: 'delete',
    count: (db, personId) => db.checkinReminder.count({ where: { personId } }),
    read: ({ db }, personId, page) => db.checkinReminder.findMany({ where: { personId }, ...page }),
    erase: async (tx, personId) => (await tx.checkinReminder.deleteMany({ where: { personId } })).count,
  },
  {
    table: 'CheckinStreak',
    column: 'personId',
    topic: 'checkins',
    erasing: 'delete',
    derived: true,
    count: (db, personId) => db.checkinStreak.count({ where: { personId } }),
    read: ({ db }, personId, page) =>
      db.checkinStreak.findMany({ where: { personId }, orderBy: { communityId: 'asc' }, ...page }),
    erase: async (tx, personId) => (await tx.checkinStreak.deleteMany({ where: { personId } })).count,
  },
  {
    table: 'OutboxStep',
    column: 'personId',
    topic: 'checkins',
    erasing: 'delete',
    count: (db, personId) => db.outboxStep.count({ where: { personId } }),
    read: ({ db }, personId, page) =>
      db.outboxStep.findMany({ where: { personId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], ...page }),
    erase: async (tx, personId) => (await tx.outboxStep.deleteMany({ where: { personId } })).count,
  },
];
