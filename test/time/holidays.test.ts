import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { hasHolidays, isHoliday, publicHolidays } from '../../src/time/holidays.ts';

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

it('a country is known by its code alone', () => {
  expect(['PL', 'DE', 'US', 'XX', 'constructor', ''].map(hasHolidays)).toEqual([true, true, true, false, false, false]);
});
