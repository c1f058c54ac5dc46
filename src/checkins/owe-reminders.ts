import type { Temporal } from 'temporal-polyfill';
import type { Checkin } from '../database/generated/client.ts';
import { type NewNotice, oweNotices } from '../notices/notices.ts';
import { findDmWindows } from '../sheet/find-dm-window.ts';
import { takeTurns } from '../threads/turns.ts';
import { instantOf } from '../time/calendar.ts';
import { REMINDER_KIND, type ReminderCommunity, type RemindersContext, reminderTime } from './reminders.ts';

/**
 * Members per batch: read and written in one statement each, and few enough that building the statement does not block other
 * work.
 */
const AT_ONCE = 50;

export interface OweContext extends RemindersContext {
  /** Called with members whose settings, sheet or zone cannot be read: they get no reminder, the others do. */
  readonly onSetAside: (error: unknown, members: number) => void;
}

/**
 * Stores the reminders of a posted check-in for all members who want one, each at their own time. Members who answer before
 * then get none. Works in batches, each a short transaction: if repeated after a crash, it keeps what is there and continues.
 */
export async function oweReminders(context: OweContext, community: ReminderCommunity, checkin: Checkin): Promise<void> {
  const { db, onSetAside } = context;
  const timeOf = createTimes(context, checkin);
  const turn = takeTurns();
  let setAside = 0;
  let first: unknown;
  for (let after = ''; ; ) {
    const page = await db.checkinReminder.findMany({
      where: { communityId: community.id, personId: { gt: after } },
      select: { personId: true, skippedWeek: true },
      orderBy: { personId: 'asc' },
      take: AT_ONCE,
    });
    const wanted = page.filter(({ skippedWeek }) => skippedWeek?.getTime() !== checkin.week.getTime());
    const windows = await findDmWindows(
      context,
      wanted.map(({ personId }) => personId),
      community.zone,
    );
    const times = new Map<string, Temporal.Instant>();
    for (const { personId, window } of windows) {
      try {
        const dueAt = timeOf(window());
        if (dueAt) times.set(personId, dueAt);
      } catch (error) {
        first ??= error;
        setAside += 1;
      }
      await turn();
    }
    await oweAll(context, community, checkin, times);
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) break;
    after = last.personId;
  }
  if (setAside > 0) onSetAside(first, setAside);
}

/** Most members have the same hours, so each distinct time is computed once. */
function createTimes({ clock }: OweContext, checkin: Checkin) {
  const range = { from: clock.now(), closesAt: instantOf(checkin.closesAt) };
  const known = new Map<string, Temporal.Instant | undefined>();
  return (hours: Parameters<typeof reminderTime>[0]): Temporal.Instant | undefined => {
    const key = JSON.stringify(hours);
    if (!known.has(key)) known.set(key, reminderTime(hours, range));
    return known.get(key);
  };
}

/** Only those who still want one at that moment: turning reminders off waits for this, and then withdraws the notice. */
async function oweAll(
  context: OweContext,
  { id: communityId, locale }: ReminderCommunity,
  checkin: Checkin,
  times: ReadonlyMap<string, Temporal.Instant>,
): Promise<void> {
  if (times.size === 0) return;
  await context.db.$transaction(async (tx) => {
    const still = await tx.$queryRaw<{ personId: string }[]>`
      SELECT "personId" FROM "CheckinReminder"
      WHERE "communityId" = ${communityId} AND "personId" = ANY(${[...times.keys()]}::text[])
        AND "skippedWeek" IS DISTINCT FROM ${checkin.week}::date
      FOR SHARE`;
    const notices = still.flatMap(({ personId }): NewNotice[] => {
      const dueAt = times.get(personId);
      const about = { personId, kind: REMINDER_KIND, subject: checkin.id, communityId, locale } as const;
      return dueAt ? [{ ...about, dueAt, staleAt: instantOf(checkin.closesAt) }] : [];
    });
    await oweNotices({ ...context, db: tx }, notices);
  });
}
