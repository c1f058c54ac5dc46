import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { HOLIDAY_COUNTRIES, hasHolidays, isHoliday, publicHolidays } from '../../src/time/holidays.ts';

it.each([
  ['PL', '2026-11-11', true],
  ['PL', '2026-04-06', true], // Easter Monday
  ['PL', '2026-06-04', true], // Corpus Christi
  ['PL', '2026-12-24', true], // since 2025
  ['PL', '2024-12-24', false],
  ['PL', '2026-11-24', false],
  ['US', '2026-11-26', true], // Thanksgiving
  ['GB', '2026-12-25', true],
  ['XX', '2026-12-25', false],
])('%s, %s: %s', (country, day, off) => {
  expect(isHoliday(country, Temporal.PlainDate.from(day))).toBe(off);
});

it('holidays are named in the language asked for', () => {
  expect(publicHolidays('PL', 2026, 'pl').get('2026-11-11')).toBe('Narodowe Święto Niepodległości');
  expect(publicHolidays('PL', 2026, 'en').get('2026-12-25')).toMatch(/Christmas/);
});

it('a day off instead of a holiday is named after it, without words of another language', () => {
  const names = HOLIDAY_COUNTRIES.flatMap((country) => [
    ...publicHolidays(country, 2026, 'pl').values(),
    ...publicHolidays(country, 2027, 'pl').values(),
  ]);
  expect(publicHolidays('GB', 2026, 'pl').get('2026-12-28')).toBe('Drugi dzień Bożego Narodzenia');
  expect(names.filter((name) => /substitut/i.test(name))).toEqual([]);
});

it('a country is known by its code alone', () => {
  expect(['PL', 'DE', 'US', 'XX', 'constructor', ''].map(hasHolidays)).toEqual([true, true, true, false, false, false]);
});
