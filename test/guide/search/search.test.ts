import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadGuide } from '../../../src/guide/articles.ts';
import type { SearchAnswer, Source } from '../../../src/guide/search/by-words.ts';
import { guideSources } from '../../../src/guide/search/guide-sources.ts';
import type { SearchDocument } from '../../../src/guide/search/passages.ts';
import { search } from '../../../src/guide/search/search.ts';
import { addDocument, buildIndex, createIndex } from '../../../src/guide/search/search-index.ts';
import { suggestTitles } from '../../../src/guide/search/suggest.ts';
import { foreignThemes, foreignWords } from '../../../src/guide/search/themes.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { tokenize } from '../../../src/text/words.ts';

const contentDir = fileURLToPath(new URL('../../../content', import.meta.url));
let sources: Record<Locale, Source>;
beforeAll(async () => {
  sources = await guideSources({ pl: loadGuide(contentDir, 'pl'), en: loadGuide(contentDir, 'en') });
});

const ids = ({ results }: SearchAnswer) => results.map(({ document: { id } }) => id);
const ask = (query: string, locale: Locale = 'pl') => search([sources[locale]], query);

test('marks no words that merely begin like a typed one, if that word itself is there', () => {
  expect(ask('politely', 'en').matches).toContain('politely');
  expect(ask('politely', 'en').matches).not.toContain('political');
  expect(ask('grzecznie odmówić').matches).toContain('odmowic');
});

describe('a question is answered by the section about it', () => {
  test.each([
    ['klienci dzwonią w weekend', 'step-address-violations-now#after-hours-calls'],
    ['KLIENCI DZWONIA W WEEKEND', 'step-address-violations-now#after-hours-calls'],
    ['placi po terminie', 'step-address-violations-now#late-payment'],
    ['fakturami niezapłaconymi', 'step-address-violations-now#late-payment'],
    ['szblon uprzejmej odmwy', 'tip-be-ready-to-walk-away#polite-refusal'],
    ['autoresponder', 'step-build-a-system#auto-reply'],
  ])('%s', (query, id) => {
    const answer = ask(query);
    expect(ids(answer)[0]).toBe(id);
    expect(answer.confidence).toBe('confident');
  });

  test.each([
    ['scope creep', 'tip-expect-to-be-tested'],
    ['payment reminder', 'step-address-violations-now#late-payment'],
    ['work-life balance', 'reason-self-care'],
  ])('%s, typed in English by a Polish person', (query, id) => {
    expect(ids(ask(query))).toContain(id);
  });
});

describe.each(['pl', 'en'] as const)('the list of what the guide does not cover, in %s', (locale) => {
  test('names nothing by which people find a section', () => {
    const { index, foreign } = sources[locale];
    if (!foreign) throw new Error('the list is gone');
    const named = index.entries.flatMap((entry) => {
      const { title = '', heading = '', keywords = [], questions = [] } = entry?.document ?? {};
      return [title, heading, ...keywords, ...questions].filter(
        (text) =>
          foreignWords(
            foreign,
            tokenize(text).map(({ word }) => word),
          ).size > 0,
      );
    });
    expect(named).toEqual([]);
  });
});

describe('words that the texts lack', () => {
  test.each([
    ['mesek', 'tip-official-channels'],
    ['kontrahent zalega z forsą', 'step-address-violations-now#late-payment'],
    ['ktoś inny mógłby to zrobić za mnie', 'tip-be-ready-to-walk-away#recommend-a-colleague'],
    ['typ chce wszystko na już', 'step-set-expectations'],
    ['konrtakt', 'step-put-it-in-writing'],
    ['wypelanie zawodowe', 'reason-self-care'],
    ['godziny pracy freelancera', 'step-set-expectations#keep-to-hours'],
  ])('%s', (query, id) => {
    expect(ids(ask(query))[0]).toBe(id);
  });

  test('a word for who asks is left out only beside another', () => {
    expect(ids(ask('typ'))).toEqual([]);
    expect(ids(ask('freelancing'))).toContain('why-it-is-hard');
  });
});

describe('the honest nothing', () => {
  test.each([
    'jak upiec chleb',
    'składki ZUS',
    'faktura VAT jak rozliczyć podatek',
    'jak zrobić portfolio',
    'co to jest i jak to jest',
    '',
    '   ',
  ])('in Polish: %j', (query) => {
    expect(ask(query)).toMatchObject({ confidence: 'nothing', results: [] });
  });

  test.each(['best pizza recipe', 'how to file taxes', 'what is it and how', 'hourly rate'])(
    'in English: %j',
    (query) => {
      expect(ask(query, 'en')).toMatchObject({ confidence: 'nothing', results: [] });
    },
  );

  test('one strange word beside words of the guide’s theme leads to the closest topics', () => {
    const answer = ask('klient ma zezowatego kanarka i łamie zasady');
    expect(answer.confidence).toBe('closest');
    expect(answer.results.length).toBeGreaterThan(0);
  });

  test.each(['czas letni', 'praca w holandii', 'godziny otwarcia biedronki', 'granica polsko czeska'])(
    'for a strange word beside a common one of the guide: %s',
    (query) => expect(ask(query).confidence).toBe('nothing'),
  );
});

