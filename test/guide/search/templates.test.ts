import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadGuide } from '../../../src/guide/articles.ts';
import { guideSources } from '../../../src/guide/search/guide-sources.ts';
import { readMeaning } from '../../../src/guide/search/meaning/reader.ts';
import { search } from '../../../src/guide/search/search.ts';
import { type FittingTemplates, templatesFor } from '../../../src/guide/search/templates.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { loadCatalogue } from '../../../src/templates/catalogue.ts';
import { fromCatalogue } from '../../../src/templates/usable.ts';

interface Sentence {
  readonly locale: Locale;
  readonly query: string;
  /** Templates that fit; none where there is none. */
  readonly templates: readonly string[];
}

// Written before the first run by somebody who knew the templates; weights were chosen by it. A floor, not an estimate.
describe('sentences and the templates that fit', () => {
  const root = fileURLToPath(new URL('../../../content', import.meta.url));
  const sentences: Sentence[] = JSON.parse(
    readFileSync(new URL('../../template-sentences.json', import.meta.url), 'utf8'),
  );
  const guides = { pl: loadGuide(root, 'pl'), en: loadGuide(root, 'en') };
  const meaning = (locale: Locale) => readMeaning(root, locale, () => undefined);
  let find: (sentence: Sentence) => FittingTemplates;
  beforeAll(async () => {
    const sources = await guideSources(guides, { pl: meaning('pl'), en: meaning('en') });
    const catalogues = { pl: loadCatalogue(root, 'pl'), en: loadCatalogue(root, 'en') };
    find = ({ locale, query }) =>
      templatesFor(query, catalogues[locale].templates.map(fromCatalogue), catalogues[locale], {
        guide: search([sources[locale]], query, 5),
        listed: (slug) => guides[locale].articles.get(slug)?.templates ?? [],
      });
  });

  it.each(['pl', 'en'] as const)('in %s', (locale) => {
    const asked = sentences.filter((sentence) => sentence.locale === locale);
    const answered = asked.map((sentence) => {
      const { confidence, templates } = find(sentence);
      const place = templates.findIndex(({ reference }) => sentence.templates.includes(reference));
      return { sentence, confidence, place, isFitting: sentence.templates.length > 0 };
    });
    const fitting = answered.filter(({ isFitting }) => isFitting);
    const share = (test: (one: (typeof answered)[number]) => boolean) => fitting.filter(test).length / fitting.length;
    expect(share(({ place }) => place === 0)).toBeGreaterThanOrEqual(0.7);
    expect(share(({ place }) => place >= 0)).toBeGreaterThanOrEqual(0.82);
    expect(share(({ place, confidence }) => confidence === 'confident' && place !== 0)).toBeLessThanOrEqual(0.06);
    const others = answered.filter(({ isFitting }) => !isFitting);
    expect(others.filter(({ confidence }) => confidence !== 'nothing')).toEqual([]);
  });
});
