import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { reminderTime } from '../../src/checkins/reminders.ts';
import { mayWriteNow, type WorkingTime } from '../../src/sheet/working-time.ts';

const hours = (days: number[], from: string, to: string, zone = 'Europe/Warsaw'): WorkingTime => ({
  spans: [{ days, from, to }],
  zone,
  timeOff: [],
  country: undefined,
});
const office = hours([1, 2, 3, 4, 5], '09:00', '17:00');
const time = (working: WorkingTime, from: string, closesAt: string) =>
  reminderTime(working, { from: Temporal.Instant.from(from), closesAt: Temporal.Instant.from(closesAt) })?.toString();
// Friday, 10:00 in Warsaw.
const FRIDAY = '2026-11-27T09:00:00Z';

describe('reminderTime', () => {
  it('is a day before the close, within the member’s hours', () => {
    expect(time(office, '2026-11-23T09:00:00Z', '2026-11-26T10:00:00Z')).toBe('2026-11-25T10:00:00Z');
  });

  it('waits for the hours to begin, while that leaves time to answer', () => {
    // Sunday 10:00 is a day off; Monday 9:00 is an hour before the close.
    expect(time(office, FRIDAY, '2026-11-30T09:00:00Z')).toBe('2026-11-30T08:00:00Z');
  });

  it('comes earlier where the hours begin too late', () => {
    // Closes on Sunday evening: the last office hours end on Friday at 17:00.
    expect(time(office, FRIDAY, '2026-11-29T17:00:00Z')).toBe('2026-11-27T15:00:00Z');
  });

  it('is not before the check-in, and not at all without hours before the close', () => {
    expect(time(office, '2026-11-27T15:00:00Z', '2026-11-28T10:00:00Z')).toBe('2026-11-27T15:00:00Z');
    expect(time(office, '2026-11-27T17:00:00Z', '2026-11-29T17:00:00Z')).toBeUndefined();
  });

  it('always lies between the check-in and its close, in the member’s hours', () => {
    const instants = fc.integer({ min: Date.UTC(2024), max: Date.UTC(2030) });
    const spans = fc.tuple(
      fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      fc.integer({ min: 0, max: 22 }),
      fc.constantFrom('Europe/Warsaw', 'Pacific/Apia', 'America/St_Johns'),
    );
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 168 }), spans, (start, length, [days, hour, zone]) => {
        const from = Temporal.Instant.fromEpochMilliseconds(start);
        const closesAt = from.add({ hours: length });
        const working = hours(
          days,
          `${String(hour).padStart(2, '0')}:00`,
          `${String(hour + 1).padStart(2, '0')}:00`,
          zone,
        );
        const at = reminderTime(working, { from, closesAt });
        if (!at) return;
        expect(Temporal.Instant.compare(at, from)).toBeGreaterThanOrEqual(0);
        expect(Temporal.Instant.compare(at, closesAt)).toBeLessThan(0);
        expect(mayWriteNow(working, at)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
