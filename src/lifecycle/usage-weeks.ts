import { thisWeek, type UsageKind } from '../communities/usage.ts';
import type { Db } from '../database/client.ts';
import { LEAST_PEOPLE } from '../kinds/least-people.ts';
import type { Clock } from '../time/clock.ts';
import { communitiesIn, lettingGo, listed } from './batch-sql.ts';
import { createLettingGo } from './letting-go.ts';
import { createStride } from './stride.ts';

export interface CloseUsageContext {
  readonly db: Db;
  readonly clock: Clock;
  /** Stops the work between two statements. */
  readonly signal?: AbortSignal;
  /** Called for each community that could not be counted: it is retried. */
  readonly onError: (error: unknown, communityId: string) => void;
}

/** Maximum rows per statement. */
const AT_ONCE = 500;
/** Maximum communities per query, and maximum parts per count. */
const COMMUNITIES_AT_ONCE = 200;
const PARTS_AT_ONCE = 100;

const COMMUNITIES = communitiesIn('Usage');

/** Deletes counted rows: those recorded before the week $4. */
const COUNTED = lettingGo(
  { table: 'Usage' },
  {
    list: listed('text'),
    by: { column: 'communityId', order: { column: 'week', type: 'date' } },
    where: 'r.week < $4::text::date',
  },
);

/**
 * Counts the weeks that are over, each exactly once, and deletes the counted rows: parts used by fewer than three people leave
 * nothing. Works by community; a failing one does not delay the others. @returns the number of new counts
 */
export async function closeUsageWeeks(context: CloseUsageContext): Promise<number> {
  const { db, signal, onError } = context;
  let counted = 0;
  for (let after = ''; !signal?.aborted; ) {
    const rows = await db.$queryRawUnsafe<{ id: string }[]>(COMMUNITIES, after, COMMUNITIES_AT_ONCE);
    const last = rows.at(-1);
    if (last === undefined) break;
    for (const { id } of rows) {
      if (signal?.aborted) break;
      await closeUsage(context, id).then(
        (count) => {
          counted += count;
        },
        (error: unknown) => onError(error, id),
      );
    }
    after = last.id;
  }
  return counted;
}

/**
 * Repeated after a stop or a crash, it counts nothing twice: counted parts have their number, and parts with too few people
 * have even fewer rows now. Nothing is deleted before all is counted. A row added meanwhile is deleted by this run or the next.
 */
async function closeUsage({ db, clock, signal }: CloseUsageContext, communityId: string): Promise<number> {
  const current = thisWeek(clock).toString();
  const parts = await partsOf(db, communityId, current);
  if (parts.length === 0) return 0;
  const stride = createStride({ clock, most: PARTS_AT_ONCE, first: 1 });
  let counted = 0;
  for (let from = 0; from < parts.length && !signal?.aborted; )
    await stride.take(async (most) => {
      const some = parts.slice(from, from + most);
      counted += await count(db, communityId, some);
      from += some.length;
      return some.length;
    });
  await createLettingGo({ db, clock, limit: AT_ONCE, signal }).along(COUNTED, [communityId], [current]);
  return counted;
}

interface Part {
  /** Monday, in the database's notation. */
  readonly week: string;
  readonly what: UsageKind;
  readonly part: string;
}

/** The parts used in weeks that are over: steps along the index, from one part to the next. */
function partsOf(db: Db, communityId: string, current: string): Promise<Part[]> {
  return db.$queryRaw<Part[]>`
    WITH RECURSIVE used AS (
      (SELECT week, what, part FROM "Usage" WHERE "communityId" = ${communityId} AND week < ${current}::date
        ORDER BY week, what, part LIMIT 1)
      UNION ALL
      SELECT following.* FROM used u CROSS JOIN LATERAL (
        SELECT week, what, part FROM "Usage"
        WHERE "communityId" = ${communityId} AND week < ${current}::date AND (week, what, part) > (u.week, u.what, u.part)
        ORDER BY week, what, part LIMIT 1) following
    )
    SELECT week::text AS week, what, part FROM used`;
}

/** Counts parts; one that was counted before keeps its number. */
function count(db: Db, communityId: string, parts: readonly Part[]): Promise<number> {
  return db.$executeRaw`
    INSERT INTO "UsageWeek" ("communityId", week, what, part, people)
    SELECT ${communityId}, k.week, k.what, k.part, u.people
    FROM unnest(${parts.map(({ week }) => week)}::text[]::date[], ${parts.map(({ what }) => what)}::text[], ${parts.map(({ part }) => part)}::text[])
      AS k(week, what, part)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS people FROM "Usage" u
      WHERE u."communityId" = ${communityId} AND u.week = k.week AND u.what = k.what AND u.part = k.part
    ) u
    WHERE u.people >= ${LEAST_PEOPLE} ON CONFLICT DO NOTHING`;
}
