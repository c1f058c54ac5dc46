import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { LEAST_PEOPLE } from '../kinds/least-people.ts';
import { VIOLATION_KINDS, type ViolationKind, type ViolationOutcome } from '../kinds/violations.ts';
import { whatHelps } from '../kinds/what-helps.ts';
import type { MessageContent } from '../messages/reply.ts';
import { countPractised, type Practised } from '../practice/community.ts';
import { mondayOf } from '../time/calendar.ts';
import { COUNTED_REACTIONS, type CountedReaction } from '../violations/community-reactions.ts';
import { type CommunityWeekNumbers, findCommunityWeeks } from '../violations/community-weeks.ts';
import { type AnswerCounts, countAnswers, countKept, type KeptCounts } from './answers.ts';
import { type Liked, WITH_LIKES } from './cards/card.ts';
import type { CheckinView } from './composer.ts';

/** Number of earlier weeks with which the newest closed one is compared. */
export const WEEKS_BEFORE = 8;

/** Weeks searched for numbers of a pause that no digest has shown. */
const WEEKS_BACK = 16;

/** The community's digest of a check-in. Every number represents at least three people. */
export interface Digest {
  readonly counts: AnswerCounts;
  /** How it went with the boundaries of the check-in before; undefined where too few people said so. */
  readonly kept: KeptCounts | undefined;
  /** How many practised while it was open, and how that ended; undefined below three people. */
  readonly practised: Practised | undefined;
  /** The newest week whose numbers are closed, if any. */
  readonly week: Temporal.PlainDate | undefined;
  /** By kind: people in that week, and the average of those of the eight weeks before that have a number. Highest first. */
  readonly kinds: readonly {
    readonly kind: ViolationKind;
    readonly people: number;
    readonly before: number | undefined;
  }[];
  /**
   * The reaction that ended well most often, relative to how often it was tried, over all nine weeks; undefined without
   * numbers.
   */
  readonly worked: { readonly reaction: CountedReaction; readonly well: number; readonly times: number } | undefined;
  /** How it ended well, over all nine weeks, summed over kinds; highest first. */
  readonly outcomes: readonly { readonly outcome: ViolationOutcome; readonly people: number }[];
  /** Earlier weeks of a pause that no digest has shown, with their most frequent kind; oldest first. */
  readonly earlier: readonly {
    readonly week: Temporal.PlainDate;
    readonly kind: ViolationKind;
    readonly people: number;
  }[];
  /** A section of the guide (`slug` or `slug#section`) and a template for the most frequent kind; undefined without one. */
  readonly advice: { readonly kind: ViolationKind; readonly section: string; readonly template: string } | undefined;
  /** The card with the most "me too", if it has at least three. */
  readonly mostHelped: { readonly messageId: string; readonly meToo: number } | undefined;
  /** Number of cards in the discussion. */
  readonly cards: number;
  /** Number of pieces of advice there. */
  readonly advices: number;
}

/**
 * The digest of a closed check-in. Its numbers by kind come from weeks that are closed for good, so that two digests never
 * differ by one person's action.
 */
export async function makeDigest(db: Tx, { id, communityId, localDate }: CheckinView): Promise<Digest> {
  const monday = mondayOf(localDate);
  // A week is closed one week after its end, so the newest one may be two weeks old.
  const from = monday.subtract({ weeks: WEEKS_BACK });
  if (!(await hasAnything(db, { id, communityId, from }))) return NOTHING;
  const weeks = await findCommunityWeeks(db, communityId, from);
  const past = weeks.filter(({ week }) => Temporal.PlainDate.compare(week, monday) <= 0);
  const untold = await closedSince(db, { id, communityId });
  // Of a pause's numbers, which no digest has shown: the newest in full, the others in one line each.
  const paused = past.filter(({ week, kinds }) => untold.has(week.toString()) && Object.keys(kinds).length > 0);
  const newest = paused.at(-1) ?? past.at(-1);
  const since = newest?.week.subtract({ weeks: WEEKS_BEFORE });
  const before = past.filter(
    ({ week }) =>
      newest &&
      since &&
      Temporal.PlainDate.compare(week, newest.week) < 0 &&
      Temporal.PlainDate.compare(week, since) >= 0,
  );
  const kinds = newest ? kindsOf(newest, before) : [];
  const [most] = kinds;
  const cards = await db.card.findMany({
    where: { checkinId: id, state: 'shared', messageId: { not: null } },
    select: { messageId: true, ...WITH_LIKES },
  });
  return {
    counts: await countAnswers(db, id),
    kept: await countKept(db, id),
    practised: await countPractised(db, id),
    week: newest?.week,
    kinds,
    worked: workedOf(newest ? [...before, newest] : []),
    outcomes: outcomesOf(newest ? [...before, newest] : []),
    earlier: paused.slice(0, -1).flatMap((week) =>
      kindsOf(week, [])
        .slice(0, 1)
        .map(({ kind, people }) => ({ week: week.week, kind, people })),
    ),
    advice: most && adviceOn(most.kind),
    mostHelped: mostHelped(cards),
    cards: cards.length,
    advices: await db.cardAdvice.count({
      where: { card: { checkinId: id }, state: 'shared', messageId: { not: null } },
    }),
  };
}

function adviceOn(kind: ViolationKind): Digest['advice'] {
  const { section, template } = whatHelps(kind);
  return { kind, section, template };
}

