import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, test } from 'vitest';
import { readPastDay } from '../../src/violations/read-cost.ts';
import { readWhen } from '../../src/violations/read-when.ts';

// A Monday.
const today = Temporal.PlainDate.from('2026-11-30');

/** What was read: day, minutes, amount. */
function read(typed: string): readonly (string | number | undefined)[] {
  const result = readWhen(typed, today);
  if (!result.ok) return ['problems', ...result.problems.map(({ about, typed: text }) => `${about}: ${text}`)];
  const { day, minutes, cost } = result.value;
  return [day?.toString(), minutes, cost && `${cost.amount} ${cost.currency}`];
}

describe('when it was and what it cost, in one line', () => {
  test.each([
    ['', undefined, undefined, undefined],
    ['brak', undefined, undefined, undefined],
    ['w sobotę', '2026-11-28', undefined, undefined],
    ['sobota 28.11', '2026-11-28', undefined, undefined],
    ['Saturday, 28 Nov', '2026-11-28', undefined, undefined],
    ['sobota, 1,5 h, 350 zł', '2026-11-28', 90, '350 PLN'],
    ['350 zł 2h w sobotę', '2026-11-28', 120, '350 PLN'],
    ['last Friday, 1.5 h and €80', '2026-11-27', 90, '80 EUR'],
    ['2 dni temu 90 min', '2026-11-28', 90, undefined],
    ['20 listopada 2026 350 złotych', '2026-11-20', undefined, '350 PLN'],
    ['3 maja i 1 200 zł', '2026-05-03', undefined, '1200 PLN'],
    ['we wtorek w zeszłym tygodniu o 21:40, ok. 2 godziny', '2026-11-24', 120, undefined],
    ['2 h 30 min pracy bez zapłaty', undefined, 150, undefined],
    ['wczoraj, 1:30 h', '2026-11-29', 90, undefined],
    ['yesterday, 80 euro', '2026-11-29', undefined, '80 EUR'],
  ])('%s', (typed, ...expected) => {
    expect(read(typed)).toEqual(expected);
  });

  test.each([
    ['wtorkek', 'words: wtorkek'],
    ['350', 'number: 350'],
    ['sobota, 2', 'number: 2'],
    ['jutro', 'day: jutro'],
    ['niedziela 28.11', 'words: 28.11'],
    ['12/05/2026', 'words: 12/05/2026'],
    ['w sobotę, nie pamiętam ile', 'words: nie pamiętam ile'],
    ['w sobotę i w niedzielę', 'words: w niedzielę'],
    ['5000 h', 'hours: 5000 h'],
  ])('says what it does not take: %s', (typed, problem) => {
    expect(read(typed)).toEqual(['problems', problem]);
  });

  it('never throws, and is quick with whatever a hundred characters hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('1', 'h', 'zł', 'dni', 'temu', 'w', 'sobotę', '20.11', ',', 'last'), {
          maxLength: 30,
        }),
        (words) => {
          readWhen(words.join(' '), today);
        },
      ),
    );
  });
});

test('a day in the log: what people say, and what they write', () => {
  expect(readPastDay('sobota', today)).toMatchObject({ ok: true });
  expect(readPastDay('20 lat temu', today)).toEqual({ ok: false, problem: 'unreadable' });
  expect(readPastDay('2015-01-01', today)).toEqual({ ok: false, problem: 'too-long-ago' });
});
