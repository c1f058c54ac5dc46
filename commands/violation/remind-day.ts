import { Temporal } from 'temporal-polyfill';
import { DEFAULTS, findSettings } from '../../src/communities/settings.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { findDueTime } from '../../src/notices/notices.ts';
import { findDmWindow } from '../../src/sheet/find-dm-window.ts';
import { type DmWindow, nextDmInstant } from '../../src/sheet/working-time.ts';
import { instantOf } from '../../src/time/calendar.ts';

/** When the bot may write to the person, by the same rules as the sender of notices. */
export async function dmWindowOf({ services, person, community }: Call): Promise<DmWindow> {
  const { db, memory } = services;
  const settings = community && (await memory.recall(`settings ${community.id}`, () => findSettings(db, community.id)));
  return findDmWindow(services, person.id, settings?.zone ?? DEFAULTS.zone[person.locale]);
}

/** The moment of a reminder. */
export interface ReminderMoment {
  /** When it is sent; without a moment in the person's hours, the day on which it waits for their next command. */
  readonly at: Temporal.Instant;
  /** Whether it comes as a message: the person has hours within a year. */
  readonly sent: boolean;
  /** Whether that is the very day that was asked for. */
  readonly onDay: boolean;
}

/** The first moment of a day on which the bot may write to the person: what is promised is what happens. */
export function reminderOn(window: DmWindow, day: Temporal.PlainDate, now: Temporal.Instant): ReminderMoment {
  const start = day.toZonedDateTime(window.zone).toInstant();
  const from = Temporal.Instant.compare(start, now) < 0 ? now : start;
  const allowed = nextDmInstant(window, from);
  const at = allowed ?? from;
  return { at, sent: allowed !== undefined, onDay: at.toZonedDateTimeISO(window.zone).toPlainDate().equals(day) };
}

/** When the reminder of an entry comes, by the person's present hours; undefined if there is none. */
export async function findReminder(call: Call, id: string): Promise<Temporal.Instant | undefined> {
  const { services, person } = call;
  const due = await findDueTime(services.db, { personId: person.id, kind: 'follow-up', subject: id });
  if (!due) return undefined;
  const asked = instantOf(due);
  const now = services.clock.now();
  const from = Temporal.Instant.compare(asked, now) < 0 ? now : asked;
  return nextDmInstant(await dmWindowOf(call), from) ?? asked;
}
