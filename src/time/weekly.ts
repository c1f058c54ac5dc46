import { Temporal } from 'temporal-polyfill';
import { mondayOf, toInstant } from './calendar.ts';

/** Time of a community's check-in, on its own wall clock. */
export interface Schedule {
  /** ISO weekday, 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** "HH:MM", 24 hours. */
  readonly time: string;
  /** IANA zone, e.g. "Europe/Warsaw". */
  readonly zone: string;
}

/** The unreadable part of a stored schedule. */
export type ScheduleFault = 'zone' | 'weekday' | 'time';

/** Cache of valid zones, since every read of a community checks its zone. */
const readableZones = new Set<string>();

/** Whether a stored zone is valid here: it may come from another version, or from another runtime's list. */
export function isReadableZone(zone: string): boolean {
  if (readableZones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    return false;
  }
  readableZones.add(zone);
  return true;
}

/** Why a stored schedule is unusable; undefined if it is valid. */
export function faultOf({ weekday, time, zone }: Schedule): ScheduleFault | undefined {
  if (!isReadableZone(zone)) return 'zone';
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) return 'weekday';
  return parseTime(time) === time ? undefined : 'time';
}

/** A schedule with the exceptions set by moderators. */
export interface Plan extends Schedule {
  /** Whether a day is a public holiday without posts. */
  readonly isHoliday: (date: Temporal.PlainDate) => boolean;
  /** Mondays (ISO dates) of weeks without a check-in. */
  readonly skippedWeeks: ReadonlySet<string>;
  /** First day after a pause; undefined if check-ins are not paused. */
  readonly pausedUntil: Temporal.PlainDate | undefined;
}

/** Why a week has no check-in. */
export type LeftOut = 'holiday' | 'skipped' | 'paused';

/** One check-in that is or was due. */
export interface Occurrence {
  /** Its day on the community's calendar. */
  readonly localDate: Temporal.PlainDate;
  readonly at: Temporal.Instant;
}

/**
 * The check-in of the ISO week that contains `date`.
 *
 * A wall time in a spring gap means the first instant after the gap; one in an autumn overlap the earlier of the two. So every
 * week has exactly one, whatever the clocks do.
 */
export function occurrenceInWeek(schedule: Schedule, date: Temporal.PlainDate): Occurrence {
  const localDate = dayInWeek(schedule, date);
  const wall = localDate.toPlainDateTime(Temporal.PlainTime.from(schedule.time));
  return { localDate, at: toInstant(wall, schedule.zone) };
}

/** The schedule's day in the ISO week that contains `date`. */
function dayInWeek({ weekday }: Schedule, date: Temporal.PlainDate): Temporal.PlainDate {
  return date.add({ days: weekday - date.dayOfWeek });
}

/** Why nothing is posted on a day of the plan; undefined if something is. */
export function leftOut(plan: Plan, localDate: Temporal.PlainDate): LeftOut | undefined {
  if (plan.pausedUntil && Temporal.PlainDate.compare(localDate, plan.pausedUntil) < 0) return 'paused';
  const { skippedWeeks } = plan;
  if (skippedWeeks.size > 0 && skippedWeeks.has(mondayOf(localDate).toString())) return 'skipped';
  return plan.isHoliday(localDate) ? 'holiday' : undefined;
}

/** The plan's check-ins with `from` ≤ their instant ≤ `to`, in order, without exceptions. */
export function occurrences(plan: Plan, from: Temporal.Instant, to: Temporal.Instant): Occurrence[] {
  // One day of slack on either side: a gap may move an occurrence across midnight.
  const first = from.toZonedDateTimeISO(plan.zone).toPlainDate().subtract({ days: 1 });
  const last = to.toZonedDateTimeISO(plan.zone).toPlainDate().add({ days: 1 });
  const time = Temporal.PlainTime.from(plan.time);
  const result: Occurrence[] = [];
  for (
    let localDate = dayInWeek(plan, first);
    Temporal.PlainDate.compare(localDate, last) <= 0;
    localDate = localDate.add({ weeks: 1 })
  ) {
    const at = toInstant(localDate.toPlainDateTime(time), plan.zone);
    const inside = Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) <= 0;
    if (inside && !leftOut(plan, localDate)) result.push({ localDate, at });
  }
  return result;
}

/** Weeks searched ahead: a longer pause or run of holidays means that nothing is planned. */
const HORIZON_WEEKS = 160;

/**
 * The plan's first check-in strictly after `from` in a week that has none yet.
 * @param taken Mondays (ISO dates) of the weeks that have one
 * @returns undefined if nothing is planned, e.g. in a pause without an end
 */
export function nextPlanned(
  plan: Plan,
  from: Temporal.Instant,
  taken: ReadonlySet<string> = new Set(),
): Occurrence | undefined {
  const today = from.toZonedDateTimeISO(plan.zone).toPlainDate();
  const resumed = plan.pausedUntil ?? today;
  const ahead = today.until(resumed, { largestUnit: 'weeks' }).weeks;
  for (let week = Math.max(0, ahead - 1); week < HORIZON_WEEKS; week += 1) {
    const occurrence = occurrenceInWeek(plan, today.add({ weeks: week }));
    if (Temporal.Instant.compare(occurrence.at, from) <= 0) continue;
    if (taken.has(mondayOf(occurrence.localDate).toString()) || leftOut(plan, occurrence.localDate)) continue;
    return occurrence;
  }
  return undefined;
}

/** Whether the clocks change at that time, so that the wall time does not exist or occurs twice. */
export function clockChange({ time, zone }: Schedule, localDate: Temporal.PlainDate): 'gap' | 'overlap' | undefined {
  const wall = localDate.toPlainDateTime(Temporal.PlainTime.from(time));
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return undefined;
  return earlier.toPlainDateTime().equals(wall) ? 'overlap' : 'gap';
}

/** The next `count` check-ins strictly after `from`, in order. */
export function nextOccurrences(schedule: Schedule, from: Temporal.Instant, count: number): Occurrence[] {
  const result: Occurrence[] = [];
  const today = from.toZonedDateTimeISO(schedule.zone).toPlainDate();
  for (let week = 0; result.length < count; week += 1) {
    const occurrence = occurrenceInWeek(schedule, today.add({ weeks: week }));
    if (Temporal.Instant.compare(occurrence.at, from) > 0) result.push(occurrence);
  }
  return result;
}

/** Reads a time as people type it ("9", "9:30", "9.30", "21:05", "9:30 pm"); undefined for anything else. */
export function parseTime(typed: string): string | undefined {
  const match = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?\s*$/i.exec(typed);
  if (!match) return undefined;
  const half = match[3]?.toLowerCase();
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (half && (hour < 1 || hour > 12)) return undefined;
  if (half) hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
