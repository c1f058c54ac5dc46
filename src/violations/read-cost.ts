import { Temporal } from 'temporal-polyfill';
import { daysNear, readDate, toDay } from '../text/dates.ts';
import { parseMoney, splitTax } from '../text/money.ts';
import { plain } from '../text/read-words.ts';
import { readSpokenDay, weekdayNamed } from '../text/spoken-days.ts';
import type { Cost } from './entries.ts';

/** A read value, or the reason it could not be read. */
export type Read<T, P extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

/** Maximum age of an entry in years. */
const MOST_YEARS = 10;

/**
 * Reads the day on which something happened: "2026-11-20", "20.11", "20 listopada", "yesterday", "w sobotę", "2 days ago". A date
 * without a year is the most recent one; a future day is refused.
 *
 * @param today the day on the member's calendar
 */
export function readPastDay(
  typed: string,
  today: Temporal.PlainDate,
): Read<Temporal.PlainDate, 'unreadable' | 'future' | 'too-long-ago'> {
  const named = readSpokenDay(typed, today, 'past');
  if (named) return inReach(named, today);
  const [, name = '', rest] = /^(\p{L}+\.?),? (.+)$/u.exec(plain(typed)) ?? [];
  const weekday = weekdayNamed(name);
  if (weekday !== undefined && rest !== undefined) {
    // "sobota 28.11": both must say the same.
    const day = readPastDay(rest, today);
    return day.ok && day.value.dayOfWeek !== weekday ? { ok: false, problem: 'unreadable' } : day;
  }
  const date = readDate(plain(typed));
  if (date?.month === undefined) return { ok: false, problem: 'unreadable' };
  const { month, day } = date;
  const days =
    date.year === undefined
      ? daysNear({ month, day }, today, 'past')
      : [toDay({ year: date.year, month, day }) ?? []].flat();
  if (days.length === 0) return { ok: false, problem: 'unreadable' };
  const past = days.find((one) => Temporal.PlainDate.compare(one, today) <= 0);
  return past ? inReach(past, today) : { ok: false, problem: 'future' };
}

function inReach(
  day: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Read<Temporal.PlainDate, 'future' | 'too-long-ago'> {
  if (Temporal.PlainDate.compare(day, today) > 0) return { ok: false, problem: 'future' };
  const first = today.subtract({ years: MOST_YEARS });
  return Temporal.PlainDate.compare(day, first) < 0 ? { ok: false, problem: 'too-long-ago' } : { ok: true, value: day };
}

const MOST_HOURS = 1000;

/** Reads working time in hours or minutes: "1,5", "2 h", "90 min", "1:30", "1 h 30 min". Returns minutes. */
export function readDuration(typed: string): Read<number, 'unreadable' | 'too-much'> {
  const text = plain(typed);
  const clock = /^(\d{1,4}):([0-5]\d)(?: ?h)?$/.exec(text);
  const bare = /^\d{1,4}(?:[.,]\d{1,2})?$/.exec(text);
  const parts =
    /^(?:(?<hours>\d{1,4}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours?|godz\.?|godzin\w*))?(?: ?(?<minutes>\d{1,5}) ?(?:m|min\.?|mins?|minut\w*|minutes?))?$/.exec(
      text,
    )?.groups;
  const typedHours = clock?.[1] ?? bare?.[0] ?? parts?.hours;
  const typedMinutes = clock?.[2] ?? parts?.minutes;
  if (typedHours === undefined && typedMinutes === undefined) return { ok: false, problem: 'unreadable' };
  const hours = Number((typedHours ?? '0').replace(',', '.'));
  const minutes = Number(typedMinutes ?? 0);
  const total = Math.round(hours * 60 + minutes);
  return total > MOST_HOURS * 60 ? { ok: false, problem: 'too-much' } : { ok: true, value: total };
}

const MOST_AMOUNT = 100_000_000;

/** Currencies as they are written out. */
const CURRENCY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d ?)z[łl]ot(?:e|y|ych|ego)$/iu, 'zł'],
  [/(?<=\d ?)(?:euros?)$/iu, 'EUR'],
  [/(?<=\d ?)(?:dolar(?:y|ów|ow|a)?|dollars?)$/iu, 'USD'],
  [/(?<=\d ?)(?:funt(?:y|ów|ow|a)?|pounds?)$/iu, 'GBP'],
];

/** Reads an amount with its currency: "350 zł", "1 200,50 EUR", "$40", "80 euro". "netto" may stand there, and is not kept. */
export function readCost(typed: string): Read<Cost, 'unreadable' | 'too-much'> {
  const written = CURRENCY_WORDS.reduce((text, [word, code]) => text.replace(word, code), splitTax(typed.trim()).rest);
  const money = parseMoney(written);
  if (!money) return { ok: false, problem: 'unreadable' };
  const amount = Math.round(money.amount * 100) / 100;
  return amount > MOST_AMOUNT ? { ok: false, problem: 'too-much' } : { ok: true, value: { ...money, amount } };
}
