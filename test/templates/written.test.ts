import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/i18n/locales.ts';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import { checkWritten } from '../../src/templates/check-written.ts';
import {
  COMMUNITY_LIMITS,
  readCommunityTemplate,
  readKeywords,
  writeCommunityTemplate,
} from '../../src/templates/community.ts';
import { OWN_LIMITS } from '../../src/templates/own.ts';
import { parseTemplateText } from '../../src/templates/parse.ts';
import { readReference, writeReference } from '../../src/templates/reference.ts';
import { TONES } from '../../src/templates/types.ts';
import { fromCatalogue, fromText, TOPIC_NAMES, TOPICS } from '../../src/templates/usable.ts';
import { writeTemplateText } from '../../src/templates/written.ts';
import { cleanText } from '../../src/text/clean-text.ts';

const CONTENT = join(import.meta.dirname, '../../content');
const catalogue = { pl: loadCatalogue(CONTENT, 'pl'), en: loadCatalogue(CONTENT, 'en') };

describe('a parsed text written again', () => {
  test('reads as the same text: every template in every tone, and it fits the form of own templates', () => {
    for (const template of LOCALES.flatMap((locale) => catalogue[locale].templates)) {
      for (const tone of TONES) {
        const written = writeTemplateText(template.tones[tone]);
        expect(parseTemplateText(written)).toEqual({ ok: true, text: template.tones[tone] });
        expect(written.length, `${template.id} ${tone}`).toBeLessThanOrEqual(OWN_LIMITS.text);
      }
    }
  });

  test('is what was typed, whatever that is', () => {
    const piece = fc.constantFrom(
      '{{client}}',
      '{{address|a|b|c}}',
      '[[ {{x}}||y]]',
      '||',
      ' ',
      '\n',
      'ż',
      '[[{{a}}[[{{b}}]]]]',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1 }), (pieces) => {
        const text = pieces.join('');
        const parsed = parseTemplateText(text);
        if (parsed.ok) expect(writeTemplateText(parsed.text)).toBe(text);
      }),
    );
  });
});

describe('the check of a written template', () => {
  const check = (text: string, title = 'Tytuł') =>
    checkWritten({ title, text, locale: 'pl' }, catalogue.pl.placeholders);

  test.each([
    ['clinet', 'client'],
    ['Sender', 'sender'],
    ['greting', 'greeting'],
  ])('takes {{%s}} for a field of its own, and a likely slip for {{%s}}', (name, meant) => {
    expect(check(`{{${name}}}`)).toMatchObject({ ok: true, fields: [{ name }], doubtful: [{ name, meant }] });
  });

  test.each(['termin', 'nazwa projektu', 'kwota', 'deadline'])('has no doubt about {{%s}}', (name) => {
    expect(check(`{{${name}}}`)).toMatchObject({ ok: true, doubtful: [] });
  });

  test('says where every problem is', () => {
    const checked = check('{{address|Pan|Pani}}\n{{client|x}}', '!');
    expect(
      checked.ok ? [] : checked.problems.map(({ code, ...rest }) => ['line' in rest ? rest.line : 0, code]),
    ).toEqual([
      [0, 'title-empty'],
      [1, 'placeholder-forms-mismatch'],
      [2, 'placeholder-forms-mismatch'],
    ]);
  });
});

describe("a community's template as a file", () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) =>
    cleanText(text)
      .replace(/[\n\r,;]/gu, '')
      .trim(),
  );
  test('is read as it was written', () => {
    const template = fc.record({
      title: word.filter((title) => title !== ''),
      summary: word,
      keywords: fc.array(
        word.filter((keyword) => keyword !== ''),
        { maxLength: 5 },
      ),
      text: fc
        .string({ unit: 'grapheme', maxLength: 50 })
        .map((text) => cleanText(`a${text}`).replaceAll('\r', '').trim()),
    });
    fc.assert(
      fc.property(template, (one) => {
        expect(readCommunityTemplate(writeCommunityTemplate(one))).toEqual(one);
      }),
    );
  });

  test.each([
    ['no front matter', 'Dzień dobry'],
    ['broken YAML', '---\ntitle: [\n---\ntext'],
    ['no title', '---\nsummary: x\n---\ntext'],
    ['an unknown field', '---\ntitle: x\nauthor: y\n---\ntext'],
    ['no text', '---\ntitle: x\n---\n\n'],
    ['a long text', `---\ntitle: x\n---\n${'x'.repeat(COMMUNITY_LIMITS.text + 1)}`],
    ['a long title', `---\ntitle: ${'x'.repeat(COMMUNITY_LIMITS.title + 1)}\n---\ntext`],
  ])('with %s is none', (_what, source) => {
    expect(readCommunityTemplate(source)).toBeUndefined();
  });

  test('keywords are divided by commas, semicolons and lines, each once', () => {
    expect(readKeywords(' zadatek, zaliczka;zadatek\n\n,  ')).toEqual(['zadatek', 'zaliczka']);
    expect(readKeywords(Array.from({ length: 50 }, (_, at) => `k${at}`).join())).toHaveLength(
      COMMUNITY_LIMITS.keywords,
    );
  });
});

describe('references', () => {
  test.each([
    ['polite-refusal', { origin: 'catalogue', id: 'polite-refusal' }],
    ['own.1234', { origin: 'own', id: '1234' }],
    ['community.zaliczka-2', { origin: 'community', id: 'zaliczka-2' }],
  ] as const)('%s', (text, reference) => {
    expect(readReference(text)).toEqual(reference);
    expect(writeReference(reference)).toBe(text);
  });

  test.each(['own.', 'own.x', 'own.123456789012345678901', 'community.', 'community.Ż', 'community.a/b'])(
    '%s is no own and no community template',
    (text) => {
      expect(readReference(text).origin).toBe('catalogue');
    },
  );
});

test('every template of the catalogue has exactly one topic', () => {
  const ids = TOPIC_NAMES.flatMap((topic): string[] => [...TOPICS[topic]]);
  for (const locale of LOCALES)
    expect(ids.toSorted()).toEqual(catalogue[locale].templates.map(({ id }) => id).toSorted());
});

describe('a template that can be used', () => {
  const own = (text: string) =>
    fromText({ origin: 'own', id: '1', locale: 'pl', title: 'T', text }, catalogue.pl.placeholders);

  test('has tones in the catalogue; a written one only where the greeting follows from the tone', () => {
    const without = catalogue.pl.templates.map(fromCatalogue).filter(({ hasTones }) => !hasTones);
    expect(without.map(({ reference }) => reference)).toEqual([...TOPICS.checklists].toSorted());
    expect(own('{{greeting}}').hasTones).toBe(true);
    expect(own('{{client}}').hasTones).toBe(false);
  });

  test('that no longer follows the rules is shown as it stands', () => {
    const text = '{{x';
    expect(own(text).tones.firm).toEqual({ parts: [{ type: 'literal', text }], names: [] });
  });
});
