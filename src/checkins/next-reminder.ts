import { Temporal } from 'temporal-polyfill';
import type { CommunitySettings } from '../communities/settings.ts';
import { findDueTime } from '../notices/notices.ts';
import { findDmWindow } from '../sheet/find-dm-window.ts';
import { instantOf } from '../time/calendar.ts';
import { findAnswerable, findStanding } from './answers.ts';
import type { PlanContext } from './plan.ts';
import { REMINDER_KIND, type ReminderKey, type RemindersContext, reminderTime } from './reminders.ts';
import { findUpcoming } from './upcoming.ts';

/**
 * When a member who wants reminders gets the next one unless they answer before: of the open check-in or, if that is answered or too
 * late for one, of the next. Undefined if none is planned, or they have no hours before its close.
 */
export async function findNextReminder(
  context: RemindersContext & Pick<PlanContext, 'isHoliday'>,
  { personId, communityId }: ReminderKey,
  settings: CommunitySettings,
): Promise<Temporal.Instant | undefined> {
  const { db, clock } = context;
  const open = await findAnswerable(db, clock, communityId);
  if (open && (await findStanding(context, { checkinId: open.id, personId })).answer === undefined) {
    const due = await findDueTime(db, { personId, kind: REMINDER_KIND, subject: open.id });
    if (due && Temporal.Instant.compare(instantOf(due), clock.now()) > 0) return instantOf(due);
  }
  const [next] = await findUpcoming(context, settings, 1);
  if (!next) return undefined;
  const hours = await findDmWindow(context, personId, settings.zone);
  return reminderTime(hours, { from: next.at, closesAt: next.at.add({ hours: settings.checkin.windowHours }) });
}
