import type { Tx } from '../database/client.ts';
import { type Clock, dateOf } from '../time/clock.ts';
import { communitiesIn, type Letting, lettingGo, type Order } from './batch-sql.ts';
import { createLettingGo, type LettingGo, type LettingWork } from './letting-go.ts';

/** Months of retention for communities that were not set up, or no longer exist. */
const DEFAULT_MONTHS = 12;
/** Communities per statement: each costs an index lookup, even if none of its data are due. */
const COMMUNITIES_AT_ONCE = 200;

/** Dependencies of retention. */
export interface RetentionWork extends LettingWork {
  /** Called for each community that failed; the others are done. */
  readonly onError: (error: unknown, communityId: string) => void;
}

/** Handles one kind of ageing data. */
export interface RetentionStep {
  readonly name: string;
  /** Handles all due rows in short statements and returns their number. Repeated after a crash, it continues. */
  run(work: RetentionWork): Promise<number>;
}

interface Kind extends Letting {
  readonly name: string;
  /** The column with a row's age. An index starts with the community, followed by it. */
  readonly age: Order;
}

const WEEK = { column: 'week', type: 'date' } as const;
const CREATED = { column: 'createdAt', type: 'timestamptz' } as const;
const ENDED = { column: 'endedAt', type: 'timestamptz' } as const;
const ANSWERED = { column: 'answeredAt', type: 'timestamptz' } as const;

/**
 * Data that a community keeps only for its retention (`Community.retentionMonths`). Entries, answers, ratings and what was
 * practised belong to members and are not deleted: they only stop counting for the community.
 */
const KINDS: readonly Kind[] = [
  { name: 'entries', table: 'Violation', age: CREATED, loses: ['communityId', 'checkinId'] },
  { name: 'answers', table: 'CheckinAnswer', age: ANSWERED, loses: ['communityId', 'checkinId'] },
  { name: 'ratings', table: 'ArticleRating', age: CREATED, loses: ['communityId'] },
  { name: 'practice', table: 'PracticeRun', age: ENDED, loses: ['communityId'] },
  { name: 'checkins', table: 'Checkin', age: CREATED },
  { name: 'usage', table: 'UsageWeek', age: WEEK },
  { name: 'communityWeeks', table: 'CommunityWeek', age: WEEK },
];

/** When a row of a community (`c`) is due; takes the places of now and of the default retention in months. */
const before = (now: string, months: string) =>
  `${now}::timestamptz - make_interval(months => COALESCE(c.months, ${months})::int)`;

/** The communities of a list with their chosen retention, if any. */
const given = (ids: string) =>
  `(SELECT g.id, g.n, s."retentionMonths" AS months FROM unnest(${ids}::text[]) WITH ORDINALITY g(id, n)
    LEFT JOIN "Community" s ON s.id = g.id)`;

/** Due check-ins, at most $1, of the communities $2. A community has few: one a week. */
const DUE_CHECKINS = `
  SELECT k.id FROM ${given('$2')} c CROSS JOIN LATERAL (
    SELECT k.id FROM "Checkin" k WHERE k."communityId" = c.id AND k."createdAt" < ${before('$3', '$4')} LIMIT $1
  ) k LIMIT $1`;

export const RETENTION_STEPS: readonly RetentionStep[] = KINDS.map((kind) => {
  const { name, table, age } = kind;
  const where = `r."${age.column}" < ${before('$4', '$5')}`;
  const statement = lettingGo(kind, { list: given('$1'), by: { column: 'communityId', order: age }, where });
  const finish: Finish =
    table === 'Checkin'
      ? (letting, ids, now) => letting.checkins({ some: DUE_CHECKINS, values: [ids, now, DEFAULT_MONTHS] })
      : (letting, ids, now) => letting.along(statement, ids, [now, DEFAULT_MONTHS]);
  return { name, run: (work) => letGo(work, communitiesIn(table), finish) };
});

/** Handles all due rows of some communities. */
type Finish = (letting: LettingGo, ids: readonly string[], now: Date) => Promise<number>;

async function letGo(work: RetentionWork, page: string, finish: Finish): Promise<number> {
  const { db, clock, signal, onError } = work;
  const now = dateOf(clock);
  const letting = createLettingGo(work);
  let total = 0;
  for (let after = ''; !signal?.aborted; ) {
    const rows = await db.$queryRawUnsafe<{ id: string }[]>(page, after, COMMUNITIES_AT_ONCE);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) break;
    try {
      total += await finish(letting, ids, now);
    } catch {
      // One of them failed: each is tried alone, so that the others are done.
      for (const id of ids) {
        await finish(letting, [id], now).then(
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

/** Maximum due rows counted per kind: a larger number is no more useful, and counting takes longer. */
export const COUNTED_DUE = 10_000;

const COUNT_DUE = `SELECT sum(due)::int AS due FROM (${KINDS.map(
  ({ table, age: { column } }) => `SELECT count(*) AS due FROM ${given('ARRAY[$3]')} c CROSS JOIN LATERAL (
    SELECT FROM "${table}" r WHERE r."communityId" = c.id AND r."${column}" < ${before('$1', '$2')}
    ORDER BY r."${column}" LIMIT ${COUNTED_DUE}) r`,
).join(' UNION ALL ')}) counts`;

/** Number of a community's rows that the next housekeeping would handle, as far as counted: for `/admin health`. */
export async function countDue({ db, clock }: { db: Tx; clock: Clock }, communityId: string): Promise<number> {
  const rows: unknown = await db.$queryRawUnsafe(COUNT_DUE, dateOf(clock), DEFAULT_MONTHS, communityId);
  if (Array.isArray(rows) && typeof rows[0]?.due === 'number') return Math.min(rows[0].due, COUNTED_DUE);
  throw new TypeError('a count of due rows came back as something else');
}
