import { Temporal } from 'temporal-polyfill';
import { type Clock, dateAt } from '../clock.ts';
import { type CommunitySettings, dateOfDay, readSettings } from '../communities/settings.ts';
import type { Db, Tx } from '../database/client.ts';
import type { Prisma } from '../database/generated/client.ts';
import { newId } from '../ids.ts';
import { enqueue, instantOf } from '../outbox.ts';
import { type IsHoliday, loadPlans, takenWeeks } from './plan.ts';
import { mondayOf, nextPlanned, type Occurrence, occurrences, type Plan } from './schedule.ts';
import { postKey } from './steps.ts';
import { themeOf } from './themes.ts';

export interface DueContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly isHoliday: IsHoliday;
}

/** What one look at what is due has brought. */
export interface DueReport {
  /** Communities that were looked at. */
  readonly looked: number;
  /** Check-ins that are to be posted now. */
  readonly opened: number;
  /** Check-ins that it is too late for. */
  readonly missed: number;
}

/** So many communities are looked at in one transaction: on the embedded database all others wait for its end. */
const AT_ONCE = 10;

/**
 * Looks at the communities whose time has come, at most `limit` of them, in one transaction: stores this week's check-in with
 * the step that posts it, and when to look again. Two processes never look at the same community; done again after a crash,
 * the week has its row and nothing happens. Of several that were slept through, the last one is posted if it is not too
 * late; the others are missed. Never two.
 */
export async function openDue(context: DueContext, limit = AT_ONCE): Promise<DueReport> {
  const { db, clock, isHoliday } = context;
  const now = clock.now();
  return db.$transaction(async (tx) => {
    const due = await lockDue(tx, now, limit);
    if (due.length === 0) return { looked: 0, opened: 0, missed: 0 };
    const settings = due.map(readSettings);
    const plans = await loadPlans({ db: tx, isHoliday }, settings);
    const earliest = due.reduce(
      (first, { checkinNextAt }) => Math.min(first, checkinNextAt?.getTime() ?? first),
      now.epochMilliseconds,
    );
    const from = Temporal.Instant.fromEpochMilliseconds(earliest).toZonedDateTimeISO('UTC').toPlainDate();
    const taken = await takenWeeks(
      tx,
      settings.map(({ id }) => id),
      from.subtract({ days: 1 }),
    );

    const rows: Prisma.CheckinCreateManyInput[] = [];
    const next: { id: string; at: Temporal.Instant | undefined }[] = [];
    for (const [index, community] of settings.entries()) {
      const plan = community.checkinChannelId ? plans.get(community.id) : undefined;
      const since = due[index]?.checkinNextAt;
      const weeks = new Set(taken.get(community.id));
      if (plan && since) {
        for (const row of dueRows(community, plan, { since: instantOf(since), now, weeks })) rows.push(row);
      }
      next.push({ id: community.id, at: plan && nextPlanned(plan, now, weeks)?.at });
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
    return { looked: due.length, opened: opened.length, missed: rows.length - opened.length };
  });
}

/** Rows for what has become due since the last look, and adds their weeks to `weeks`. */
function dueRows(
  community: CommunitySettings,
  plan: Plan,
  { since, now, weeks }: { since: Temporal.Instant; now: Temporal.Instant; weeks: Set<string> },
): Prisma.CheckinCreateManyInput[] {
  const due = occurrences(plan, since, now).filter(({ localDate }) => !weeks.has(mondayOf(localDate).toString()));
  for (const { localDate } of due) weeks.add(mondayOf(localDate).toString());
  return due.map((occurrence, index) => {
    const row = checkinRow(community, occurrence, now);
    const inTime = index === due.length - 1 && Temporal.Instant.compare(now, instantOf(row.latestAt)) <= 0;
    return inTime ? row : { ...row, state: 'missed' };
  });
}

/** A check-in's row before it is posted. `closesAt` is decided anew when it is posted later than planned. */
export function checkinRow(community: CommunitySettings, { localDate, at }: Occurrence, now: Temporal.Instant) {
  const { windowHours, catchUpHours } = community.checkin;
  const after = (hours: number) => dateAt(at.add({ hours }));
  return {
    id: newId(now.epochMilliseconds),
    communityId: community.id,
    week: dateOfDay(mondayOf(localDate)),
    localDate: dateOfDay(localDate),
    state: 'due',
    dueAt: after(0),
    latestAt: after(catchUpHours),
    closesAt: after(windowHours),
    theme: themeOf(localDate),
    channelId: community.checkinChannelId ?? '',
  };
}

/** The rows of communities that are due, locked; others may be looking at the rest. */
async function lockDue(tx: Tx, now: Temporal.Instant, limit: number) {
  const locked: unknown = await tx.$queryRaw`
    SELECT id FROM "Community" WHERE "checkinNextAt" <= ${dateAt(now)}::timestamptz
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
