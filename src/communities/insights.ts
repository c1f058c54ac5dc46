import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import type { Tx } from '../database/client.ts';
import { type CommunityWeekNumbers, findCommunityWeeks } from '../violations/community-weeks.ts';
import { LEAST_PEOPLE } from './least-people.ts';

/** How far back moderators look. */
export const INSIGHT_WEEKS = 12;
/** As many as a picture and a message show well. */
const MOST_ROWS = 8;

/**
 * What moderators learn of their community: aggregates alone. Nothing here is about fewer than three people, as far as the bot
 * knows who they are; the use of templates is a bare count from the start, with nobody behind it.
 */
export interface CommunityInsights {
  /** Monday of the first week that is looked at. */
  readonly from: Temporal.PlainDate;
  /** Check-ins that are over: how many answered in time, undefined for fewer than three. Oldest first. */
  readonly participation: readonly { readonly week: string; readonly people: number | undefined }[];
  /** Kinds of crossed boundaries a week, in weeks that were closed. */
  readonly weeks: readonly CommunityWeekNumbers[];
  /** What was filled in most often, at least three times. */
  readonly templates: readonly { readonly template: string; readonly uses: number }[];
  /** Articles that at least three people rated; `helpful` is undefined where it would tell about one or two of them. */
  readonly articles: readonly {
    readonly article: string;
    readonly people: number;
    readonly helpful: number | undefined;
  }[];
}

export async function readCommunityInsights(
  { db, clock }: { readonly db: Tx; readonly clock: Clock },
  communityId: string,
): Promise<CommunityInsights> {
  const today = clock.now().toZonedDateTimeISO('UTC').toPlainDate();
  const from = today.subtract({ days: today.dayOfWeek - 1 }).subtract({ weeks: INSIGHT_WEEKS });
  return {
    from,
    participation: await countParticipation(db, communityId, from),
    weeks: await findCommunityWeeks(db, communityId, from),
    templates: await countTemplates(db, communityId, from),
    articles: await countRatings(db, communityId),
  };
}

/** Only check-ins that are closed: a number that still grows would tell who has just answered. */
async function countParticipation(db: Tx, communityId: string, from: Temporal.PlainDate) {
  const rows = await db.$queryRaw<{ week: string; people: number }[]>`
    SELECT k.week::text AS week,
      (count(DISTINCT a."personId") FILTER (WHERE NOT a.late AND NOT COALESCE(m.uncounted, false)))::int AS people
    FROM "Checkin" k
    LEFT JOIN "CheckinAnswer" a ON a."checkinId" = k.id
    LEFT JOIN "Member" m ON m.id = a."personId"
    WHERE k."communityId" = ${communityId} AND k.state = 'closed' AND k.week >= ${from.toString()}::date
    GROUP BY k.week ORDER BY k.week`;
  return rows.map(({ week, people }) => ({ week, people: people >= LEAST_PEOPLE ? people : undefined }));
}

async function countTemplates(db: Tx, communityId: string, from: Temporal.PlainDate) {
  const rows = await db.$queryRaw<{ template: string; uses: number }[]>`
    SELECT template, sum(count)::int AS uses FROM "TemplateUse"
    WHERE "communityId" = ${communityId} AND to_date(week, 'IYYY-"W"IW') >= ${from.toString()}::date
    GROUP BY template HAVING sum(count) >= ${LEAST_PEOPLE} ORDER BY uses DESC, template LIMIT ${MOST_ROWS}`;
  return rows.map(({ template, uses }) => ({ template, uses }));
}

/** A member rates an article once, so rows are people. */
async function countRatings(db: Tx, communityId: string) {
  const rows = await db.$queryRaw<{ article: string; people: number; helpful: number }[]>`
    SELECT r.article, count(*)::int AS people, (count(*) FILTER (WHERE r.helpful))::int AS helpful
    FROM "ArticleRating" r LEFT JOIN "Member" m ON m.id = r."personId"
    WHERE r."communityId" = ${communityId} AND NOT COALESCE(m.uncounted, false)
    GROUP BY r.article HAVING count(*) >= ${LEAST_PEOPLE} ORDER BY people DESC, r.article LIMIT ${MOST_ROWS}`;
  return rows.map(({ article, people, helpful }) => {
    const rest = people - helpful;
    // A part tells about the rest as well: neither may be one or two people.
    const told = (helpful === 0 || helpful >= LEAST_PEOPLE) && (rest === 0 || rest >= LEAST_PEOPLE);
    return { article, people, helpful: told ? helpful : undefined };
  });
}
