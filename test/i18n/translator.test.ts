import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import type { StringKey } from '../../src/i18n/keys.ts';
import { localeFromDiscord } from '../../src/i18n/locales.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';

const translator = loadTranslator(CONTENT_DIR);
const pl = translator('pl');

describe('translating', () => {
  it('shows values exactly as they are: never escaped, never taken for a pattern', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('{{query}}', '{{browse}}', '$t(common:next)', '$&', '$1', '<b>&amp;</b>', '{{- query}}', '\\{{'),
    );
    fc.assert(
      fc.property(texts, texts, (query, browse) => {
        const text = translator('en')('guide:search.nothing', { query, browse });
        expect(text).toBe(`The guide has no answer to “${query}”. Try other words, or see everything with ${browse}.`);
      }),
    );
  });

  it.each([
    [1, 'sekundę'],
    [2, 'sekundy'],
    [5, 'sekund'],
    [12, 'sekund'],
    [22, 'sekundy'],
    [25, 'sekund'],
    [112, 'sekund'],
  ])('picks the Polish plural form: %i %s', (count, word) => {
    expect(pl('common:failures.tooOften', { count })).toContain(`za ${count} ${word};`);
  });

  it('never shows a raw key, nor a placeholder without its value', () => {
    expect(() => pl('common:nothing.here' as StringKey)).toThrow(/nothing\.here/);
    expect(() => pl('guide:search.nothing')).toThrow(/no value/);
  });
});

describe('the language for Discord’s locale', () => {
  it.each([
    ['pl', 'pl'],
    ['en-GB', 'en'],
    ['de', 'en'],
    ['plx', 'en'],
    [undefined, 'en'],
    [null, 'en'],
  ] as const)('%s: %s', (locale, ours) => {
    expect(localeFromDiscord(locale)).toBe(ours);
  });
});
