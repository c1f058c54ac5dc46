import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../src/i18n/locales.ts';
import { VIOLATION_KINDS } from '../../src/kinds/violations.ts';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import { fillTemplate, MAX_FILLED_LENGTH } from '../../src/templates/fill.ts';
import { ADDRESSES } from '../../src/templates/greeting.ts';
import { type Placeholder, type Template, type TemplateValue, TONES, type Tone } from '../../src/templates/types.ts';

const CONTENT = join(import.meta.dirname, '../../content');

/** What a person may give: nothing but the required, every example, or as much as each field takes. */
const FILLINGS = {
  shortest: (placeholder: Placeholder) => (placeholder.required ? 'x' : undefined),
  examples: (placeholder: Placeholder) => placeholder.example,
  longest: ({ kind, maxLength, choices }: Placeholder) =>
    choices
      ? choices[0]?.value
      : kind === 'list'
        ? Array.from({ length: maxLength / 4 }, () => 'wwww')
        : 'w'.repeat(maxLength),
} satisfies Record<string, (placeholder: Placeholder) => TemplateValue | undefined>;

interface Case {
  readonly name: string;
  readonly template: Template;
  readonly locale: Locale;
  readonly tone: Tone;
  /** The text filled in every way, for every form of address. */
  readonly texts: readonly string[];
}

const catalogues = LOCALES.map((locale) => loadCatalogue(CONTENT, locale));

function fill(template: Template, tone: Tone, values: Record<string, TemplateValue | undefined>): string {
  const filled = fillTemplate({ template, tone, values });
  if (!filled.ok) throw new Error(`${template.locale} ${template.id} ${tone}: ${JSON.stringify(filled.problems)}`);
  return filled.text;
}

const cases: Case[] = catalogues.flatMap(({ locale, templates }) =>
  templates.flatMap((template) =>
    TONES.map((tone): Case => {
      const texts = Object.values(FILLINGS).flatMap((given) => {
        const values = Object.fromEntries(template.placeholders.map((one) => [one.name, given(one)]));
        return ADDRESSES.map((address) => fill(template, tone, { ...values, address }));
      });
      return { name: `${locale} ${template.id} ${tone}`, template, locale, tone, texts };
    }),
  ),
);

test('both languages have the same templates', () => {
  const [first, ...others] = catalogues.map(({ templates }) => templates.map(({ id }) => id));
  for (const other of others) expect(other).toEqual(first);
});

test.each(catalogues)('the catalogue in $locale finds a template by its whole name', ({ find }) => {
  expect(find('polite-refusal')?.guide).toBe('tip-be-ready-to-walk-away#polite-refusal');
  expect(find('polite')).toBeUndefined();
});

test('every kind of violation has an answer', () => {
  for (const { templates } of catalogues) {
    const answered = new Set(templates.flatMap(({ kinds }) => kinds));
    expect(VIOLATION_KINDS.filter((kind) => !answered.has(kind))).toEqual([]);
  }
});

