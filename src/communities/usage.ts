import { createHmac } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { type Late, type LateTable, noteLater } from '../database/late.ts';
import { mondayOf, toDateColumn } from '../time/calendar.ts';
import { type Clock, dateOf } from '../time/clock.ts';

/** Uses counted per community: parts of the guide that were read, and templates that were filled in. */
export const USAGES = ['read', 'template'] as const;
export type UsageKind = (typeof USAGES)[number];

/** The part for all members' own templates together: their names are private. */
export const OWN_TEMPLATES = 'own';

/** In milliseconds. */
const DAY = 86_400_000;

export interface UsageStore {
  readonly db: Tx;
  readonly clock: Clock;
  /** Writes later; at once if left out. */
  readonly late?: Late;
  /** A keyed hash; see `Services`. */
  readonly hashPerson: (tx: Tx, text: string) => Promise<string>;
}

/** A part of the guide (`slug` or `slug#section`) or a template (its reference). */
export interface Used {
  readonly what: UsageKind;
  readonly part: string;
}

interface NotedUse extends Used {
  readonly communityId: string;
  readonly personId: string;
  readonly week: Temporal.PlainDate;
  readonly personHash: string;
  readonly at: Date;
}

const USES: LateTable<NotedUse> = {
  table: 'Usage',
  personOf: ({ personId }) => personId,
  notedAt: ({ at }) => at,
  keyOf: ({ communityId, week, what, part }) => `${communityId} ${week} ${what} ${part}`,
  async write(db, rows) {
    const uncounted = await db.member.findMany({
      where: { id: { in: [...new Set(rows.map(({ personId }) => personId))] }, uncounted: true },
      select: { id: true },
    });
    const without = new Set(uncounted.map(({ id }) => id));
    const counted = rows.filter(({ personId }) => !without.has(personId));
    const column = (of: (row: NotedUse) => string): string[] => counted.map(of);
    // In the order of the key: two processes that write the same rows never wait for each other.
    await db.$executeRaw`
      INSERT INTO "Usage" ("communityId", week, what, part, "personHash")
      SELECT "communityId", week::date, what, part, "personHash"
      FROM unnest(
        ${column((row) => row.communityId)}::text[], ${column((row) => row.week.toString())}::text[],
        ${column((row) => row.what)}::text[], ${column((row) => row.part)}::text[], ${column((row) => row.personHash)}::text[]
      ) AS used ("communityId", week, what, part, "personHash")
      ORDER BY 1, 2, 3, 4, 5 ON CONFLICT DO NOTHING`;
  },
};

/**
 * Notes that a member used something in a community, for the number of people who did so this week. The stored hash
 * distinguishes people only within this number: it differs for each part and week. Nothing is stored about members who do not
 * want to be counted.
 */
export async function noteUsage(
  store: UsageStore,
  { communityId, personId }: { readonly communityId: string; readonly personId: string },
  used: Used,
): Promise<void> {
  const week = thisWeek(store.clock);
  const personHash = hashOf(await weekKey(store, personId, toDateColumn(week)), used);
  const at = dateOf(store.clock);
  await noteLater(store, USES, { ...used, communityId, personId, week, personHash, at });
}

export interface MostUsed {
  readonly part: string;
  /** The sum of each week's people. */
  readonly people: number;
}

/** The most used parts in a community since a day, by the sum of each week's people, highest first. */
export async function findMostUsed(
  db: Tx,
  communityId: string,
  what: UsageKind,
  { from, most }: { readonly from: Temporal.PlainDate; readonly most: number },
): Promise<MostUsed[]> {
  return db.$queryRaw<MostUsed[]>`
    SELECT part, sum(people)::int AS people FROM "UsageWeek"
    WHERE "communityId" = ${communityId} AND what = ${what} AND week >= ${from.toString()}::date
    GROUP BY part ORDER BY people DESC, part LIMIT ${most}`;
}

