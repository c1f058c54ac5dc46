import type { Db, Tx } from '../database/client.ts';
import { type Clock, dateOf } from '../time/clock.ts';
import { BELOW_CHECKINS, type Letting, lettingGo } from './batch-sql.ts';

/** Where no community was set up, or none any more, its default holds. */
const DEFAULT_MONTHS = 12;
/** Communities a statement: each costs a look into an index, whether anything of it is due or not. */
const COMMUNITIES_AT_ONCE = 200;

/** How retention goes about it. */
export interface RetentionWork {
  readonly db: Db;
  readonly clock: Clock;
  /** Most rows a statement. */
  readonly limit: number;
  /** Told to stop between two statements. */
  readonly signal?: AbortSignal | undefined;
  /** Told of a community of which nothing could be let go; the others are done. */
  readonly onError: (error: unknown, communityId: string) => void;
}

/** How to let go of one kind of data that grows old. */
export interface RetentionStep {
  readonly name: string;
  /** Handles all rows that are due, in short statements, and returns how many there were. Done again after a crash, it goes on. */
  run(work: RetentionWork): Promise<number>;
}

interface Kind extends Letting {
  readonly name: string;
  /** The column that says how old a row is. An index begins with the community and, where a community has many rows, goes on with it. */
  readonly age: string;
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

/** When a row of a community (`c`) is due: $1 is now, $2 the default retention in months. */
const BEFORE = `$1::timestamptz - make_interval(months => COALESCE(c.months, $2)::int)`;

/** Rows of a kind that are due, of the communities $3, at most $4: looked up for each community by an index. */
function dueRows({ table, age }: Kind): string {
  return `FROM ${given('$3')}
    CROSS JOIN LATERAL (
      SELECT r.ctid FROM "${table}" r WHERE r."communityId" = c.id AND r."${age}" < ${BEFORE} LIMIT $4
    ) r LIMIT $4`;
}

/** The communities of a list with the retention that they chose, if any. */
const given = (ids: string) =>
  `(SELECT g.id, s."retentionMonths" AS months FROM unnest(${ids}::text[]) AS g(id) LEFT JOIN "Community" s ON s.id = g.id) c`;

/** Communities ($1: after which, $2: how many) of which a table has rows: along its index, from one to the next. */
const communitiesIn = (table: string) => `
  WITH RECURSIVE found AS (
    (SELECT "communityId" AS id FROM "${table}" WHERE "communityId" > $1 ORDER BY "communityId" LIMIT 1)
    UNION ALL
    SELECT n.id FROM found f CROSS JOIN LATERAL (
      SELECT "communityId" AS id FROM "${table}" WHERE "communityId" > f.id ORDER BY "communityId" LIMIT 1) n
  )
  SELECT id FROM found LIMIT $2`;

/** What hangs on due check-ins, of the communities $3, at most $4. */
const BELOW_DUE = BELOW_CHECKINS.map(({ join, ...letting }) =>
  lettingGo(
    letting,
    `FROM "${letting.table}" r ${join} JOIN ${given('$3')} ON c.id = k."communityId" WHERE k."createdAt" < ${BEFORE} LIMIT $4`,
  ),
);

export const RETENTION_STEPS: readonly RetentionStep[] = KINDS.map((kind) => {
  const last = lettingGo(kind, dueRows(kind));
  const statements = kind.table === 'Checkin' ? [...BELOW_DUE, last] : [last];
  return { name: kind.name, run: (work) => letGo(work, communitiesIn(kind.table), statements) };
});

/** @returns how many rows the last of the statements let go of. */
async function letGo(work: RetentionWork, page: string, statements: readonly string[]): Promise<number> {
  const { db, clock, limit, signal, onError } = work;
  const now = dateOf(clock);
  const finish = async (ids: readonly string[]): Promise<number> => {
    let total = 0;
    for (const statement of statements) {
      total = 0;
      for (let count = limit; count === limit && !signal?.aborted; total += count)
        count = await db.$executeRawUnsafe(statement, now, DEFAULT_MONTHS, ids, limit);
    }
    return total;
  };
  let total = 0;
  for (let after = ''; !signal?.aborted; ) {
    const rows = await db.$queryRawUnsafe<{ id: string }[]>(page, after, COMMUNITIES_AT_ONCE);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) break;
    try {
      total += await finish(ids);
    } catch {
      // One of them is at fault: each alone, so that the others are done.
      for (const id of ids) {
        await finish([id]).then(
          (count) => {
            total += count;
          },
          (error: unknown) => onError(error, id),
        );
      }
    }
    after = ids.at(-1) ?? '';
  }
  return total;
}

const COUNT_DUE = `SELECT sum(due)::int AS due FROM (${KINDS.map(
  ({ table, age }) =>
    `SELECT count(*) AS due FROM ${given('ARRAY[$3]')} JOIN "${table}" r ON r."communityId" = c.id AND r."${age}" < ${BEFORE} WHERE r."communityId" = $3`,
).join(' UNION ALL ')}) counts`;

/** What the next housekeeping would let go of, of one community: for `/admin health`. */
export async function countDue({ db, clock }: { db: Tx; clock: Clock }, communityId: string): Promise<number> {
  const rows: unknown = await db.$queryRawUnsafe(COUNT_DUE, dateOf(clock), DEFAULT_MONTHS, communityId);
  if (Array.isArray(rows) && typeof rows[0]?.due === 'number') return rows[0].due;
  throw new TypeError('a count of due rows came back as something else');
}
