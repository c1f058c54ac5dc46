import type { Temporal } from 'temporal-polyfill';
import { findMostUsed, type MostUsed } from '../communities/usage.ts';
import type { Tx } from '../database/client.ts';
import type { Cluster } from '../guide/gaps/clusters.ts';
import type { GapStore } from '../guide/gaps/gaps.ts';
import { findClusters } from '../guide/gaps/report.ts';
import { LEAST_PEOPLE } from '../kinds/least-people.ts';
import { mondayOf } from '../time/calendar.ts';
import { type CommunityWeekNumbers, findCommunityWeeks } from '../violations/community-weeks.ts';

/** Weeks covered by moderators' insights. */
export const INSIGHT_WEEKS = 12;
/** Maximum rows: as many as a picture and a message show well. */
const MOST_ROWS = 8;
/** Maximum unanswered questions; the others are in `/admin guide gaps`. */
const MOST_GAPS = 5;

/** Moderators' view of their community: only aggregates, of past weeks, and never about fewer than three people. */
export interface CommunityInsights {
  /** Monday of the first week covered. */
  readonly from: Temporal.PlainDate;
  /** Past check-ins, oldest first: the number of people who answered in time, undefined for fewer than three. */
  readonly participation: readonly { readonly week: string; readonly people: number | undefined }[];
  /** Kinds of crossed boundaries per closed week. */
  readonly weeks: readonly CommunityWeekNumbers[];
  /** The most read parts of the guide, by the sum of each week's readers. */
  readonly reads: readonly MostUsed[];
  /** The most used templates, counted in the same way. */
  readonly templates: readonly MostUsed[];
  /** The most frequent questions without an answer. */
  readonly gaps: readonly Cluster[];
  /** Articles that at least three people rated before this week; `helpful` is undefined if it would reveal one or two. */
  readonly articles: readonly {
    readonly article: string;
    readonly people: number;
    readonly helpful: number | undefined;
  }[];
}

export async function readCommunityInsights(store: GapStore, communityId: string): Promise<CommunityInsights> {
  const { db, clock } = store;
  const thisWeek = mondayOf(clock.now().toZonedDateTimeISO('UTC').toPlainDate());
  const from = thisWeek.subtract({ weeks: INSIGHT_WEEKS });
  const most = { from, most: MOST_ROWS };
  return {
    from,
    participation: await countParticipation(db, communityId, from),
    weeks: await findCommunityWeeks(db, communityId, from),
    reads: await findMostUsed(db, communityId, 'read', most),
    templates: await findMostUsed(db, communityId, 'template', most),
    gaps: (await findClusters(store, communityId)).slice(0, MOST_GAPS),
    articles: await countRatings(db, communityId, thisWeek),
  };
}

/**
 * Counts only closed check-ins: a growing number would tell who has just answered. One query per check-in, so that other work
 * runs in between.
 */
async function countParticipation(db: Tx, communityId: string, from: Temporal.PlainDate) {
  const checkins = await db.$queryRaw<{ id: string; week: string }[]>`
    SELECT id, week::text AS week FROM "Checkin"
    WHERE "communityId" = ${communityId} AND state = 'closed' AND week >= ${from.toString()}::date ORDER BY week`;
  const participation: { week: string; people: number | undefined }[] = [];
  for (const { id, week } of checkins) {
    // A member answers a check-in once, so rows are people.
    const [counted] = await db.$queryRaw<{ people: number }[]>`
      SELECT count(*)::int AS people FROM "CheckinAnswer" a LEFT JOIN "Member" m ON m.id = a."personId"
      WHERE a."checkinId" = ${id}::uuid AND NOT a.late AND NOT COALESCE(m.uncounted, false)`;
    const people = counted?.people ?? 0;
    participation.push({ week, people: people >= LEAST_PEOPLE ? people : undefined });
  }
  return participation;
}

/**
 * A member rates an article once, so rows are people. Only past weeks: a number that changes with each rating would reveal its
 * author.
 */
async function countRatings(db: Tx, communityId: string, thisWeek: Temporal.PlainDate) {
  const rows = await db.$queryRaw<{ article: string; people: number; helpful: number }[]>`
    SELECT r.article, count(*)::int AS people, (count(*) FILTER (WHERE r.helpful))::int AS helpful
    FROM "ArticleRating" r LEFT JOIN "Member" m ON m.id = r."personId"
    WHERE r."communityId" = ${communityId} AND NOT COALESCE(m.uncounted, false)
      AND r."updatedAt" < ${`${thisWeek.toString()}T00:00:00Z`}::timestamptz
    GROUP BY r.article HAVING count(*) >= ${LEAST_PEOPLE} ORDER BY people DESC, r.article LIMIT ${MOST_ROWS}`;
  return rows.map(({ article, people, helpful }) => {
    const rest = people - helpful;
    // A part reveals the rest as well: neither may be one or two people.
    const told = (helpful === 0 || helpful >= LEAST_PEOPLE) && (rest === 0 || rest >= LEAST_PEOPLE);
    return { article, people, helpful: told ? helpful : undefined };
  });
}