/** Mondays of the weeks closed since the previous digest, which none has shown. */
async function closedSince(
  db: Tx,
  { id, communityId }: Pick<CheckinView, 'id' | 'communityId'>,
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ week: string }[]>`
    SELECT w.week::text FROM "CommunityWeek" w WHERE w."communityId" = ${communityId} AND w."closedAt" > (
      SELECT max(earlier."closedAt") FROM "Checkin" earlier, "Checkin" own
      WHERE own.id = ${id}::uuid AND earlier."communityId" = ${communityId} AND earlier."dueAt" < own."dueAt")`;
  return new Set(rows.map(({ week }) => week));
}

const NOTHING: Digest = {
  counts: { people: undefined, calm: undefined, violation: undefined },
  kept: undefined,
  practised: undefined,
  week: undefined,
  kinds: [],
  worked: undefined,
  outcomes: [],
  earlier: [],
  advice: undefined,
  mostHelped: undefined,
  cards: 0,
  advices: 0,
};

/** Whether any data for a digest are stored. Most digests are empty, and thousands may be due at once. */
async function hasAnything(
  db: Tx,
  { id, communityId, from }: Pick<CheckinView, 'id' | 'communityId'> & { readonly from: Temporal.PlainDate },
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ anything: boolean }[]>`
    SELECT EXISTS (SELECT FROM "CheckinAnswer" WHERE "checkinId" = ${id}::uuid)
      OR EXISTS (SELECT FROM "Card" WHERE "checkinId" = ${id}::uuid)
      OR EXISTS (SELECT FROM "PracticeRun" r JOIN "Checkin" c ON c."communityId" = r."communityId"
        AND r."endedAt" >= COALESCE(c."postedAt", c."dueAt") WHERE c.id = ${id}::uuid)
      OR EXISTS (SELECT FROM "CommunityWeek" WHERE "communityId" = ${communityId} AND week >= ${from.toString()}::date
        AND kinds <> '{}'::jsonb)
      AS anything`;
  return row?.anything === true;
}

function kindsOf(newest: CommunityWeekNumbers, before: readonly CommunityWeekNumbers[]): Digest['kinds'] {
  return VIOLATION_KINDS.flatMap((kind) => {
    const people = newest.kinds[kind]?.people;
    if (people === undefined) return [];
    const earlier = before.flatMap(({ kinds }) => kinds[kind]?.people ?? []);
    const sum = earlier.reduce((total, one) => total + one, 0);
    return [{ kind, people, before: earlier.length > 0 ? sum / earlier.length : undefined }];
  }).toSorted((a, b) => b.people - a.people);
}

/** Sums the people of each week: times rather than people, since the same ones may come back. */
function workedOf(weeks: readonly CommunityWeekNumbers[]): Digest['worked'] {
  const [best] = COUNTED_REACTIONS.map((reaction) => {
    const told = weeks.flatMap(({ reactions }) => reactions[reaction] ?? []);
    const well = told.reduce((sum, one) => sum + one.well, 0);
    const times = told.reduce((sum, one) => sum + one.people, 0);
    return { reaction, well, times };
  })
    .filter(({ times }) => times > 0)
    .toSorted((a, b) => b.well / b.times - a.well / a.times || b.well - a.well);
  return best;
}

function outcomesOf(weeks: readonly CommunityWeekNumbers[]): Digest['outcomes'] {
  const sums = new Map<ViolationOutcome, number>();
  for (const { kinds } of weeks)
    for (const { outcomes = {} } of Object.values(kinds))
      for (const [outcome, people] of Object.entries(outcomes) as [ViolationOutcome, number][])
        if (outcome !== 'unchanged') sums.set(outcome, (sums.get(outcome) ?? 0) + people);
  return [...sums].map(([outcome, people]) => ({ outcome, people })).toSorted((a, b) => b.people - a.people);
}

interface SharedCard extends Liked {
  readonly messageId: string | null;
}

function mostHelped(cards: readonly SharedCard[]): Digest['mostHelped'] {
  const [best] = cards.toSorted((a, b) => b.likes.length - a.likes.length);
  if (!best?.messageId || best.likes.length < LEAST_PEOPLE) return undefined;
  return { messageId: best.messageId, meToo: best.likes.length };
}

/** Whether there is anything to show: answers, shared cards, or numbers. */
export function isWorthTelling({ counts, kinds, cards, practised }: Digest): boolean {
  return counts.people !== undefined || kinds.length > 0 || cards > 0 || practised !== undefined;
}

/** Optional parts of a digest. */
export interface DigestForm {
  /** The assistant's summary of the cards, if moderators want one. */
  readonly summary?: string | undefined;
  /** Whether to omit its picture because the bot may not attach files: the text says the same. */
  readonly withoutPicture?: boolean;
}

/** Whether a digest has a picture: of kinds, if there are numbers. */
export const hasPicture = ({ kinds }: Digest): boolean => kinds.length > 0;

/** Makes the digest's message; drawing its picture takes a moment. */
export interface DigestComposer {
  digest(view: CheckinView, digest: Digest, threadId: string, how?: DigestForm): Promise<MessageContent>;
  /** Text that occurs in the id of its button, and in no other message. */
  digestMark(checkinId: string): string;
}

/** Makes the short digest for the channel, with a link to the whole one. */
export interface AnnouncementComposer extends Pick<DigestComposer, 'digestMark'> {
  announcement(
    view: CheckinView,
    digest: Digest,
    whole: { readonly threadId: string; readonly messageId: string },
  ): MessageContent;
}
