import { Temporal } from 'temporal-polyfill';

/** When a community's check-in is due, on its own wall clock. */
export interface Schedule {
  /** ISO weekday, 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** "HH:MM", 24 hours. */
  readonly time: string;
  /** IANA zone, e.g. "Europe/Warsaw". */
  readonly zone: string;
}

/** One check-in that is, or was, due. */
export interface Occurrence {
  /** The day it belongs to on the community's calendar. */
  readonly localDate: Temporal.PlainDate;
  readonly at: Temporal.Instant;
}

/**
 * The check-in of the ISO week that contains `date`.
 *
 * A wall time in a spring gap means the first instant after the gap; one in an autumn overlap the earlier of the two.
 * So a week always has exactly one, whatever the clocks do.
 */
export function occurrenceInWeek(schedule: Schedule, date: Temporal.PlainDate): Occurrence {
  const localDate = date.add({ days: schedule.weekday - date.dayOfWeek });
  const wall = localDate.toPlainDateTime(Temporal.PlainTime.from(schedule.time));
  return { localDate, at: toInstant(wall, schedule.zone) };
}

/** When a wall time is: in a spring gap the first instant after it, in an autumn overlap the earlier of the two. */
export function toInstant(wall: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.toInstant();
  // In a gap, "earlier" lands before it; the next change of the zone's offset is the gap itself.
  const gap = earlier.getTimeZoneTransition('next');
  return (gap ?? earlier).toInstant();
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

/** Reads a time as people type it ("9", "9:30", "9.30", "21:05", "9:30 pm"); undefined if it is none. */
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
