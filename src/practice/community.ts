import type { Tx } from '../database/client.ts';
import { LEAST_PEOPLE } from '../kinds/least-people.ts';
import { END_KINDS, type EndKind } from './scene.ts';

/** What a community is told of its practice. Each number stands for at least three people. */
export interface Practised {
  readonly people: number;
  /** What became of the boundary most often, by people; undefined where too few share it, or two are as frequent. */
  readonly end: EndKind | undefined;
}

/**
 * How many people practised while a check-in was open, and how it ended for most of them; undefined below three. Who does not
 * want to be counted is not. Check-ins of a community never overlap, so that no two numbers differ by one person.
 */
export async function countPractised(db: Tx, checkinId: string): Promise<Practised | undefined> {
  const rows = await db.$queryRaw<{ end: string | null; people: number }[]>`
    SELECT r."end", count(DISTINCT r."personId")::int AS people
    FROM "PracticeRun" r
    JOIN "Checkin" c ON c."communityId" = r."communityId"
      AND r."endedAt" >= COALESCE(c."postedAt", c."dueAt") AND r."endedAt" < c."closesAt"
    WHERE c.id = ${checkinId}::uuid
      AND NOT EXISTS (SELECT FROM "Member" m WHERE m.id = r."personId" AND m.uncounted)
    GROUP BY GROUPING SETS ((), (r."end"))`;
  const people = rows.find(({ end }) => end === null)?.people ?? 0;
  if (people < LEAST_PEOPLE) return undefined;
  const ends = rows
    .flatMap((row) => {
      const end = END_KINDS.find((kind) => kind === row.end);
      return end ? [{ end, people: row.people }] : [];
    })
    .toSorted((one, other) => other.people - one.people);
  const [most, next] = ends;
  const isClear = most !== undefined && most.people >= LEAST_PEOPLE && most.people > (next?.people ?? 0);
  return { people, end: isClear ? most.end : undefined };
}
