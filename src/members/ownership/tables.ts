import { parseJson, UNREADABLE } from '../../unreadable.ts';
import { CHECKIN_COLUMNS } from './checkins.ts';
import { DISCUSSION_COLUMNS } from './discussion.ts';
import { inParts, type OwnedColumn } from './owned-column.ts';

/**
 * Every column of the database that holds a person's id. A test reads prisma/schema.prisma and fails when one is missing,
 * so that nothing can be stored about a person that `/privacy export` does not give and `/privacy delete` does not erase.
 */
export const OWNED_COLUMNS: readonly OwnedColumn[] = [
  {
    table: 'Member',
    column: 'id',
    topic: 'settings',
    erasing: 'delete',
    count: (db, id) => db.member.count({ where: { id } }),
    read: ({ db }, id, page) => db.member.findMany({ where: { id }, ...page }),
    erase: async (tx, id) => (await tx.member.deleteMany({ where: { id } })).count,
  },
  {
    table: 'BoundarySheet',
    column: 'personId',
    topic: 'boundaries',
    erasing: 'delete',
    count: (db, personId) => db.boundarySheet.count({ where: { personId } }),
    read: async ({ db, sealer }, personId, page) => {
      const rows = await db.boundarySheet.findMany({ where: { personId }, ...page });
      return rows.map((row) => withParsedParts(sealer.open('BoundarySheet', row)));
    },
    erase: async (tx, personId) => (await tx.boundarySheet.deleteMany({ where: { personId } })).count,
  },
  {
    table: 'Violation',
    column: 'authorId',
    topic: 'violations',
    erasing: 'delete',
    count: (db, authorId) => db.violation.count({ where: { authorId } }),
    read: async ({ db, sealer }, authorId, page) => {
      const rows = await db.violation.findMany({
        where: { authorId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        ...page,
      });
      return rows.map((row) => withParsedHistory(sealer.open('Violation', row)));
    },
    erase: (tx, authorId) => inParts((limit) => tx.violation.deleteMany({ where: { authorId }, limit })),
  },
  {
    table: 'ViolationTally',
    column: 'authorId',
    topic: 'violations',
    erasing: 'delete',
    derived: true,
    count: (db, authorId) => db.violationTally.count({ where: { authorId } }),
    read: ({ db }, authorId, page) =>
      db.violationTally.findMany({
        where: { authorId },
        orderBy: [{ week: 'asc' }, { kind: 'asc' }, { currency: 'asc' }],
        ...page,
      }),
    erase: async (tx, authorId) => (await tx.violationTally.deleteMany({ where: { authorId } })).count,
  },
  ...CHECKIN_COLUMNS,
  {
    table: 'TemplateDraft',
    column: 'personId',
    topic: 'templates',
    erasing: 'delete',
    count: (db, personId) => db.templateDraft.count({ where: { personId } }),
    read: async ({ db, sealer }, personId, page) => {
      const rows = await db.templateDraft.findMany({ where: { personId }, ...page });
      return rows.map((row) => withParsedValues(sealer.open('TemplateDraft', row)));
    },
    erase: async (tx, personId) => (await tx.templateDraft.deleteMany({ where: { personId } })).count,
  },
  {
    table: 'TemplateMemory',
    column: 'personId',
    topic: 'templates',
    erasing: 'delete',
    count: (db, personId) => db.templateMemory.count({ where: { personId } }),
    read: async ({ db, sealer }, personId, page) => {
      const rows = await db.templateMemory.findMany({ where: { personId }, ...page });
      return rows.map((row) => withParsedValues(sealer.open('TemplateMemory', row)));
    },
    erase: async (tx, personId) => (await tx.templateMemory.deleteMany({ where: { personId } })).count,
  },
  {
    table: 'OwnTemplate',
    column: 'personId',
    topic: 'templates',
    erasing: 'delete',
    count: (db, personId) => db.ownTemplate.count({ where: { personId } }),
    read: async ({ db, sealer }, personId, page) => {
      const rows = await db.ownTemplate.findMany({
        where: { personId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        ...page,
      });
      return rows.map((row) => sealer.open('OwnTemplate', row));
    },
    erase: async (tx, personId) => (await tx.ownTemplate.deleteMany({ where: { personId } })).count,
  },
  {
    table: 'ArticleReading',
    column: 'personId',
    topic: 'guide',
    erasing: 'delete',
    count: (db, personId) => db.articleReading.count({ where: { personId } }),
    read: ({ db }, personId, page) =>
      db.articleReading.findMany({ where: { personId }, orderBy: [{ openedAt: 'asc' }, { article: 'asc' }], ...page }),
    erase: async (tx, personId) => (await tx.articleReading.deleteMany({ where: { personId } })).count,
  },
  {
    table: 'TipSeen',
    column: 'personId',
    topic: 'guide',
    erasing: 'delete',
    count: (db, personId) => db.tipSeen.count({ where: { personId } }),
    read: ({ db }, personId, page) => db.tipSeen.findMany({ where: { personId }, orderBy: { tip: 'asc' }, ...page }),
    erase: async (tx, personId) => (await tx.tipSeen.deleteMany({ where: { personId } })).count,
  },
  {
    table: 'ArticleRating',
    column: 'personId',
    topic: 'guide',
    erasing: 'delete',
    count: (db, personId) => db.articleRating.count({ where: { personId } }),
    read: async ({ db, sealer }, personId, page) => {
      const rows = await db.articleRating.findMany({
        where: { personId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        ...page,
      });
      return rows.map((row) => sealer.open('ArticleRating', row));
    },
    erase: async (tx, personId) => (await tx.articleRating.deleteMany({ where: { personId } })).count,
  },
  {
    table: 'AssistantMemberUse',
    column: 'personId',
    topic: 'assistant',
    erasing: 'delete',
    count: (db, personId) => db.assistantMemberUse.count({ where: { personId } }),
    read: ({ db }, personId, page) =>
      db.assistantMemberUse.findMany({
        where: { personId },
        orderBy: [{ day: 'asc' }, { communityId: 'asc' }],
        ...page,
      }),
    erase: async (tx, personId) => (await tx.assistantMemberUse.deleteMany({ where: { personId } })).count,
  },
  ...DISCUSSION_COLUMNS,
  {
    table: 'CommunityContentVersion',
    column: 'authorId',
    topic: 'contributions',
    // The text belongs to the community, and its history must stay whole.
    erasing: 'unlink',
    count: (db, authorId) => db.communityContentVersion.count({ where: { authorId } }),
    read: ({ db }, authorId, page) =>
      db.communityContentVersion.findMany({
        where: { authorId },
        orderBy: [{ createdAt: 'asc' }, { contentId: 'asc' }, { number: 'asc' }],
        ...page,
      }),
    erase: async (tx, authorId) =>
      (await tx.communityContentVersion.updateMany({ where: { authorId }, data: { authorId: null } })).count,
  },
  {
    table: 'CommunityContentDraft',
    column: 'authorId',
    topic: 'contributions',
    erasing: 'delete',
    count: (db, authorId) => db.communityContentDraft.count({ where: { authorId } }),
    read: ({ db }, authorId, page) => db.communityContentDraft.findMany({ where: { authorId }, ...page }),
    erase: async (tx, authorId) => (await tx.communityContentDraft.deleteMany({ where: { authorId } })).count,
  },
  {
    table: 'AuditEntry',
    column: 'actorId',
    topic: 'contributions',
    // What was changed stays on record; who did it becomes “deleted member”.
    erasing: 'unlink',
    count: (db, actorId) => db.auditEntry.count({ where: { actorId } }),
    read: ({ db }, actorId, page) =>
      db.auditEntry.findMany({ where: { actorId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], ...page }),
    erase: async (tx, actorId) =>
      (await tx.auditEntry.updateMany({ where: { actorId }, data: { actorId: null } })).count,
  },
  {
    table: 'Notice',
    column: 'personId',
    topic: 'notices',
    erasing: 'delete',
    count: (db, personId) => db.notice.count({ where: { personId } }),
    read: async ({ db, sealer }, personId, page) => {
      const rows = await db.notice.findMany({
        where: { personId },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        ...page,
      });
      return rows.map((row) => sealer.open('Notice', row));
    },
    erase: async (tx, personId) => (await tx.notice.deleteMany({ where: { personId } })).count,
  },
  {
    table: 'NoticeConsent',
    column: 'personId',
    topic: 'notices',
    erasing: 'delete',
    count: (db, personId) => db.noticeConsent.count({ where: { personId } }),
    read: ({ db }, personId, page) => db.noticeConsent.findMany({ where: { personId }, ...page }),
    erase: async (tx, personId) => (await tx.noticeConsent.deleteMany({ where: { personId } })).count,
  },
];

const SHEET_COLUMNS = ['hours', 'contact', 'scope', 'payment', 'away', 'focus', 'draft'] as const;

/** What was typed is stored as JSON in one sealed text; a person is given it as it is. */
function withParsedValues<R extends { readonly values: string }>(
  row: R,
): Omit<R, 'values'> & { readonly values: unknown } {
  return { ...row, values: parsed(row.values) };
}

/** What an entry said before it was edited, stored as JSON. */
function withParsedHistory<R extends { readonly history: string | null }>(
  row: R,
): Omit<R, 'history'> & { readonly history: unknown } {
  return { ...row, history: row.history && parsed(row.history) };
}

/** The parts of a boundary sheet, stored as JSON each. */
function withParsedParts<R extends { readonly [part in (typeof SHEET_COLUMNS)[number]]: string | null }>(
  row: R,
): Omit<R, (typeof SHEET_COLUMNS)[number]> {
  const parts = SHEET_COLUMNS.map((part): [string, unknown] => [part, row[part] && parsed(row[part])]);
  return { ...row, ...Object.fromEntries(parts) };
}

function parsed(text: string): unknown {
  const read = parseJson(text, (value) => ({ value }));
  return read ? read.value : UNREADABLE;
}
