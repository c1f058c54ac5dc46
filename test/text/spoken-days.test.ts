import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, test } from 'vitest';
import { type Direction, readSpokenDay } from '../../src/text/spoken-days.ts';

// A Monday.
const today = Temporal.PlainDate.from('2026-11-30');
const read = (typed: string, direction: Direction) => readSpokenDay(typed, today, direction)?.toString();

test.each([
  ['sobota', '2026-11-28'],
  ['w sobotę', '2026-11-28'],
  ['We wtorek', '2026-11-24'],
  ['w zeszły piątek', '2026-11-27'],
  ['sob.', '2026-11-28'],
  ['last Friday', '2026-11-27'],
  ['on Saturday', '2026-11-28'],
  ['Friday last week', '2026-11-27'],
  ['w piątek w zeszłym tygodniu', '2026-11-27'],
  ['2 dni temu', '2026-11-28'],
  ['dwa dni temu', '2026-11-28'],
  ['tydzień temu', '2026-11-23'],
  ['dwa tygodnie temu', '2026-11-16'],
  ['a week ago', '2026-11-23'],
  ['three days ago', '2026-11-27'],
  ['miesiąc temu', '2026-10-30'],
  ['wczoraj wieczorem', '2026-11-29'],
  ['wczoraj o 21:40', '2026-11-29'],
  ['w sobotę po południu', '2026-11-28'],
  ['last night', '2026-11-29'],
  ['this morning', '2026-11-30'],
  ['przedwczoraj', '2026-11-28'],
])('what was: %s', (typed, day) => {
  expect(read(typed, 'past')).toBe(day);
});

test.each([
  ['jutro', '2026-12-01'],
  ['piątek', '2026-12-04'],
  ['w piątek', '2026-12-04'],
  ['next Friday', '2026-12-04'],
  ['Friday next week', '2026-12-11'],
  ['w środę w przyszłym tygodniu', '2026-12-09'],
  ['za 3 dni', '2026-12-03'],
  ['za tydzień', '2026-12-07'],
  ['in two weeks', '2026-12-14'],
  ['pojutrze', '2026-12-02'],
])('what comes: %s', (typed, day) => {
  expect(read(typed, 'coming')).toBe(day);
});

describe('a day of the week that is today', () => {
  it('is today, unless another one is meant', () => {
    expect(read('w poniedziałek', 'past')).toBe('2026-11-30');
    expect(read('last Monday', 'past')).toBe('2026-11-23');
    expect(read('poniedziałek', 'coming')).toBe('2026-11-30');
    expect(read('next Monday', 'coming')).toBe('2026-12-07');
  });
});

test.each(['', 'soboty', 'sobotka', 'kilka dni temu', '1,5 dnia temu', 'w maju', 'temu', 'po 22'])(
  'nothing is guessed: “%s”',
  (typed) => {
    expect(read(typed, 'past')).toBeUndefined();
    expect(read(typed, 'coming')).toBeUndefined();
  },
);

test('a distance is read in the direction that is asked for alone', () => {
  expect(read('2 dni temu', 'coming')).toBeUndefined();
  expect(read('za 2 dni', 'past')).toBeUndefined();
});
