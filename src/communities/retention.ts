import type { Clock } from '../clock.ts';
import type { Tx } from '../database/client.ts';

/** Where no community was set up, or none any more, its default holds. */
const DEFAULT_MONTHS = 12;

/** One kind of data that grows old: how much of it is due, and how to let go of a batch. */
export interface RetentionStep {
  readonly name: 'entries' | 'answers' | 'checkins' | 'templateUses' | 'ratings' | 'communityWeeks';
  /** How many rows are due, of one community or of all: the dry run. */
  count(db: Tx, now: Date, communityId?: string): Promise<number>;
  /** Handles at most `limit` due rows and returns how many there were. Done again after a crash, it goes on. */
  runBatch(db: Tx, now: Date, limit: number): Promise<number>;
}

/**
 * What a community keeps only for its retention (`Community.retentionMonths`). Entries, answers and ratings belong to members and are
 * not deleted: they only stop counting for the community. In SQL, because each row's age is held against its own community.
 */
export const RETENTION_STEPS: readonly RetentionStep[] = [
  {
    name: 'entries',
    count: async (db, now, communityId = '') =>
      counted(
        await db.$queryRaw`
        SELECT count(*)::int AS due FROM "Violation" v LEFT JOIN "Community" c ON c.id = v."communityId"
        WHERE v."communityId" IS NOT NULL AND (${communityId} = '' OR v."communityId" = ${communityId})
          AND v."createdAt" < ${now}::timestamptz - make_interval(months => COALESCE(c."retentionMonths", ${DEFAULT_MONTHS})::int)`,
      ),
    runBatch: (db, now, limit) => db.$executeRaw`
      UPDATE "Violation" SET "communityId" = NULL, "checkinId" = NULL WHERE id IN (
        SELECT v.id FROM "Violation" v LEFT JOIN "Community" c ON c.id = v."communityId"
        WHERE v."communityId" IS NOT NULL
          AND v."createdAt" < ${now}::timestamptz - make_interval(months => COALESCE(c."retentionMonths", ${DEFAULT_MONTHS})::int)
        LIMIT ${limit})`,
  },
  {
    name: 'answers',
    count: async (db, now, communityId = '') =>
      counted(
        await db.$queryRaw`
        SELECT count(*)::int AS due FROM "CheckinAnswer" a LEFT JOIN "Community" c ON c.id = a."communityId"
        WHERE a."communityId" IS NOT NULL AND (${communityId} = '' OR a."communityId" = ${communityId})
          AND a."answeredAt" < ${now}::timestamptz - make_interval(months => COALESCE(c."retentionMonths", ${DEFAULT_MONTHS})::int)`,
      ),
    runBatch: (db, now, limit) => db.$executeRaw`
      UPDATE "CheckinAnswer" SET "communityId" = NULL, "checkinId" = NULL WHERE id IN (
        SELECT a.id FROM "CheckinAnswer" a LEFT JOIN "Community" c ON c.id = a."communityId"
        WHERE a."communityId" IS NOT NULL
          AND a."answeredAt" < ${now}::timestamptz - make_interval(months => COALESCE(c."retentionMonths", ${DEFAULT_MONTHS})::int)
        LIMIT ${limit})`,
  },
  {
    name: 'ratings',
    count: async (db, now, communityId = '') =>
      counted(
        await db.$queryRaw`
        SELECT count(*)::int AS due FROM "ArticleRating" r LEFT JOIN "Community" c ON c.id = r."communityId"
        WHERE r."communityId" IS NOT NULL AND (${communityId} = '' OR r."communityId" = ${communityId})
          AND r."createdAt" < ${now}::timestamptz - make_interval(months => COALESCE(c."retentionMonths", ${DEFAULT_MONTHS})::int)`,
      ),
    runBatch: (db, now, limit) => db.$executeRaw`
      UPDATE "ArticleRating" SET "communityId" = NULL WHERE id IN (
        SELECT r.id FROM "ArticleRating" r LEFT JOIN "Community" c ON c.id = r."communityId"
        WHERE r."communityId" IS NOT NULL
          AND r."createdAt" < ${now}::timestamptz - make_interval(months => COALESCE(c."retentionMonths", ${DEFAULT_MONTHS})::int)
        LIMIT ${limit})`,
  },
  {
    name: 'checkins',
    count: async (db, now, communityId = '') =>
      counted(
        await db.$queryRaw`
        SELECT count(*)::int AS due FROM "Checkin" k JOIN "Community" c ON c.id = k."communityId"
        WHERE (${communityId} = '' OR k."communityId" = ${communityId})
          AND k."createdAt" < ${now}::timestamptz - make_interval(months => c."retentionMonths"::int)`,
      ),
    runBatch: (db, now, limit) => db.$executeRaw`
      DELETE FROM "Checkin" WHERE id IN (
        SELECT k.id FROM "Checkin" k JOIN "Community" c ON c.id = k."communityId"
        WHERE k."createdAt" < ${now}::timestamptz - make_interval(months => c."retentionMonths"::int)
        LIMIT ${limit})`,
  },
  {
    name: 'templateUses',
    count: async (db, now, communityId = '') =>
      counted(
        await db.$queryRaw`
        SELECT count(*)::int AS due FROM "TemplateUse" u LEFT JOIN "Community" c ON c.id = u."communityId"
        WHERE (${communityId} = '' OR u."communityId" = ${communityId})
          AND to_date(u.week, 'IYYY-"W"IW') < ${now}::timestamptz - make_interval(months => COALESCE(c."retentionMonths", ${DEFAULT_MONTHS})::int)`,
      ),
    runBatch: (db, now, limit) => db.$executeRaw`
      DELETE FROM "TemplateUse" WHERE ("communityId", week, template) IN (
        SELECT u."communityId", u.week, u.template FROM "TemplateUse" u LEFT JOIN "Community" c ON c.id = u."communityId"
        WHERE to_date(u.week, 'IYYY-"W"IW') < ${now}::timestamptz - make_interval(months => COALESCE(c."retentionMonths", ${DEFAULT_MONTHS})::int)
        LIMIT ${limit})`,
  },
  {
    name: 'communityWeeks',
    count: async (db, now, communityId = '') =>
      counted(
        await db.$queryRaw`
        SELECT count(*)::int AS due FROM "CommunityWeek" w LEFT JOIN "Community" c ON c.id = w."communityId"
        WHERE (${communityId} = '' OR w."communityId" = ${communityId})
          AND w.week < ${now}::timestamptz - make_interval(months => COALESCE(c."retentionMonths", ${DEFAULT_MONTHS})::int)`,
      ),
    runBatch: (db, now, limit) => db.$executeRaw`
      DELETE FROM "CommunityWeek" WHERE ("communityId", week) IN (
        SELECT w."communityId", w.week FROM "CommunityWeek" w LEFT JOIN "Community" c ON c.id = w."communityId"
        WHERE w.week < ${now}::timestamptz - make_interval(months => COALESCE(c."retentionMonths", ${DEFAULT_MONTHS})::int)
        LIMIT ${limit})`,
  },
];

/** What the next housekeeping would let go of, of one community: for `/admin health`. */
export async function countDue({ db, clock }: { db: Tx; clock: Clock }, communityId: string): Promise<number> {
  let due = 0;
  for (const step of RETENTION_STEPS) due += await step.count(db, dateOf(clock), communityId);
  return due;
}

function dateOf(clock: Clock): Date {
  return new Date(clock.now().epochMilliseconds);
}

function counted(rows: unknown): number {
  if (Array.isArray(rows) && typeof rows[0]?.due === 'number') return rows[0].due;
  throw new TypeError('a count of due rows came back as something else');
}
