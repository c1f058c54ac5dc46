import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { occurrences, type Schedule } from '../../src/time/weekly.ts';

// Every zone, each week of four years (of ten in CI's full run): held against Intl, which knows the zones by itself. The process's
// own zone must not matter, so it takes turns: half of the zones are looked at in one, half in the other, and by a run that begins
// in the other one (CI has both) the other way round.
const FROM = Temporal.PlainDate.from('2020-01-06'); // a Monday
const YEARS = process.env.CRASH_MATRIX === 'full' ? 10 : 4;
const WEEKS = 52 * YEARS;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = Intl.supportedValuesOf('timeZone');
const HOMES = ['UTC', 'Pacific/Apia'] as const;

/** The clock on the wall in a zone, "2026-11-27 10:00:00", and its distance from UTC in milliseconds. */
function wallClock(zone: string) {
  const format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const at = (ms: number) => format.format(ms);
  return { at, offset: (ms: number) => Date.parse(`${at(ms).replace(' ', 'T')}Z`) - ms };
}

/** A schedule that meets clock changes: a quarter past one of the zone's, where it has any. */
function scheduleOf(zone: string, number: number): Schedule {
  const changes: Temporal.ZonedDateTime[] = [];
  const end = FROM.add({ weeks: WEEKS }).toZonedDateTime(zone);
  for (
    let next = FROM.toZonedDateTime(zone).getTimeZoneTransition('next');
    next && Temporal.ZonedDateTime.compare(next, end) < 0 && changes.length < 4;
    next = next.getTimeZoneTransition('next')
  )
    changes.push(next);
  const change = changes[number % Math.max(1, changes.length)];
  if (!change) return { zone, weekday: 1 + (number % 7), time: `${String(number % 24).padStart(2, '0')}:30` };
  const before = change.subtract({ nanoseconds: 1 });
  // Forwards, the wall's time before the change begins the gap; backwards, the time after it begins the overlap.
  const ahead = change.offsetNanoseconds > before.offsetNanoseconds;
  const wall = (ahead ? before.add({ nanoseconds: 1 }).withTimeZone(before.offset) : change)
    .toPlainDateTime()
    .add({ minutes: 15 });
  return { zone, weekday: wall.dayOfWeek, time: wall.toPlainTime().toString().slice(0, 5) };
}

/** What is wrong with the check-ins of these years; `met` counts the clock changes among them. */
function faultsOf(schedule: Schedule, met: { gap: number; overlap: number }): string[] {
  const { zone, weekday, time } = schedule;
  const wall = wallClock(zone);
  const plan = { ...schedule, isHoliday: () => false, skippedWeeks: new Set<string>(), pausedUntil: undefined };
  const middle = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant();
  const list = occurrences(plan, middle(FROM), middle(FROM.add({ weeks: WEEKS })).subtract({ nanoseconds: 1 }));
  const faults = list.length === WEEKS ? [] : [`${zone}: ${list.length} weeks`];
  const started = Date.parse(FROM.toString()) + (weekday - 1) * DAY;
  const ahead = list.map(({ localDate, at }) => Date.parse(`${localDate}T${time}Z`) - at.epochMilliseconds);
  for (const [week, { localDate, at }] of list.entries()) {
    const ms = at.epochMilliseconds;
    const planned = `${localDate} ${time}:00`;
    const shown = wall.at(ms);
    const fault = (what: string) => faults.push(`${zone}, ${planned}: ${at}, ${shown}: ${what}`);
    if (Date.parse(localDate.toString()) !== started + 7 * DAY * week) fault('not this week’s day');
    if (shown !== planned) {
      met.gap += 1;
      if (!(shown > planned && wall.at(ms - 1) < planned)) fault('not the first instant after a gap');
    } else if (ahead[week - 1] !== ahead[week + 1]) {
      // The clocks change around this week: perhaps the wall shows this time twice.
      const other = (hours: number) => ms + (ahead[week] ?? 0) - wall.offset(ms + hours * HOUR);
      if (other(-3) < ms && wall.at(other(-3)) === planned) fault('not the earlier of the two');
      if (other(3) > ms && wall.at(other(3)) === planned) met.overlap += 1;
    }
  }
  return faults;
}

describe('years of check-ins', () => {
  const own = process.env.TZ;
  const met = { gap: 0, overlap: 0 };
  const turn = own === HOMES[1] ? 1 : 0;
  it.each(HOMES.map((home, index) => ({ home, index })))(
    'come once a week at their time in every zone, in a process in $home',
    ({ home, index }) => {
      process.env.TZ = home;
      try {
        expect(new Date(0).getTimezoneOffset()).toBe(home === 'UTC' ? 0 : 660);
        const faults = ZONES.flatMap((zone, number) =>
          (number + turn) % 2 === index ? faultsOf(scheduleOf(zone, number), met) : [],
        );
        expect(faults).toEqual([]);
      } finally {
        if (own === undefined) delete process.env.TZ;
        else process.env.TZ = own;
      }
    },
  );

  it('met gaps and overlaps of most zones that have any', () => {
    expect(met.gap).toBeGreaterThan(200);
    expect(met.overlap).toBeGreaterThan(200);
  });
});
