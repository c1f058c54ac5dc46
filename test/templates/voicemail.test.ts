import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES, type Locale } from '../../src/i18n/locales.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import type { Sheet } from '../../src/sheet/sheet.ts';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import { fillTemplate } from '../../src/templates/fill.ts';
import { valuesFromSheet } from '../../src/templates/from-sheet.ts';
import { TONES } from '../../src/templates/types.ts';

const translator = loadTranslator(CONTENT_DIR);
const templates = new Map(
  LOCALES.map((locale) => [locale, loadCatalogue(CONTENT_DIR, locale).find('voicemail-greeting')] as const),
);

/** What a voice stumbles over. */
const UNSPEAKABLE: Readonly<Record<string, RegExp>> = {
  'a link': /https?:|www\.|\w\/\w/u,
  brackets: /[()[\]{}<>]/u,
  emoji: /\p{Extended_Pictographic}/u,
  'marks of Markdown or of lists': /[*_#`•☐|]|^-/mu,
  'an abbreviation': /(?<!\p{L})(?:godz|tel|np|itd|itp|m\.in|nr|ul|ok|pn|pt|e\.g|i\.e|etc|approx|hrs?|mon|fri)\./iu,
  'a range with a dash': /–/u,
  digits: /\d/u,
  'a line of its own, for the eye': /\n/u,
};

function stumblesIn(text: string): string[] {
  return Object.entries(UNSPEAKABLE).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}

function greetings(locale: Locale, values: Readonly<Record<string, string | undefined>>): string[] {
  const template = templates.get(locale);
  if (!template) throw new Error('no greeting');
  return TONES.map((tone) => {
    const filled = fillTemplate({ template, tone, values });
    if (!filled.ok) throw new Error(JSON.stringify(filled.problems));
    return filled.text;
  });
}

const time = (quarters: number) =>
  `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
const days = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
const spans = fc.record({ days, from: fc.integer({ min: 0, max: 48 }), length: fc.integer({ min: 1, max: 47 }) });

describe.each(LOCALES)('the voicemail greeting in %s can be read aloud', (locale) => {
  const fields = templates.get(locale)?.placeholders ?? [];

  it('as it is, and with its examples', () => {
    const examples = Object.fromEntries(fields.map(({ name, example }) => [name, example]));
    for (const values of [{ sender: 'Anna Nowak' }, examples])
      expect(greetings(locale, values).flatMap(stumblesIn)).toEqual([]);
  });

  it('with the hours of any sheet, which are left out where they cannot be said', () => {
    fc.assert(
      fc.property(fc.array(spans, { minLength: 1, maxLength: 3 }), (typed) => {
        const sheet: Sheet = {
          hours: {
            spans: typed.map(({ days: on, from, length }) => ({ days: on, from: time(from), to: time(from + length) })),
          },
        };
        const values = valuesFromSheet(fields, sheet, { locale, t: translator(locale) });
        for (const text of greetings(locale, { ...values, sender: 'Anna' })) {
          expect(stumblesIn(text), text).toEqual([]);
          expect(text).not.toMatch(/undefined|\s{2}|\.\./u);
        }
      }),
      { numRuns: 200 },
    );
  });
});

it.each([
  ['zapraszam na www.example.com', 'a link'],
  ['od godz. ósmej', 'an abbreviation'],
  ['poniedziałek–piątek', 'a range with a dash'],
  ['od 8 do 16', 'digits'],
  ['Miłego dnia 🙂', 'emoji'],
  ['(tylko w dni robocze)', 'brackets'],
])('%j would be noticed', (text, stumble) => {
  expect(stumblesIn(text)).toContain(stumble);
});
