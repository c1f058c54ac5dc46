import { within } from '../database/keyset.ts';
import { parseJson, UNREADABLE } from '../text/unreadable.ts';
import { CHECKIN_COLUMNS } from './checkins.ts';
import { DISCUSSION_COLUMNS } from './discussion.ts';
import { inParts, type OwnedColumn, ownedColumn } from './owned-column.ts';

/**
 * Every column of the database that holds a person's id. A test reads prisma/schema.prisma and fails when one is missing,
 * so that nothing can be stored about a person that `/privacy export` does not give and `/privacy delete` does not erase.
 */
export const OWNED_COLUMNS: readonly OwnedColumn[] = [
  ownedColumn({
    table: 'Member',
    column: 'id',
    key: { id: 'text' },
    topic: 'settings',
    erasing: 'delete',
    count: (db, id) => db.member.count({ where: { id } }),
    readPage: ({ db }, id, page) => db.member.findMany(within(page, { id })),
    erase: async (tx, id) => (await tx.member.deleteMany({ where: { id } })).count,
  }),
  ownedColumn({
    table: 'BoundarySheet',
    column: 'personId',
    key: { personId: 'text' },
    topic: 'boundaries',
    erasing: 'delete',
    count: (db, personId) => db.boundarySheet.count({ where: { personId } }),
    readPage: async ({ db, sealer }, personId, page) => {
      const rows = await db.boundarySheet.findMany(within(page, { personId }));
      return rows.map((row) => withParsedParts(sealer.open('BoundarySheet', row)));
    },
    erase: async (tx, personId) => (await tx.boundarySheet.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'Violation',
    column: 'authorId',
    key: { createdAt: 'time', id: 'text' },
    topic: 'violations',
    erasing: 'delete',
    count: (db, authorId) => db.violation.count({ where: { authorId } }),
    readPage: async ({ db, sealer }, authorId, page) => {
      const rows = await db.violation.findMany(within(page, { authorId }));
      return rows.map((row) => withParsedHistory(sealer.open('Violation', row)));
    },
    erase: (tx, authorId) => inParts((limit) => tx.violation.deleteMany({ where: { authorId }, limit })),
  }),
  ownedColumn({
    table: 'ViolationTally',
    column: 'authorId',
    key: { week: 'time', kind: 'text', currency: 'text' },
    topic: 'violations',
    erasing: 'delete',
    derived: true,
    count: (db, authorId) => db.violationTally.count({ where: { authorId } }),
    readPage: ({ db }, authorId, page) => db.violationTally.findMany(within(page, { authorId })),
    erase: async (tx, authorId) => (await tx.violationTally.deleteMany({ where: { authorId } })).count,
  }),
  ...CHECKIN_COLUMNS,
  ownedColumn({
    table: 'TemplateDraft',
    column: 'personId',
    key: { id: 'text' },
    topic: 'templates',
    erasing: 'delete',
    count: (db, personId) => db.templateDraft.count({ where: { personId } }),
    readPage: async ({ db, sealer }, personId, page) => {
      const rows = await db.templateDraft.findMany(within(page, { personId }));
      return rows.map((row) => withParsedValues(sealer.open('TemplateDraft', row)));
    },
    erase: async (tx, personId) => (await tx.templateDraft.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'TemplateMemory',
    column: 'personId',
    key: { personId: 'text' },
    topic: 'templates',
    erasing: 'delete',
    count: (db, personId) => db.templateMemory.count({ where: { personId } }),
    readPage: async ({ db, sealer }, personId, page) => {
      const rows = await db.templateMemory.findMany(within(page, { personId }));
      return rows.map((row) => withParsedValues(sealer.open('TemplateMemory', row)));
    },
    erase: async (tx, personId) => (await tx.templateMemory.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'OwnTemplate',
    column: 'personId',
    key: { createdAt: 'time', id: 'text' },
    topic: 'templates',
    erasing: 'delete',
    count: (db, personId) => db.ownTemplate.count({ where: { personId } }),
    readPage: async ({ db, sealer }, personId, page) => {
      const rows = await db.ownTemplate.findMany(within(page, { personId }));
      return rows.map((row) => sealer.open('OwnTemplate', row));
    },
    erase: async (tx, personId) => (await tx.ownTemplate.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'ArticleReading',
    column: 'personId',
    key: { article: 'text' },
    topic: 'guide',
    erasing: 'delete',
    count: (db, personId) => db.articleReading.count({ where: { personId } }),
    readPage: ({ db }, personId, page) => db.articleReading.findMany(within(page, { personId })),
    erase: async (tx, personId) => (await tx.articleReading.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'TipSeen',
    column: 'personId',
    key: { tip: 'text' },
    topic: 'guide',
    erasing: 'delete',
    count: (db, personId) => db.tipSeen.count({ where: { personId } }),
    readPage: ({ db }, personId, page) => db.tipSeen.findMany(within(page, { personId })),
    erase: async (tx, personId) => (await tx.tipSeen.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'ArticleRating',
    column: 'personId',
    key: { article: 'text' },
    topic: 'guide',
    erasing: 'delete',
    count: (db, personId) => db.articleRating.count({ where: { personId } }),
    readPage: async ({ db, sealer }, personId, page) => {
      const rows = await db.articleRating.findMany(within(page, { personId }));
      return rows.map((row) => sealer.open('ArticleRating', row));
    },
    erase: async (tx, personId) => (await tx.articleRating.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'AssistantMemberUse',
    column: 'personId',
    key: { day: 'time', communityId: 'text' },
    topic: 'assistant',
    erasing: 'delete',
    count: (db, personId) => db.assistantMemberUse.count({ where: { personId } }),
    readPage: ({ db }, personId, page) => db.assistantMemberUse.findMany(within(page, { personId })),
    erase: async (tx, personId) => (await tx.assistantMemberUse.deleteMany({ where: { personId } })).count,
  }),
  ...DISCUSSION_COLUMNS,
  ownedColumn({
    table: 'CommunityContentVersion',
    column: 'authorId',
    key: { createdAt: 'time', contentId: 'text', number: 'number' },
    topic: 'contributions',
    // The text belongs to the community, and its history must stay whole.
    erasing: 'unlink',
    count: (db, authorId) => db.communityContentVersion.count({ where: { authorId } }),
    readPage: ({ db }, authorId, page) => db.communityContentVersion.findMany(within(page, { authorId })),
    erase: async (tx, authorId) =>
      (await tx.communityContentVersion.updateMany({ where: { authorId }, data: { authorId: null } })).count,
  }),
  ownedColumn({
    table: 'CommunityContentDraft',
    column: 'authorId',
    key: { id: 'text' },
    topic: 'contributions',
    erasing: 'delete',
    count: (db, authorId) => db.communityContentDraft.count({ where: { authorId } }),
    readPage: ({ db }, authorId, page) => db.communityContentDraft.findMany(within(page, { authorId })),
    erase: async (tx, authorId) => (await tx.communityContentDraft.deleteMany({ where: { authorId } })).count,
  }),
  ownedColumn({
    table: 'AuditEntry',
    column: 'actorId',
    key: { createdAt: 'time', id: 'text' },
    topic: 'contributions',
    // What was changed stays on record; who did it becomes “deleted member”.
    erasing: 'unlink',
    count: (db, actorId) => db.auditEntry.count({ where: { actorId } }),
    readPage: ({ db }, actorId, page) => db.auditEntry.findMany(within(page, { actorId })),
    erase: async (tx, actorId) =>
      (await tx.auditEntry.updateMany({ where: { actorId }, data: { actorId: null } })).count,
  }),
  ownedColumn({
    table: 'Notice',
    column: 'personId',
    key: { kind: 'text', subject: 'text' },
    topic: 'notices',
    erasing: 'delete',
    count: (db, personId) => db.notice.count({ where: { personId } }),
    readPage: async ({ db, sealer }, personId, page) => {
      const rows = await db.notice.findMany(within(page, { personId }));
      return rows.map((row) => sealer.open('Notice', row));
    },
    erase: async (tx, personId) => (await tx.notice.deleteMany({ where: { personId } })).count,
  }),
  ownedColumn({
    table: 'NoticeConsent',
    column: 'personId',
    key: { kind: 'text', communityId: 'text' },
    topic: 'notices',
    erasing: 'delete',
    count: (db, personId) => db.noticeConsent.count({ where: { personId } }),
    readPage: ({ db }, personId, page) => db.noticeConsent.findMany(within(page, { personId })),
    erase: async (tx, personId) => (await tx.noticeConsent.deleteMany({ where: { personId } })).count,
  }),
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
