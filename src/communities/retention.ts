import { type Clock, dateOf } from '../clock.ts';
import type { Tx } from '../database/client.ts';

/** Where no community was set up, or none any more, its default holds. */
const DEFAULT_MONTHS = 12;

/** How to let go of a batch of one kind of data that grows old. */
export interface RetentionStep {
  readonly name: string;
  /** Handles at most `limit` due rows and returns how many there were. Done again after a crash, it goes on. */
  runBatch(db: Tx, now: Date, limit: number): Promise<number>;
}

interface Kind {
  readonly name: string;
  /** Its table, with a column `communityId`. */
  readonly table: string;
  /** The column that says how old a row is. */
  readonly age: string;
  /** What a row that is due loses; undefined where the row itself goes. */
  readonly loses?: readonly string[];
}

/**
 * What a community keeps only for its retention (`Community.retentionMonths`). Entries, answers and ratings belong to members and are
 * not deleted: they only stop counting for the community.
 */
const KINDS: readonly Kind[] = [
  { name: 'entries', table: 'Violation', age: 'createdAt', loses: ['communityId', 'checkinId'] },
  { name: 'answers', table: 'CheckinAnswer', age: 'answeredAt', loses: ['communityId', 'checkinId'] },
  { name: 'ratings', table: 'ArticleRating', age: 'createdAt', loses: ['communityId'] },
  { name: 'checkins', table: 'Checkin', age: 'createdAt' },
  { name: 'usage', table: 'UsageWeek', age: 'week' },
  { name: 'communityWeeks', table: 'CommunityWeek', age: 'week' },
];

export const RETENTION_STEPS: readonly RetentionStep[] = KINDS.map((kind) => {
  const { name, table, loses } = kind;
  const what = loses
    ? `UPDATE "${table}" SET ${loses.map((column) => `"${column}" = NULL`).join()}`
    : `DELETE FROM "${table}"`;
  const statement = `${what} WHERE ctid = ANY(ARRAY(SELECT r.ctid ${due(kind)} LIMIT $4))`;
  return { name, runBatch: (db, now, limit) => db.$executeRawUnsafe(statement, now, DEFAULT_MONTHS, '', limit) };
});

const COUNT_DUE = `SELECT sum(due)::int AS due FROM (${KINDS.map((kind) => `SELECT count(*) AS due ${due(kind)}`).join(' UNION ALL ')}) counts`;

/**
 * The rows of a kind that are due: $1 is now, $2 the default retention in months, $3 a community or '' for all. In SQL, because each
 * row's age is held against its own community. Only names of the list above are put into the text.
 */
function due({ table, age }: Kind): string {
  return `FROM "${table}" r LEFT JOIN "Community" c ON c.id = r."communityId"
    WHERE r."communityId" IS NOT NULL AND ($3 = '' OR r."communityId" = $3)
      AND r."${age}" < $1::timestamptz - make_interval(months => COALESCE(c."retentionMonths", $2)::int)`;
}

/** What the next housekeeping would let go of, of one community: for `/admin health`. */
export async function countDue({ db, clock }: { db: Tx; clock: Clock }, communityId: string): Promise<number> {
  const rows: unknown = await db.$queryRawUnsafe(COUNT_DUE, dateOf(clock), DEFAULT_MONTHS, communityId);
  if (Array.isArray(rows) && typeof rows[0]?.due === 'number') return rows[0].due;
  throw new TypeError('a count of due rows came back as something else');
}
