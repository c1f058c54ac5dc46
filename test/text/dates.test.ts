import { expect, test } from 'vitest';
import { readDate } from '../../src/text/dates.ts';

// 4/12 is December to a Briton, and April to an American: it is asked back rather than guessed.
test.each([
  ['2026-12-24', { year: 2026, month: 12, day: 24 }],
  ['24.12', { month: 12, day: 24 }],
  ['24 dec 2026', { year: 2026, month: 12, day: 24 }],
  ['dec 24, 2026', { year: 2026, month: 12, day: 24 }],
  ['24/12/2026', { year: 2026, month: 12, day: 24 }],
  ['12/24/2026', { year: 2026, month: 12, day: 24 }],
  ['5/5', { month: 5, day: 5 }],
  ['04/12/2026', undefined],
  ['12/5', undefined],
])('reads %s', (typed, date) => {
  expect(readDate(typed)).toEqual(date);
});
