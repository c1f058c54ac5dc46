import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { nextOccurrences, occurrenceInWeek, parseTime, type Schedule } from '../../src/time/weekly.ts';

const warsaw = (weekday: number, time: string): Schedule => ({ weekday, time, zone: 'Europe/Warsaw' });
const at = (schedule: Schedule, date: string) =>
  occurrenceInWeek(schedule, Temporal.PlainDate.from(date)).at.toString();

describe('occurrenceInWeek', () => {
  it('is the weekday at its wall time', () => {
    expect(at(warsaw(5, '10:00'), '2026-11-24')).toBe('2026-11-27T09:00:00Z');
    expect(at(warsaw(5, '10:00'), '2026-07-22')).toBe('2026-07-24T08:00:00Z');
  });

  it('in a spring gap is the first instant after it', () => {
    // 2026-03-29, 02:00 to 03:00 does not exist in Warsaw.
    expect(at(warsaw(7, '02:30'), '2026-03-29')).toBe('2026-03-29T01:00:00Z');
    expect(at(warsaw(7, '02:00'), '2026-03-29')).toBe('2026-03-29T01:00:00Z');
    expect(at(warsaw(7, '03:00'), '2026-03-29')).toBe('2026-03-29T01:00:00Z');
  });

  it('in an autumn overlap is the first of the two', () => {
    expect(at(warsaw(7, '02:30'), '2026-10-25')).toBe('2026-10-25T00:30:00Z');
  });

  it('survives a day that a zone left out', () => {
    // Samoa had no 30 December 2011.
    expect(at({ weekday: 5, time: '12:00', zone: 'Pacific/Apia' }, '2011-12-30')).toBe('2011-12-30T10:00:00Z');
  });
});

describe('nextOccurrences', () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const schedules = fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    time: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
    zone: zones,
  });
  const instants = fc
    .integer({ min: Date.UTC(2016), max: Date.UTC(2036) })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

  it('has exactly one a week, in order, after the start, whatever the clocks do', () => {
    fc.assert(
      fc.property(schedules, instants, (schedule, from) => {
        const list = nextOccurrences(schedule, from, 6);
        expect(list).toHaveLength(6);
        list.reduce((previous, next) => {
          expect(previous.localDate.until(next.localDate).days).toBe(7);
          expect(Temporal.Instant.compare(previous.at, next.at)).toBe(-1);
          return next;
        });
        const [first] = list;
        expect(first && Temporal.Instant.compare(first.at, from)).toBe(1);
        // None was left out between the start and the first: the one a week earlier is not after the start.
        const earlier = first && occurrenceInWeek(schedule, first.localDate.subtract({ weeks: 1 }));
        expect(earlier && Temporal.Instant.compare(earlier.at, from)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('parseTime', () => {
  it.each([
    ['9', '09:00'],
    ['9:05', '09:05'],
    ['9.30', '09:30'],
    [' 21:05 ', '21:05'],
    ['00:00', '00:00'],
    ['12 am', '00:00'],
    ['9:30 PM', '21:30'],
    ['12pm', '12:00'],
  ])('reads %s as %s', (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });

  it.each(['', 'rano', '24:00', '9:60', '9:5', '13pm', '0 am', '-1', '10:00:00'])('refuses %s', (typed) => {
    expect(parseTime(typed)).toBeUndefined();
  });
});