describe('a story around a question', () => {
  test('is answered, without certainty, by what most of it tells', () => {
    const answer = ask('Nagle spóźnia się z przelewem, a ja siedzę, gryzę ołówek i wpatruję się w konto');
    expect(ids(answer)[0]).toBe('step-address-violations-now#late-payment');
    expect(answer.confidence).toBe('closest');
  });

  test('is answered by nothing where most of it is strange, or where it names a theme that is not covered', () => {
    const strange = 'Hydraulik przyszedł w sobotę, rozkręcił bojler, zalał piwnicę sąsiadce i poszedł na obiad';
    expect(ask(strange).confidence).toBe('nothing');
    expect(ask('Mój kot budzi mnie w nocy i nie daje spać').confidence).toBe('nothing');
  });

  test('counts its own words less than those of the question', () => {
    const index = createIndex('pl');
    const empty = { keywords: [], questions: [], otherWords: [], body: '' };
    addDocument(index, { ...empty, id: 'a', slug: 'a', title: 'Zawsze' });
    addDocument(index, { ...empty, id: 'b', slug: 'b', title: 'Zaliczka' });
    expect(ids(search([{ name: 'x', index }], 'zawsze zaliczka'))).toEqual(['b', 'a']);
  });
});

describe('any text', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4000 }),
    fc.string({ unit: 'grapheme', maxLength: 600 }),
    fc
      .array(
        fc.constantFrom(
          'granica',
          'płatność',
          'klient',
          'nie',
          'jak',
          '.*',
          '(((',
          '\\',
          '[a-',
          '$&',
          '\u200B',
          '\u202E',
          '👩‍👩‍👧',
          'العربية',
          'עברית',
          '\u0000',
          '\uD800',
          '__proto__',
          'constructor',
          "'; DROP TABLE",
          'a'.repeat(500),
        ),
        { maxLength: 900 },
      )
      .map((parts) => parts.join(' ').slice(0, 4000)),
  );

  test('has an answer in each language, consistent in itself and the same each time', () => {
    fc.assert(
      fc.property(nasty, fc.constantFrom<Locale>('pl', 'en'), (query, locale) => {
        const answer = ask(query, locale);
        expect(answer.confidence === 'nothing').toBe(answer.results.length === 0);
        expect(answer.results.length).toBeLessThanOrEqual(10);
        expect(new Set(ids(answer)).size).toBe(answer.results.length);
        answer.results.forEach(({ score, coverage }, at) => {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(answer.results[at - 1]?.score ?? Number.POSITIVE_INFINITY);
          expect(coverage).toBeGreaterThanOrEqual(0);
          expect(coverage).toBeLessThanOrEqual(1);
        });
        expect(ask(query, locale)).toEqual(answer);
        expect(suggestTitles([sources[locale]], query).length).toBeLessThanOrEqual(25);
      }),
      { numRuns: 300 },
    );
  });

  test('beyond 4,000 characters is not read', () => {
    const head = 'granice '.repeat(500);
    expect(ids(ask(`${head} autoresponder`))).toEqual(ids(ask(head)));
  });
});

function article(id: string, fields: Partial<SearchDocument>): SearchDocument {
  return { id, slug: id, title: id, keywords: [], questions: [], otherWords: [], body: '', ...fields };
}

