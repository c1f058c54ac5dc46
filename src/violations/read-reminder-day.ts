import { Temporal } from 'temporal-polyfill';
import { readComingDay } from '../text/dates.ts';
import { readSpokenDay } from '../text/spoken-days.ts';
import type { Read } from './read-cost.ts';

/**
 * Reads the day of a reminder: "jutro", "w piątek", "za 10 dni", "15.12", "Dec 15".
 *
 * @param today the day on the calendar of the member's hours
 */
export function readReminderDay(
  typed: string,
  today: Temporal.PlainDate,
): Read<Temporal.PlainDate, 'unreadable' | 'past' | 'too-far'> {
  const day = readSpokenDay(typed, today, 'coming') ?? readComingDay(typed, today);
  if (!day) return { ok: false, problem: 'unreadable' };
  if (Temporal.PlainDate.compare(day, today) < 0) return { ok: false, problem: 'past' };
  // Further on, the hours and holidays of a year are not looked at either.
  if (Temporal.PlainDate.compare(day, today.add({ years: 1 })) > 0) return { ok: false, problem: 'too-far' };
  return { ok: true, value: day };
}