describe.each(cases)('$name', ({ texts, locale }) => {
  test.each(Object.keys(FILLINGS).map((filling, index) => [filling, index] as const))(
    'is ready to send, %s',
    (_, index) => {
      for (const text of texts.slice(index * ADDRESSES.length, (index + 1) * ADDRESSES.length)) {
        expect(text.length).toBeLessThanOrEqual(MAX_FILLED_LENGTH);
        expect(text).not.toMatch(/\{\{|\}\}|\[\[|\]\]|\|\||\ufffc|undefined/u);
        expect(text).not.toMatch(/ {2}|[^\S\n]\n|\n{3}|^\s|\s$/u);
        expect(text).not.toMatch(/ [.,;:!?)]|\( |[,;:]\.|\.\.(?!\.)|,,|\(\)/u);
        expect(text).not.toMatch(/"|'|\.{3}/u);
        if (locale === 'pl') expect(text).not.toMatch(/[“‘’]/u);
      }
    },
  );
});

const POLITE = /(?<!\p{L})(?:Pan|Pani|Pana|Panu|Państw[oau])(?!\p{L})/u;
/** Second person singular. */
const INFORMAL = /(?<!\p{L})(?:Ci|Ciebie|Cię|Tobą|Tobie|Twój|Twoj\p{L}+|jesteś|możesz|chcesz|daj|napisz)(?!\p{L})/iu;
/** First person of the past and of the conditional, which name the sender's gender. */
const GENDERED =
  /(?<!\p{L})(?!kanałem)\p{L}+(?:łem|łam|łbym|łabym)(?!\p{L})|(?<!\p{L})(?:powinienem|powinnam)(?!\p{L})/iu;
/** The word itself, not the letters: "niestety" is another word. */
const NO = /(?<!\p{L})(?:nie|no|not)(?!\p{L})/iu;
const BECAUSE = { pl: /(?<!\p{L})(?:ponieważ|bo|gdyż)(?!\p{L})/iu, en: /\b(?:because|since)\b/iu };

describe.each(cases.filter(({ locale }) => locale === 'pl'))('$name', ({ texts, tone }) => {
  test('speaks in its tone, and of the sender without a gender', () => {
    for (const text of texts) {
      if (tone === 'friendly') expect(text).not.toMatch(POLITE);
      else expect(text).not.toMatch(INFORMAL);
      expect(text).not.toMatch(GENDERED);
    }
  });
});

describe.each(cases.filter(({ template }) => template.id === 'polite-refusal'))('$name', ({ texts, locale }) => {
  test('never says no, thanks twice and does not explain', () => {
    for (const text of texts) {
      expect(text).not.toMatch(NO);
      expect(text).not.toMatch(BECAUSE[locale]);
      expect(text.match(locale === 'pl' ? /dzięk/giu : /thank/giu)?.length).toBeGreaterThanOrEqual(2);
      expect(text.split('\n\n').length).toBeLessThanOrEqual(5);
    }
  });

  test('mentions a colleague only when there is one', () => {
    const [shortest, , , examples] = texts;
    expect(shortest).not.toMatch(/poleci|polecam|wskazać|znam|recommend|someone who|contact/iu);
    expect(examples).toMatch(/@example\.com/u);
  });
});

test('the refusal that recommends a colleague says no neither', () => {
  const texts = cases
    .filter(({ template }) => template.id === 'refusal-with-recommendation')
    .flatMap((one) => one.texts);
  expect(texts.filter((text) => NO.test(text))).toEqual([]);
});

test.each([
  ['pl', 'formal', { client: 'Anna' }, /^Szanowna Pani Anno,\n\ndziękuję za Pani [\s\S]*dziękuję, Pani Anno, i /u],
  ['pl', 'firm', { client: 'Piotr Nowak' }, /^Szanowny Panie Piotrze,\n\ndziękuję [\s\S]*Dziękuję, Panie Piotrze, i /u],
  ['pl', 'formal', { client: 'Piotr', address: 'pani' }, /^Szanowna Pani,\n\ndziękuję za Pani [\s\S]*dziękuję i /u],
  ['pl', 'formal', { client: 'Wolfgang' }, /^Szanowni Państwo,\n\ndziękuję za Państwa /u],
  ['pl', 'formal', { client: 'Wolfgang', address: 'pan' }, /^Szanowny Panie,\n\ndziękuję za Pana /u],
  ['pl', 'formal', { client: 'Kasia' }, /^Szanowna Pani,\n\ndziękuję za Pani [\s\S]*dziękuję i /u],
  ['pl', 'firm', { client: 'Krzyś' }, /^Szanowny Panie,\n/u],
  ['pl', 'formal', { client: 'Pani Kowalska' }, /^Szanowna Pani,\n\ndziękuję za Pani /u],
  ['pl', 'formal', { client: 'pan Kowalski' }, /^Szanowny Panie,\n\ndziękuję za Pana /u],
  ['pl', 'formal', { client: 'dr Jan Nowak' }, /^Szanowny Panie,\n\ndziękuję za Pana /u],
  ['pl', 'formal', { client: 'Państwo Kowalscy' }, /^Szanowni Państwo,\n/u],
  ['pl', 'friendly', { client: 'Kasia' }, /^Cześć, Kasiu!\n\nDziękuję [\s\S]*dzięki, Kasiu, i /u],
  ['pl', 'friendly', { client: 'Wolfgang' }, /^Dzień dobry!\n\nDziękuję [\s\S]*dzięki i /u],
  ['pl', 'friendly', {}, /^Dzień dobry!\n\nDziękuję /u],
  ['en', 'formal', { client: 'Anna' }, /^Dear Anna,\n\nThank you [\s\S]*Thank you again, Anna, and /u],
  ['en', 'friendly', {}, /^Hi there,\n\nThanks /u],
] as const)('%s %s greets %j', (locale, tone, values, expected) => {
  const template = catalogues.find((one) => one.locale === locale)?.find('polite-refusal');
  if (template === undefined) throw new Error('no polite refusal');
  expect(fill(template, tone, { sender: 'Jan Kowalski', ...values })).toMatch(expected);
});

test('the expectations letter leaves out what the sheet does not have', () => {
  const template = catalogues[0]?.find('expectations-letter');
  if (template === undefined) throw new Error('no letter');
  const letter = fill(template, 'firm', { sender: 'Jan', hours: '8–16', paymentDays: '14 dni' });
  expect(letter).toContain('\n\nZasady współpracy:\n- Godziny pracy: 8–16\n- Termin płatności: 14 dni\n\nKażda praca');
  expect(letter).not.toContain('Zakres prac:');
  const scopeOnly = fill(template, 'firm', { sender: 'Jan', scope: ['logo', 'wizytówka'] });
  expect(scopeOnly).toContain('\n\nZakres prac:\n- logo\n- wizytówka\n\nKażda praca');
  const empty = fill(template, 'firm', { sender: 'Jan' });
  expect(empty).toContain('potrzebujemy jasnych zasad.\n\nProszę o krótką rozmowę');
});
