import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { isAnswerable, type Judged, readJudged } from '../../../scripts/search-eval.ts';
import { loadGuide } from '../../../src/guide/articles.ts';
import type { Source } from '../../../src/guide/search/by-words.ts';
import { guideSources } from '../../../src/guide/search/guide-sources.ts';
import { readMeaning } from '../../../src/guide/search/meaning/reader.ts';
import { search } from '../../../src/guide/search/search.ts';
import { addDocument, createIndex } from '../../../src/guide/search/search-index.ts';
import { isStopWord } from '../../../src/guide/search/stop-words.ts';
import { LOCALES, type Locale } from '../../../src/i18n/locales.ts';
import { tokenize } from '../../../src/text/words.ts';

// Eight articles of a made-up community in each language, without complaints that the model could have learned from, and queries
// that they answer, that the guide answers, and that nobody answers. How much they count was chosen by these queries, so that the
// figures are floors, not estimates.

interface Written {
  readonly locale: Locale;
  readonly slug: string;
  readonly title: string;
  readonly keywords: readonly string[];
  readonly text: string;
}
interface Asked {
  readonly locale: Locale;
  readonly query: string;
  /** The slug of an article, `guide` for any section of it, or `nothing`. */
  readonly answer: string;
}

const fileOf = (name: string) => fileURLToPath(new URL(`../../${name}.json`, import.meta.url));
const { articles, queries }: { articles: Written[]; queries: Asked[] } = JSON.parse(
  readFileSync(fileOf('search-community'), 'utf8'),
);
const root = fileURLToPath(new URL('../../../content', import.meta.url));
let guide: Record<Locale, Source>;
let both: Record<Locale, readonly Source[]>;
beforeAll(async () => {
  const meaning = (locale: Locale) => readMeaning(root, locale, () => undefined);
  guide = await guideSources(
    { pl: loadGuide(root, 'pl'), en: loadGuide(root, 'en') },
    { pl: meaning('pl'), en: meaning('en') },
  );
  const withArticles = (locale: Locale) => {
    const index = createIndex(locale);
    for (const { slug, title, keywords, text } of articles.filter((article) => article.locale === locale))
      addDocument(index, { id: slug, slug, title, keywords, questions: [], otherWords: [], body: text });
    return [guide[locale], { name: 'community', index, synonyms: guide[locale].synonyms }];
  };
  both = { pl: withArticles('pl'), en: withArticles('en') };
});

describe.each(LOCALES)('a community’s own articles (%s)', (locale) => {
  const asked = (test: (query: Asked) => boolean) => queries.filter((query) => query.locale === locale && test(query));
  const find = (query: string) => search(both[locale], query, 5);

  test('are found by what they say, beside the guide', () => {
    const own = asked(({ answer }) => answer !== 'guide' && answer !== 'nothing');
    const places = own.map(({ query, answer }) =>
      find(query).results.findIndex(({ document }) => document.id === answer),
    );
    expect(own.length).toBeGreaterThan(30);
    expect(places.filter((place) => place === 0).length / own.length).toBeGreaterThanOrEqual(0.6);
    expect(places.filter((place) => place >= 0 && place < 3).length / own.length).toBeGreaterThanOrEqual(0.78);
  });

  test('leave to the guide what is the guide’s, and to nobody what is nobody’s', () => {
    for (const { query } of asked(({ answer }) => answer === 'guide'))
      expect(find(query).results[0]?.source, query).toBe('guide');
    for (const { query } of asked(({ answer }) => answer === 'nothing'))
      expect(find(query).confidence, query).toBe('nothing');
  });

  test('are found by any word they hold', () => {
    const lost = articles
      .filter((article) => article.locale === locale)
      .flatMap(({ slug, text }) =>
        tokenize(text)
          .map(({ word }) => word)
          .filter((word) => word.length > 2 && !isStopWord(word, locale))
          .filter((word) => !find(word).results.some(({ source }) => source === 'community'))
          .map((word) => `${slug}: ${word}`),
      );
    expect(lost).toEqual([]);
  });

  test.each(['search-fresh', 'search-short', 'search-long'])('cost the guide next to nothing on %s', (name) => {
    const judged = readJudged(fileOf(name)).filter((query) => query.locale === locale && isAnswerable(query));
    const right = (sources: readonly Source[]) =>
      judged.filter(({ query, relevant }: Judged) => {
        const id = search(sources, query, 5).results[0]?.document.id;
        return id !== undefined && (relevant[id] ?? 0) >= 1;
      }).length;
    expect(right(both[locale])).toBeGreaterThanOrEqual(right([guide[locale]]) - Math.ceil(judged.length * 0.015));
  });
});
