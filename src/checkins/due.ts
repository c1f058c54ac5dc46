import { Temporal } from 'temporal-polyfill';
import { raiseAlert } from '../communities/alerts/alerts.ts';
import { readSettings } from '../communities/settings.ts';
import type { Db, Tx } from '../database/client.ts';
import type { Community, Prisma } from '../database/generated/client.ts';
import { ofShards } from '../database/of-shards.ts';
import { enqueue } from '../outbox/steps.ts';
import { ONLY_SHARD, type Shards } from '../ports/shards.ts';
import { dateAt, instantOf } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { nextPlanned } from '../time/weekly.ts';
import { chosenThemes } from './chosen-themes.ts';
import { type IsHoliday, loadPlans, takenWeeks } from './plan.ts';
import { dueRows, lateness } from './rows.ts';
import { type Aside, findAside, setAside, takeUpAgain } from './set-aside.ts';
import { postKey } from './steps.ts';

export interface DueContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly isHoliday: IsHoliday;
  /** The shards for whose communities this process plans; all by default. */
  readonly shards?: Shards;
  /**
   * Called if planning failed for one community for a reason other than its settings: a bug, or a problem with the database.
   */
  readonly onFailure?: (error: unknown) => void;
}

/** The result of one look for due check-ins. */
export interface DueReport {
  /** Number of communities examined. */
  readonly looked: number;
  /** Check-ins to be posted now. */
  readonly opened: number;
  /** Check-ins that are too late to post. */
  readonly missed: number;
  /** Communities that cannot be planned for: set aside, and their moderators told. */
  readonly aside: number;
}

/** Communities per transaction: on the embedded database everything else waits for its end. */
const AT_ONCE = 10;
const NOTHING: DueReport = { looked: 0, opened: 0, missed: 0, aside: 0 };

/**
 * Examines the due communities of this process's shards, at most `limit` of them, in one transaction: stores this week's check-in with the step that
 * posts it, and when to look next. Two processes never examine the same community; if repeated after a crash, the week already
 * has its row and nothing happens. If several were slept through, the last one is posted if it is not too late, and the others
 * are missed; never two. A community that cannot be planned for never stops another.
 */
export async function openDue(context: DueContext, limit = AT_ONCE): Promise<DueReport> {
  try {
    return await openBatch(context, { limit });
  } catch (error) {
    return openEach(context, limit, error);
  }
}

/**
 * Examines each community by itself, after they could not be written together. @throws the error if nothing can be written at
 * all
 */
async function openEach(context: DueContext, limit: number, reason: unknown): Promise<DueReport> {
  const { db, clock, onFailure } = context;
  const due = await findDue(db, context, clock.now(), limit);
  if (due.length === 0) throw reason;
  let report = NOTHING;
  for (const { id, checkinChannelId } of due) {
    try {
      report = sum(report, await openBatch(context, { limit: 1, only: id }));
    } catch (error) {
      onFailure?.(error);
      const aside: Aside = { communityId: id, channelId: checkinChannelId ?? undefined, unreadable: false };
      await db.$transaction((tx) => setAside({ db: tx, clock }, aside));
      report = sum(report, { ...NOTHING, looked: 1, aside: 1 });
    }
  }
  return report;
}

const sum = (a: DueReport, b: DueReport): DueReport => ({
  looked: a.looked + b.looked,
  opened: a.opened + b.opened,
  missed: a.missed + b.missed,
  aside: a.aside + b.aside,
});

interface Which {
  readonly limit: number;
  /** The only community to examine. */
  readonly only?: string;
}

async function openBatch(context: DueContext, which: Which): Promise<DueReport> {
  const { db, clock, isHoliday, onFailure } = context;
  const now = clock.now();
  return db.$transaction(async (tx) => {
    const due = await lockDue(tx, context, now, which);
    if (due.length === 0) return NOTHING;
    const ids = due.map(({ id }) => id);
    const before = await findAside(tx, ids);
    const plans = await loadPlansOf(tx, isHoliday, due);
    const earliest = earliestOf(due, now);
    const taken = await takenWeeks(tx, ids, earliest);
    const chosen = await chosenThemes(tx, ids, earliest);

    const rows: Prisma.CheckinCreateManyInput[] = [];
    const next: { id: string; at: Temporal.Instant | undefined }[] = [];
    const aside: Aside[] = [];
    for (const row of due) {
      const channelId = row.checkinChannelId ?? undefined;
      try {
        const community = readSettings(row);
        const plan = channelId ? plans.get(row.id) : undefined;
        if (channelId && community.scheduleFault) {
          aside.push({ communityId: row.id, channelId, unreadable: true });
          continue;
        }
        const weeks = new Set(taken.get(row.id));
        const themes = chosen.get(row.id) ?? new Map();
        const own = plan ? dueRows(community, plan, { since: sinceOf(row, now, before), now, weeks, themes }) : [];
        const at = plan && nextPlanned(plan, now, weeks)?.at;
        rows.push(...own);
        next.push({ id: row.id, at });
      } catch (error) {
        onFailure?.(error);
        aside.push({ communityId: row.id, channelId, unreadable: false });
      }
    }
    await tx.checkin.createMany({ data: rows, skipDuplicates: true });
    const opened = rows.filter(({ state }) => state === 'due');
    await enqueue(
      tx,
      opened.map(({ id = '', communityId, dueAt }) => ({
        ...postKey(id),
        communityId,
        dueAt: instantOf(new Date(dueAt)),
      })),
    );
    await storeNext(tx, next);
    await noteAway({ db: tx, clock }, rows);
    for (const { id } of next) if (before.has(id)) await takeUpAgain({ db: tx, clock }, id);
    for (const one of aside) await setAside({ db: tx, clock }, one);
    return { looked: due.length, opened: opened.length, missed: rows.length - opened.length, aside: aside.length };
  });
}

