import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { minutesOf } from '../../src/sheet/spans.ts';
import { dayOff, dmWindow, mayWriteNow, nextDmInstant, type WorkingTime } from '../../src/sheet/working-time.ts';

const at = (iso: string) => Temporal.Instant.from(iso);
const weekdays = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const warsaw: WorkingTime = { spans: [weekdays], zone: 'Europe/Warsaw', timeOff: [], country: undefined };
const next = (time: WorkingTime, now: string) => nextDmInstant(time, at(now))?.toString();

describe('the next instant at which the bot may write', () => {
  it.each([
    ['within the hours: now', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00Z'],
    ['at their very beginning: now', '2026-11-24T08:00:00Z', '2026-11-24T08:00:00Z'],
    ['before they begin', '2026-11-24T05:00:00Z', '2026-11-24T08:00:00Z'],
    ['at their end: tomorrow', '2026-11-24T16:00:00Z', '2026-11-25T08:00:00Z'],
    ['after Friday: on Monday', '2026-11-27T20:00:00Z', '2026-11-30T08:00:00Z'],
  ])('%s', (_what, now, expected) => {
    expect(next(warsaw, now)).toBe(expected);
  });

  it('leaves out time off and public holidays', () => {
    const time = { ...warsaw, timeOff: [{ from: '2026-12-21', to: '2026-12-23' }], country: 'PL' };
    // 24 December is a holiday since 2025, 25 and 26 are, and the 27th is a Sunday.
    expect(next(time, '2026-12-18T18:00:00Z')).toBe('2026-12-28T08:00:00Z');
    expect(dayOff(time, Temporal.PlainDate.from('2026-12-22'))).toBe('time-off');
    expect(dayOff(time, Temporal.PlainDate.from('2026-12-25'))).toBe('holiday');
    expect(next({ ...time, country: undefined }, '2026-12-18T18:00:00Z')).toBe('2026-12-24T08:00:00Z');
  });

  it('a night belongs to the day on which it began', () => {
    const night = { ...warsaw, spans: [{ days: [5], from: '22:00', to: '06:00' }] };
    expect(next(night, '2026-11-28T02:00:00Z')).toBe('2026-11-28T02:00:00Z');
    expect(next(night, '2026-11-28T05:00:00Z')).toBe('2026-12-04T21:00:00Z');
    const off = { ...night, timeOff: [{ from: '2026-11-28', to: '2026-11-28' }] };
    expect(mayWriteNow(off, at('2026-11-28T02:00:00Z'))).toBe(true);
  });

  it('whoever is off for more than a year is not written to', () => {
    const off = { ...warsaw, timeOff: [{ from: '2026-01-01', to: '2028-01-01' }] };
    expect(next(off, '2026-11-24T10:00:00Z')).toBeUndefined();
  });

  it('hours in the skipped hour of spring begin after it, or not at all', () => {
    const early = { ...warsaw, spans: [{ days: [7], from: '02:30', to: '04:00' }] };
    expect(next(early, '2027-03-28T00:00:00Z')).toBe('2027-03-28T01:00:00Z');
    const gone = { ...warsaw, spans: [{ days: [7], from: '02:10', to: '02:40' }] };
    expect(next(gone, '2027-03-28T00:00:00Z')).toBe('2027-04-04T00:10:00Z');
  });

  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const span = fc
    .record({ days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), from: minute, to: minute })
    .filter(({ from, to }) => from !== to)
    .map(({ days, from, to }) => ({ days, from: clock(from), to: clock(to) }));
  const now = fc
    .integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') })
    .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

  it('is never before now, never outside the hours on the wall clock, and stays what it is', () => {
    fc.assert(
      fc.property(zone, fc.array(span, { minLength: 1, maxLength: 3 }), now, (zone, spans, now) => {
        const time = { spans, zone, timeOff: [], country: undefined };
        const found = nextDmInstant(time, now);
        if (!found) throw new Error('none within a year');
        expect(Temporal.Instant.compare(found, now)).toBeGreaterThanOrEqual(0);
        expect(nextDmInstant(time, found)?.equals(found)).toBe(true);
        const wall = found.toZonedDateTimeISO(zone);
        const [today, minutes] = [wall.dayOfWeek, wall.hour * 60 + wall.minute];
        const within = spans.some(({ days, from, to }) => {
          const [start, end] = [minutesOf(from), minutesOf(to)];
          if (start < end) return days.includes(today) && start <= minutes && minutes < end;
          const yesterday = today === 1 ? 7 : today - 1;
          return (days.includes(today) && minutes >= start) || (days.includes(yesterday) && minutes < end);
        });
        expect(within).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('where the hours come from', () => {
  const settings = { hours: { days: [1], from: '10:00', to: '12:00' }, zone: 'America/New_York' };
  const sheet = { hours: { spans: [{ days: [2], from: '08:00', to: '09:00' }], zone: 'Europe/Warsaw' } };
  const none = { hours: undefined, zone: undefined };
  const communityZone = 'Asia/Tokyo';

  it('/settings before the sheet before Monday to Friday 9–17', () => {
    expect(dmWindow({ settings, sheet, communityZone })).toMatchObject({
      source: 'settings',
      spans: [settings.hours],
      zone: 'America/New_York',
    });
    expect(dmWindow({ settings: none, sheet, communityZone })).toMatchObject({
      source: 'sheet',
      spans: sheet.hours.spans,
      zone: 'Europe/Warsaw',
    });
    expect(dmWindow({ settings: none, sheet: {}, communityZone })).toMatchObject({
      source: 'default',
      spans: [weekdays],
      zone: 'Asia/Tokyo',
    });
  });

  it('hours stay in the zone that was set with them', () => {
    expect(dmWindow({ settings: { ...settings, hours: undefined }, sheet, communityZone }).zone).toBe('Europe/Warsaw');
    expect(dmWindow({ settings: { ...settings, zone: undefined }, sheet, communityZone }).zone).toBe('Europe/Warsaw');
    const unzoned = { hours: { spans: sheet.hours.spans } };
    expect(dmWindow({ settings: { ...settings, hours: undefined }, sheet: unzoned, communityZone }).zone).toBe(
      'America/New_York',
    );
  });

  it('time off and holidays count whatever the hours come from', () => {
    const away = { timeOff: [{ from: '2026-12-24', to: '2026-12-24' }], country: 'PL' };
    expect(dmWindow({ settings, sheet: { ...sheet, away }, communityZone })).toMatchObject(away);
  });
});
