import { createRequire } from 'node:module';
import type { Temporal } from 'temporal-polyfill';

type HolidaysClass = typeof import('date-holidays').default;

/** Countries offered in lists, which have room for 25; the holidays of all others are supported, too. */
export const HOLIDAY_COUNTRIES: readonly string[] = [
  ...['PL', 'DE', 'CZ', 'SK', 'UA', 'LT', 'GB', 'IE', 'FR', 'NL', 'BE', 'LU', 'AT', 'CH', 'IT', 'ES', 'PT', 'SE', 'NO'],
  ...['DK', 'FI', 'HU', 'US', 'CA'],
];

const load = createRequire(import.meta.url);
const known = new Map<string, ReadonlyMap<string, string>>();

/** Whether the public holidays of a country (ISO 3166-1 alpha-2) are known. */
export function hasHolidays(country: string): boolean {
  return Object.hasOwn(new (holidaysClass())().getCountries(), country);
}

/**
 * The nationwide public holidays of a country in a year, from "YYYY-MM-DD" to their names in a language. Empty for an unknown
 * country.
 */
export function publicHolidays(country: string, year: number, language = 'en'): ReadonlyMap<string, string> {
  const key = `${country} ${year} ${language}`;
  const found = known.get(key) ?? findHolidays(country, year, language);
  known.set(key, found);
  return found;
}

/** Whether a day is a public holiday. */
export function isHoliday(country: string, day: Temporal.PlainDate): boolean {
  return publicHolidays(country, day.year).has(day.toString());
}

function findHolidays(country: string, year: number, language: string): ReadonlyMap<string, string> {
  const rules = new (holidaysClass())(country);
  const days = new Map<string, string>();
  for (const holiday of rules.getHolidays(year, language)) {
    if (holiday.type !== 'public') continue;
    // The date is in the country's calendar, whatever the process's zone.
    const [date = ''] = holiday.date.split(' ');
    const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000));
    const first = Date.parse(`${date}T00:00:00Z`);
    for (let day = 0; day < length; day += 1)
      days.set(new Date(first + day * 86_400_000).toISOString().slice(0, 10), nameOf(holiday));
  }
  return days;
}

/** "Boxing Day (substitute day)" is known in few languages, and English stands for all others: the holiday itself is told. */
function nameOf({ name, substitute }: { readonly name: string; readonly substitute?: boolean }): string {
  return substitute ? name.replace(/ \([^()]*\)$/u, '') : name;
}

/** Its rules for all countries take 35 MB and a quarter of a second, so they are loaded on first use. */
function holidaysClass(): HolidaysClass {
  return load('date-holidays') as HolidaysClass;
}
