import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { findAbsence, sayAutoReply, workingTime } from '../../src/sheet/auto-reply.ts';
import type { Sheet } from '../../src/sheet/sheet.ts';

const translator = loadTranslator(CONTENT_DIR);
const ZONE = 'Europe/Warsaw';

/** Days in the accusative after “w”, and “we” only before “wtorek”. */
const POLISH =
  /Odpowiem (?:w (?:poniedziałek|środę|czwartek|piątek|sobotę|niedzielę)|we wtorek)(?: \d{1,2} \p{L}+(?: \d{4})?)? po godz\. \d{1,2}:\d{2}\./u;
/** Why nobody answers, in a sentence of its own. */
const REASON =
  /^Dziękuję za wiadomość\. (?:Dotarła poza moimi godzinami pracy|Mam teraz wolne|Dziś jest święto \([^)]+\) i nie pracuję)\. /u;
/** For a status: days in the genitive after “do”. */
const SHORT =
  /^Poza godzinami pracy do (?:poniedziałku|wtorku|środy|czwartku|piątku|soboty|niedzieli)(?: \d{1,2} (?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia))?, godz\. \d{1,2}:\d{2}\.$/u;
const ENGLISH =
  /I will reply on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:, [^.]+,)? after \d{2}:\d{2}(?: \([^)]+\))?\./u;

describe('the auto-reply', () => {
  it('is right in every combination of hours, days off and holidays', () => {
    const sheets = fc.record({
      days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      second: fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
      from: fc.integer({ min: 0, max: 12 }),
      length: fc.integer({ min: 1, max: 11 }),
      off: fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
      country: fc.constantFrom(undefined, 'PL', 'GB'),
    });
    fc.assert(
      fc.property(
        sheets,
        fc.integer({ min: 0, max: 365 * 24 }),
        ({ days, second, from, length, off, country }, hours) => {
          const now = Temporal.Instant.from('2026-01-01T00:30:00Z').add({ hours });
          const today = now.toZonedDateTimeISO(ZONE).toPlainDate();
          const time = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
          const sheet: Sheet = {
            hours: {
              spans: [
                { days, from: time(from), to: time(from + length) },
                // Other hours on one day more, as on a short Friday.
                ...(second === undefined || days.includes(second)
                  ? []
                  : [{ days: [second], from: '07:30', to: '11:45' }]),
              ],
            },
            away: {
              ...(off === undefined
                ? {}
                : { timeOff: [{ from: today.toString(), to: today.add({ days: off }).toString() }] }),
              ...(country === undefined ? {} : { country }),
            },
          };
          const working = workingTime(sheet, ZONE);
          const absence = working && findAbsence(working, now);
          if (!absence) return;
          const polish = sayAutoReply(absence, sheet, { locale: 'pl', t: translator('pl') });
          for (const rule of [REASON, POLISH]) expect(polish.text).toMatch(rule);
          expect(polish.short).toMatch(SHORT);
          expect(sayAutoReply(absence, sheet, { locale: 'en', t: translator('en') }).text).toMatch(ENGLISH);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('names the zone to readers who may be in another', () => {
    const sheet: Sheet = { hours: { spans: [{ days: [1], from: '09:00', to: '17:00' }] } };
    const reply = (zone: string, locale: 'pl' | 'en') => {
      const working = workingTime(sheet, zone);
      const absence = working && findAbsence(working, Temporal.Instant.from('2026-11-28T12:00:00Z'));
      return absence && sayAutoReply(absence, sheet, { locale, t: translator(locale) }).text;
    };
    expect(reply('Europe/Warsaw', 'en')).toContain('on Monday after 09:00 (Central European Time).');
    expect(reply('Europe/London', 'pl')).toContain('w poniedziałek po godz. 9:00 (');
    expect(reply('Europe/Warsaw', 'pl')).toContain('w poniedziałek po godz. 9:00.');
  });
});