/** Plans by community, for the rows that can be read. */
async function loadPlansOf(tx: Tx, isHoliday: IsHoliday, due: readonly Community[]) {
  const readable = due.flatMap((row) => {
    try {
      return [readSettings(row)];
    } catch {
      return []; // reported when its turn comes
    }
  });
  return loadPlans({ db: tx, isHoliday }, readable);
}

/** Start of the period in which a week may already have a row. */
function earliestOf(due: readonly Community[], now: Temporal.Instant): Temporal.PlainDate {
  const first = due.reduce(
    (least, row) => Math.min(least, row.checkinNextAt?.getTime() ?? least),
    now.epochMilliseconds,
  );
  // A row may contain any year, so the period is limited to weeks that can have rows. A community that was set aside may look
  // back two days.
  const back = Math.max(first, now.subtract({ hours: 24 * 7 * 54 }).epochMilliseconds);
  return Temporal.Instant.fromEpochMilliseconds(back).toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 3 });
}

/**
 * The moment since which a community has not been examined. Check-ins due while it was set aside are posted if not too late.
 */
function sinceOf(row: Community, now: Temporal.Instant, aside: ReadonlySet<string>): Temporal.Instant {
  const since = row.checkinNextAt ? instantOf(row.checkinNextAt) : now;
  return aside.has(row.id) ? now.subtract(lateness(readSettings(row))) : since;
}

/** Tells moderators of weeks that were not posted because the bot was not running; several are reported together. */
async function noteAway(
  context: { readonly db: Tx; readonly clock: Clock },
  rows: readonly Prisma.CheckinCreateManyInput[],
) {
  const missed = rows.filter(({ state }) => state === 'missed');
  for (const [communityId, weeks] of Map.groupBy(missed, (row) => row.communityId)) {
    const channelId = weeks.at(-1)?.channelId;
    const kind = 'checkin.away';
    await raiseAlert(context, { communityId, key: kind, kind, channelId, count: weeks.length });
  }
}

/** Due communities, not locked. */
async function findDue(db: Db, { shards = ONLY_SHARD }: DueContext, now: Temporal.Instant, limit: number) {
  return db.$queryRaw<Pick<Community, 'id' | 'checkinChannelId'>[]>`
    SELECT id, "checkinChannelId" FROM "Community" c
    WHERE "checkinNextAt" <= ${dateAt(now)}::timestamptz AND ${ofShards(shards, 'c.id')}
    ORDER BY "checkinNextAt" LIMIT ${limit}`;
}

/** The rows of due communities, locked; other processes may be examining the rest. */
async function lockDue(
  tx: Tx,
  { shards = ONLY_SHARD }: DueContext,
  now: Temporal.Instant,
  { limit, only }: Which,
): Promise<Community[]> {
  const locked: unknown = await tx.$queryRaw`
    SELECT id FROM "Community" c WHERE "checkinNextAt" <= ${dateAt(now)}::timestamptz
      AND (${only ?? null}::text IS NULL OR id = ${only ?? null}::text) AND ${ofShards(shards, 'c.id')}
    ORDER BY "checkinNextAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
  if (!Array.isArray(locked) || locked.length === 0) return [];
  const ids = locked.map(({ id }: { id: unknown }) => String(id));
  return tx.community.findMany({ where: { id: { in: ids } }, orderBy: { checkinNextAt: 'asc' } });
}

async function storeNext(tx: Tx, next: readonly { id: string; at: Temporal.Instant | undefined }[]): Promise<void> {
  const ids = next.map(({ id }) => id);
  const times = next.map(({ at }) => at?.toString() ?? null);
  await tx.$executeRaw`
    UPDATE "Community" c SET "checkinNextAt" = n.at
    FROM unnest(${ids}::text[], ${times}::timestamptz[]) AS n(id, at) WHERE c.id = n.id`;
}