/** Everything still stored about a person, in any community: for `/privacy export`. */
export async function readOwnUsage(store: Omit<UsageStore, 'clock'>, personId: string): Promise<OwnUsage[]> {
  const hashes = await hashesOf(store, personId);
  return store.db.$queryRaw<OwnUsage[]>`
    SELECT "communityId", week, what, part, "personHash" FROM "Usage"
    WHERE "personHash" = ANY(${hashes}::text[]) ORDER BY week, part`;
}

/** A row of `Usage`. */
export interface OwnUsage {
  readonly communityId: string;
  readonly week: Date;
  readonly what: string;
  readonly part: string;
  readonly personHash: string;
}

/** Number of rows of a person. */
export async function countOwnUsage(store: Omit<UsageStore, 'clock'>, personId: string): Promise<number> {
  const hashes = await hashesOf(store, personId);
  const [counted] = await store.db.$queryRaw<{ rows: number }[]>`
    SELECT count(*)::int AS rows FROM "Usage" WHERE "personHash" = ANY(${hashes}::text[])`;
  return counted?.rows ?? 0;
}

/** Erases a person's rows. */
export async function eraseOwnUsage(store: Omit<UsageStore, 'clock'>, personId: string): Promise<number> {
  const hashes = await hashesOf(store, personId);
  return store.db.$executeRaw`DELETE FROM "Usage" WHERE "personHash" = ANY(${hashes}::text[])`;
}

/**
 * The person's hashes for everything that is not counted yet. The database steps along its index from one part to the next (a
 * loose index scan), so the cost depends on the number of parts used, not of uses, and other rows are not read.
 */
async function hashesOf(store: Omit<UsageStore, 'clock'>, personId: string): Promise<string[]> {
  const rows = await store.db.$queryRaw<{ week: Date; what: UsageKind; part: string }[]>`
    WITH RECURSIVE used AS (
      (SELECT week, what, part FROM "Usage" ORDER BY week, what, part LIMIT 1)
      UNION ALL
      SELECT following.* FROM used u CROSS JOIN LATERAL (
        SELECT week, what, part FROM "Usage" WHERE (week, what, part) > (u.week, u.what, u.part)
        ORDER BY week, what, part LIMIT 1) following
    )
    SELECT week, what, part FROM used`;
  const keys = new Map<number, string>();
  const hashes: string[] = [];
  for (const { week, ...used } of rows) {
    const key = keys.get(week.getTime()) ?? (await weekKey(store, personId, week));
    keys.set(week.getTime(), key);
    hashes.push(hashOf(key, used));
  }
  return hashes;
}

/** The key from which a week's hashes are made without a query for each. */
function weekKey({ db, hashPerson }: Omit<UsageStore, 'clock'>, personId: string, week: Date): Promise<string> {
  return hashPerson(db, `usage ${week.toISOString().slice(0, 10)} ${personId}`);
}

function hashOf(key: string, { what, part }: { readonly what: string; readonly part: string }): string {
  return createHmac('sha256', key).update(`${what} ${part}`).digest('hex');
}

/** The last week that was asked for, by the UTC day that it was found for: a page that is read asks for it. */
let known: { readonly day: number; readonly monday: Temporal.PlainDate } | undefined;

/** Monday of the week in which usage is recorded now. */
export function thisWeek(clock: Clock): Temporal.PlainDate {
  const now = clock.now();
  const day = Math.floor(now.epochMilliseconds / DAY);
  if (known?.day !== day) known = { day, monday: mondayOf(now.toZonedDateTimeISO('UTC').toPlainDate()) };
  return known.monday;
}

/** Size of the whole database in bytes, all communities together. */
export async function storageBytes(db: Tx): Promise<number> {
  const rows: unknown = await db.$queryRaw`SELECT pg_database_size(current_database())::float8 AS bytes`;
  if (Array.isArray(rows) && typeof rows[0]?.bytes === 'number') return rows[0].bytes;
  throw new TypeError('the size of the database came back as something else');
}