describe('a community’s articles beside the guide', () => {
  const both = (index: Source['index']): Source[] => [
    sources.pl,
    { name: 'community', index, synonyms: sources.pl.synonyms },
  ];

  test('an article is found as soon as it is added, and a removed one is not', async () => {
    const index = createIndex('pl');
    expect(search(both(index), 'karnety na siłownię').confidence).toBe('nothing');
    addDocument(index, article('gym', { title: 'Karnety na siłownię', body: 'Dla naszych członków.' }));
    expect(search(both(index), 'karnet na silownie').results[0]).toMatchObject({
      source: 'community',
      document: { id: 'gym' },
    });
  });

  test('which alone holds a word is found by it, however many hold words that only begin alike', async () => {
    const body = 'Pozostali, pozostałych, pozostanie, pozostałym, pozostałymi. '.repeat(5);
    const many = Array.from({ length: 150 }, (_, at) => article(`like-${at}`, { body }));
    const alone = article('alone', { body: `${'Zasady pracy dla wszystkich. '.repeat(200)} Pozosotra.` });
    const index = await buildIndex('pl', [...many, alone]);
    expect(ids(search(both(index), 'pozosotra', 5))[0]).toBe('alone');
  });

  test('may treat what the guide does not', () => {
    const index = createIndex('pl');
    addDocument(index, article('vat', { title: 'VAT dla początkujących', body: 'Kiedy trzeba się zarejestrować.' }));
    expect(search(both(index), 'VAT').results[0]).toMatchObject({ source: 'community', document: { id: 'vat' } });
  });

  test('do not drown the guide: among many on the same theme its section stays near the top', async () => {
    const drown = Array.from({ length: 500 }, (_, at) =>
      article(`copy-${at}`, {
        title: 'Klient nie płaci w terminie',
        keywords: ['spóźniona płatność'],
        body: `Klient nie płaci, faktura po terminie, przypadek ${at}.`,
      }),
    );
    const index = await buildIndex('pl', drown);
    const first = search(both(index), 'spóźniona płatność').results[0];
    expect(first).toMatchObject({ source: 'guide', document: { id: 'step-address-violations-now#late-payment' } });
  });

  test('of two that fit alike, the guide’s comes first', () => {
    const index = createIndex('pl');
    const section = sources.pl.index.entries.find((entry) => entry?.document.id === 'step-build-a-system#auto-reply');
    if (!section) throw new Error('the section is gone');
    addDocument(index, { ...section.document, id: 'a-copy', slug: 'a-copy' });
    const { results } = search(both(index), 'autoresponder na urlop');
    const copy = results.find(({ source }) => source === 'community');
    expect(results[0]?.document.id).toBe('step-build-a-system#auto-reply');
    expect((results[0]?.score ?? 0) / (copy?.score ?? 1)).toBeCloseTo(1.6, 6);
  });

  test('an article can hide the guide’s own of that name', () => {
    const hidden = new Set(['step-address-violations-now']);
    const answer = search([{ ...sources.pl, hidden }], 'spóźniona płatność');
    expect(answer.results.length).toBeGreaterThan(0);
    for (const { document } of answer.results) expect(document.slug).not.toBe('step-address-violations-now');
  });

  test('written in the other language is searched by that language’s rules', () => {
    const index = createIndex('en');
    addDocument(index, article('boundaries', { title: 'Refusing invoices' }));
    const english = { name: 'community', index };
    expect(search([english], 'refusal').results).toHaveLength(1);
    expect(
      search([sources.pl, english], 'invoicing refusals').results.some(({ source }) => source === 'community'),
    ).toBe(true);
  });
});

test('a foreign theme is named by all words of its phrase in a row, in any form', () => {
  const foreign = foreignThemes('pl', ['stawka godzinowa', 'jak brać']);
  const index = createIndex('pl');
  addDocument(index, article('hours', { title: 'Stawka i godziny', keywords: ['stawka', 'godzinowa', 'brać'] }));
  const confidence = (query: string) => search([{ name: 'x', index, foreign }], query).confidence;
  expect(confidence('stawki godzinowej')).toBe('nothing');
  expect(confidence('stawek godzinowych')).toBe('nothing');
  expect(confidence('jak brać')).toBe('nothing');
  expect(confidence('stawka')).toBe('confident');
  expect(confidence('godzinowa stawka')).toBe('confident');
});

test.each([
  ['VAT', ['vat']],
  ['vat-u', ['vatu']],
  ['robię to na cito', []],
  ['klient z piekła rodem', []],
])('an abbreviation is named by its letters alone: %s', (query, named) => {
  const foreign = foreignThemes('pl', ['VAT', 'CIT', 'RODO']);
  const words = tokenize(query).map(({ word }) => word);
  expect([...foreignWords(foreign, words)]).toEqual(named);
});

describe('suggestions', () => {
  const suggested = (input: string, locale: Locale = 'pl') =>
    suggestTitles([sources[locale]], input).map(({ document: { id } }) => id);

  test('come from two letters on, at most 25, each once', () => {
    expect(suggested('')).toEqual([]);
    expect(suggested('u')).toEqual([]);
    const two = suggested('pr');
    expect(two.length).toBeGreaterThan(3);
    expect(two.length).toBeLessThanOrEqual(25);
    expect(new Set(two).size).toBe(two.length);
  });

  test.each([
    ['spóź', 'step-address-violations-now#late-payment'],
    ['spoz', 'step-address-violations-now#late-payment'],
    ['uprzejma odm', 'tip-be-ready-to-walk-away#polite-refusal'],
    ['spóźniona pł', 'step-address-violations-now#late-payment'],
    ['autom', 'step-build-a-system#auto-reply'],
    ['szblon odmwy', 'tip-be-ready-to-walk-away#polite-refusal'],
  ])('for %j begin with what is meant', (input, id) => {
    expect(suggested(input).slice(0, 3)).toContain(id);
  });

  test('in English', () => {
    expect(suggested('late pay', 'en')[0]).toBe('step-address-violations-now#late-payment');
  });

  test('leave out what is hidden', () => {
    const hidden = new Set(['step-address-violations-now']);
    for (const { document } of suggestTitles([{ ...sources.pl, hidden }], 'spóź'))
      expect(hidden).not.toContain(document.slug);
  });
});
