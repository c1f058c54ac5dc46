import { DISCUSSION_COLUMNS } from './discussion.ts';
import { type OwnedColumn, owned } from './owned-column.ts';

const SHEET_PARTS = ['hours', 'contact', 'scope', 'payment', 'away', 'focus', 'draft'] as const;

const ID = { id: 'text' } as const;
const CREATED = { createdAt: 'time', id: 'text' } as const;

/**
 * Every column of the database that contains a person's id. A test reads prisma/schema.prisma and fails if one is missing, so
 * that no data about a person can be stored that `/privacy export` omits or `/privacy delete` leaves.
 */
export const OWNED_COLUMNS: readonly OwnedColumn[] = [
  owned('Member', 'id', { topic: 'settings', key: ID }),
  owned('BoundarySheet', 'personId', { topic: 'boundaries', key: { personId: 'text' }, json: SHEET_PARTS }),
  owned('Violation', 'authorId', { topic: 'violations', key: CREATED, json: ['history'] }),
  owned('ViolationTally', 'authorId', {
    topic: 'violations',
    key: { week: 'time', kind: 'text', currency: 'text' },
    derived: true,
  }),
  owned('CheckinAnswer', 'personId', { topic: 'checkins', key: { week: 'time', id: 'text' } }),
  owned('CheckinReminder', 'personId', { topic: 'checkins', key: { communityId: 'text' } }),
  owned('CheckinStreak', 'personId', { topic: 'checkins', key: { communityId: 'text' }, derived: true }),
  owned('OutboxStep', 'personId', { topic: 'notices', key: ID, derived: true }),
  owned('TemplateDraft', 'personId', { topic: 'templates', key: ID, json: ['values'] }),
  owned('TemplateMemory', 'personId', { topic: 'templates', key: { personId: 'text' }, json: ['values'] }),
  owned('OwnTemplate', 'personId', { topic: 'templates', key: CREATED }),
  owned('ArticleReading', 'personId', { topic: 'guide', key: { article: 'text' } }),
  owned('TipSeen', 'personId', { topic: 'guide', key: { tip: 'text' } }),
  owned('ArticleRating', 'personId', { topic: 'guide', key: { article: 'text' } }),
  owned('PracticeRun', 'personId', { topic: 'practice', key: { endedAt: 'time', id: 'text' } }),
  owned('AssistantMemberUse', 'personId', { topic: 'assistant', key: { day: 'time', communityId: 'text' } }),
  ...DISCUSSION_COLUMNS,
  // The text belongs to the community, and its history must stay whole.
  owned('CommunityContentVersion', 'authorId', {
    topic: 'contributions',
    key: { createdAt: 'time', contentId: 'text', number: 'number' },
    erasing: 'unlink',
  }),
  owned('CommunityContentDraft', 'authorId', { topic: 'contributions', key: ID }),
  // The change stays on record; its moderator becomes “deleted member”.
  owned('AuditEntry', 'actorId', { topic: 'contributions', key: CREATED, erasing: 'unlink' }),
  owned('Notice', 'personId', { topic: 'notices', key: { kind: 'text', subject: 'text' } }),
  owned('NoticeConsent', 'personId', { topic: 'notices', key: { kind: 'text', communityId: 'text' } }),
];
