import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HoursProblem, readHours } from '../../src/sheet/read-hours.ts';
import { weeklyMinutes } from '../../src/sheet/spans.ts';

const spans = (typed: string) => {
  const read = readHours(typed);
  if (!read.ok) throw new Error(`${typed}: ${read.problem.code}`);
  return read.spans.map(({ days, from, to }) => `${days.join('')} ${from}-${to}`).join('; ');
};
const problem = (typed: string): HoursProblem['code'] | 'none' => {
  const read = readHours(typed);
  return read.ok ? 'none' : read.problem.code;
};

describe('hours as people type them', () => {
  it.each([
    ['9-17', '12345 09:00-17:00'],
    ['9:00–17:00', '12345 09:00-17:00'],
    ['od 9 do 17', '12345 09:00-17:00'],
    ['9.30 – 17', '12345 09:30-17:00'],
    ['pon-pt 9:00–17:00', '12345 09:00-17:00'],
    ['Pn–Pt: 8–16', '12345 08:00-16:00'],
    ['poniedziałek–piątek, 8:00–16:00', '12345 08:00-16:00'],
    ['od poniedziałku do piątku w godz. 9-17', '12345 09:00-17:00'],
    ['w poniedziałki, środy i piątki 10-14', '135 10:00-14:00'],
    ['wt, czw 12-20', '24 12:00-20:00'],
    ['pon-czw 9-17, pt 9-14', '1234 09:00-17:00; 5 09:00-14:00'],
    ['pon-pt 9-12, 13-17', '12345 09:00-12:00; 12345 13:00-17:00'],
    ['pon-pt 9-17\nsob 10-13', '12345 09:00-17:00; 6 10:00-13:00'],
    ['pon-pt\n9-17', '12345 09:00-17:00'],
    ['9-17 pon-pt, 10-14 sob', '12345 09:00-17:00; 6 10:00-14:00'],
    ['dni robocze 7:30-15:30', '12345 07:30-15:30'],
    ['codziennie 8-12', '1234567 08:00-12:00'],
    ['weekendy 10-18', '67 10:00-18:00'],
    ['pt-pon 9-10', '1567 09:00-10:00'],
    ['Mon-Fri 9am-5pm', '12345 09:00-17:00'],
    ['Monday to Friday, 9 to 5 pm', '12345 09:00-17:00'],
    ['weekdays 1-5pm', '12345 13:00-17:00'],
    ['Tue, Thu 10 a.m. – 2 p.m.', '24 10:00-14:00'],
    ['working days from 9:00 until 17:30', '12345 09:00-17:30'],
    ['every day 16-0', '1234567 16:00-24:00'],
    ['16-24', '12345 16:00-24:00'],
  ])('%j', (typed, expected) => {
    expect(spans(typed)).toBe(expected);
  });

  it.each(['24/7', '24h/7', 'non stop', 'całą dobę', 'around the clock', 'codziennie 0-24', 'pon-niedz 0:00-24:00'])(
    '%j is the whole week, and a question',
    (typed) => {
      const read = readHours(typed);
      expect(read).toMatchObject({ ok: true, always: true });
      expect(read.ok && weeklyMinutes(read.spans)).toBe(7 * 24 * 60);
    },
  );

  it('night work is read, and marked as a question', () => {
    const read = readHours('pt-sob 22-6');
    expect(read).toMatchObject({ ok: true, night: [{ days: [5, 6], from: '22:00', to: '06:00' }] });
    expect(readHours('9 to 5')).toMatchObject({ ok: true, night: [{ from: '09:00', to: '05:00' }] });
  });

  it.each([
    ['', 'one-time'],
    ['pon-pt', 'days-alone'],
    ['9', 'one-time'],
    ['pon 9', 'one-time'],
    ['9-9', 'same'],
    ['9-25', 'unknown'],
    ['pon-pt 9-17 albo jakoś tak', 'unknown'],
    ['pon 9-17; pon 16-20', 'overlap'],
    ['niedz 22-6; pon 5-9', 'overlap'],
    ['<@123> 9-17', 'unknown'],
  ])('%j is refused: %s', (typed, code) => {
    expect(problem(typed)).toBe(code);
  });

  it('touching hours do not overlap, also across Sunday night', () => {
    expect(problem('pon 9-12; pon 12-15')).toBe('none');
    expect(problem('niedz 22-6; pon 6-9')).toBe('none');
  });

  it('any text gets an answer, never an error', () => {
    const pieces = fc.constantFrom(
      'pon',
      'fri',
      '-',
      '9',
      '17:00',
      '24',
      '0',
      ',',
      ';',
      '\n',
      'do',
      'to',
      '5pm',
      'x',
      '24/7',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join(' ')),
        ),
        (typed) => {
          const read = readHours(typed);
          if (read.ok) {
            expect(read.spans.length).toBeGreaterThan(0);
            expect(weeklyMinutes(read.spans)).toBeLessThanOrEqual(7 * 24 * 60);
          }
        },
      ),
    );
  });
});
