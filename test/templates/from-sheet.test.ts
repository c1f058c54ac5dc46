import { expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import { fillTemplate } from '../../src/templates/fill.ts';
import { SHEET_PATHS, valuesFromSheet } from '../../src/templates/from-sheet.ts';
import { TONES } from '../../src/templates/types.ts';
import { FULL_SHEET, HALF_SHEET } from '../support/sheets.ts';

const translator = loadTranslator(CONTENT_DIR);
const catalogues = LOCALES.map((locale) => ({ locale, catalogue: loadCatalogue(CONTENT_DIR, locale) }));

it('every source that a placeholder names is a path of the sheet, and every path is named', () => {
  for (const { catalogue } of catalogues) {
    const placeholders = [
      ...catalogue.placeholders.values(),
      ...catalogue.templates.flatMap((one) => one.placeholders),
    ];
    const named = new Set(placeholders.map(({ source }) => source).filter((source) => source?.startsWith('sheet')));
    expect([...named].sort()).toEqual([...SHEET_PATHS].sort());
  }
});

it.each(
  catalogues.flatMap(({ locale, catalogue }) =>
    catalogue.templates.map((template) => [locale, template.id, template] as const),
  ),
)('%s %s can be filled with what the sheet gives, in every tone', (locale, _id, template) => {
  const language = { locale, t: translator(locale) };
  for (const sheet of [{}, HALF_SHEET, FULL_SHEET]) {
    const values = valuesFromSheet(template.placeholders, sheet, language);
    for (const tone of TONES) {
      const filled = fillTemplate({ template, tone, values });
      const problems = filled.ok ? [] : filled.problems.map(({ code }) => code);
      // Only what the sheet cannot know may be missing.
      expect(problems.every((code) => code === 'value-missing')).toBe(true);
      if (filled.ok) expect(filled.text).not.toMatch(/undefined|\{\{|\[\[/);
    }
  }
});

it('what does not fit a field is left out rather than cut off', () => {
  const catalogue = loadCatalogue(CONTENT_DIR, 'pl');
  const hours = catalogue.placeholders.get('hours');
  if (!hours) throw new Error('no placeholder for hours');
  const spans = [1, 2, 3, 4, 5, 6].map((day) => ({ days: [day], from: `0${day}:00`, to: `1${day}:30` }));
  expect(valuesFromSheet([hours], { hours: { spans } }, { locale: 'pl', t: translator('pl') })).toEqual({});
});
