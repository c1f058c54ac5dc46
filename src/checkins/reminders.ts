import { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../database/client.ts';
import type { Checkin } from '../database/generated/client.ts';
import type { Sealer } from '../database/sealing.ts';
import type { Locale } from '../i18n/locales.ts';
import { hasOptedIn, optIn, optOut } from '../notices/consent.ts';
import { oweNotice } from '../notices/notices.ts';
import { findDmWindow } from '../sheet/find-dm-window.ts';
import { nextDmInstant, stretchAtOrAfter, type WorkingTime } from '../sheet/working-time.ts';
import { instantOf } from '../time/calendar.ts';
import { type Clock, dateOf } from '../time/clock.ts';

export interface RemindersContext {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

/** Like {@link RemindersContext}, within a transaction. */
type ReminderWriter = Omit<RemindersContext, 'db'> & { readonly db: Tx };

/** The member and the community. */
export interface ReminderKey {
  readonly personId: string;
  readonly communityId: string;
}

/** The community's settings for a reminder: its zone, and its language for members whose own is unknown. */
export interface ReminderCommunity {
  readonly id: string;
  readonly zone: string;
  readonly locale: Locale;
}

/** The kind of notice that a reminder is. */
export const REMINDER_KIND = 'checkin-reminder';
/** Hours before the close at which a member is reminded. */
const BEFORE_CLOSE = 24;
/** Minimum minutes before the close for a reminder: a later one leaves no time to answer. */
const LEAST_MINUTES = 30;

/**
 * When a member is reminded: a day before the close, or when their hours begin after that; if that is too late, an hour before
 * their last hours until then end. Undefined if they have none between `from` and the close.
 */
export function reminderTime(
  hours: WorkingTime,
  { from, closesAt }: { readonly from: Temporal.Instant; readonly closesAt: Temporal.Instant },
): Temporal.Instant | undefined {
  const last = closesAt.subtract({ minutes: LEAST_MINUTES });
  const usual = nextDmInstant(hours, laterOf(from, closesAt.subtract({ hours: BEFORE_CLOSE })));
  if (usual && Temporal.Instant.compare(usual, last) <= 0) return usual;
  let end: Temporal.Instant | undefined;
  for (let next = stretchAtOrAfter(hours, from); next; next = stretchAtOrAfter(hours, next.end)) {
    if (Temporal.Instant.compare(next.start, last) > 0) break;
    end = next.end;
  }
  return end && nextDmInstant(hours, laterOf(from, end.subtract({ hours: 1 })));
}

const laterOf = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) > 0 ? a : b);

export async function wantsReminders(db: Tx, key: ReminderKey): Promise<boolean> {
  return hasOptedIn(db, { ...key, kind: REMINDER_KIND });
}

/** The community that reminded a member of a check-in, which may be answered from there; undefined if it did not. */
export async function findReminded(
  db: Tx,
  { checkinId, personId }: { readonly checkinId: string; readonly personId: string },
): Promise<string | undefined> {
  const notice = { personId, kind: REMINDER_KIND, subject: checkinId };
  const row = await db.notice.findUnique({ where: { personId_kind_subject: notice }, select: { communityId: true } });
  return row?.communityId ?? undefined;
}

/** The newest open check-in that a member is, or was, to be reminded of; undefined if there is none. */
export async function findRemindedOpen(
  { db, clock }: { readonly db: Tx; readonly clock: Clock },
  personId: string,
): Promise<Pick<Checkin, 'id' | 'localDate'> | undefined> {
  const [row] = await db.$queryRaw<Pick<Checkin, 'id' | 'localDate'>[]>`
    SELECT c.id::text, c."localDate" FROM "Notice" n JOIN "Checkin" c ON c.id = n.subject::uuid
    WHERE n."personId" = ${personId} AND n.kind = ${REMINDER_KIND} AND c.state = 'posted'
      AND c."closesAt" > ${dateOf(clock)}::timestamptz
    ORDER BY c."dueAt" DESC LIMIT 1`;
  return row;
}

/** Whether any member wants reminders of a community's check-ins. */
export async function isReminderWanted(db: Tx, communityId: string): Promise<boolean> {
  return (await db.checkinReminder.findFirst({ where: { communityId }, select: { personId: true } })) !== null;
}

/** Opts in, including the open check-in. Repeating it changes nothing. `discordLocale`: language of the member's client. */
export async function turnOn(
  context: RemindersContext,
  key: ReminderKey,
  wish: {
    readonly community: ReminderCommunity;
    readonly open: Checkin | undefined;
    readonly discordLocale: Locale;
  },
): Promise<void> {
  const { community, open, discordLocale } = wish;
  const createdAt = dateOf(context.clock);
  await context.db.$transaction(async (tx) => {
    await tx.checkinReminder.createMany({ data: { ...key, createdAt }, skipDuplicates: true });
    await optIn({ db: tx, clock: context.clock }, { ...key, kind: REMINDER_KIND }, discordLocale);
    if (open) await oweReminder({ ...context, db: tx }, key.personId, community, open);
  });
}

/** "Never again": opts out, including pending reminders. */
export async function turnOff(db: Db, key: ReminderKey): Promise<void> {
  await db.$transaction(async (tx) => {
    await optOut(tx, { ...key, kind: REMINDER_KIND });
    await tx.checkinReminder.deleteMany({ where: key });
    await tx.notice.deleteMany({ where: { ...key, kind: REMINDER_KIND, state: { not: 'done' } } });
  });
}

/** "Not this week": nothing more about this check-in. */
export async function skipWeek(db: Db, key: ReminderKey, checkin: Pick<Checkin, 'id' | 'week'>): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.checkinReminder.updateMany({ where: key, data: { skippedWeek: checkin.week } });
    await tx.notice.deleteMany({
      where: { personId: key.personId, kind: REMINDER_KIND, subject: checkin.id, state: { not: 'done' } },
    });
  });
}

async function oweReminder(
  context: ReminderWriter,
  personId: string,
  { id: communityId, zone, locale }: ReminderCommunity,
  checkin: Checkin,
): Promise<void> {
  const closesAt = instantOf(checkin.closesAt);
  const hours = await findDmWindow(context, personId, zone);
  const dueAt = reminderTime(hours, { from: context.clock.now(), closesAt });
  if (!dueAt) return;
  await oweNotice(context, {
    personId,
    kind: REMINDER_KIND,
    subject: checkin.id,
    communityId,
    locale,
    dueAt,
    staleAt: closesAt,
  });
}
