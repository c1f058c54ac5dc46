import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../../src/guide/search/by-words.ts';
import type { SearchDocument } from '../../../src/guide/search/passages.ts';
import { search } from '../../../src/guide/search/search.ts';
import {
  addDocument,
  buildIndex,
  createIndex,
  removeDocument,
  type SearchIndex,
} from '../../../src/guide/search/search-index.ts';
import { suggestTitles } from '../../../src/guide/search/suggest.ts';

function document(id: string, fields: Partial<SearchDocument> = {}): SearchDocument {
  return { id, slug: id, title: id, keywords: [], questions: [], otherWords: [], body: '', ...fields };
}

const sourceOf = (index: SearchIndex): Source => ({ name: 'test', index });
const found = (index: SearchIndex, query: string) =>
  search([sourceOf(index)], query).results.map(({ document: { id } }) => id);

const vocabulary = [
  'granica',
  'granice',
  'granicami',
  'klient',
  'klienta',
  'płatność',
  'płatności',
  'umowa',
  'umowy',
  'telefon',
  'odmowa',
  'odmówić',
  'weekend',
  'zakres',
];
const phrase = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const anyDocument = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  title: phrase,
  keywords: fc.array(phrase, { maxLength: 3 }),
  questions: fc.array(phrase, { maxLength: 2 }),
  body: fc.array(phrase, { maxLength: 4 }).map((phrases) => phrases.join('. ')),
});
const anyChange = fc.oneof(
  fc.record({ add: anyDocument }),
  fc.record({ remove: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f') }),
);

test('an index changed step by step answers like one built from what is left', () => {
  fc.assert(
    fc.property(
      fc.array(anyChange, { maxLength: 25 }),
      fc.array(phrase, { minLength: 3, maxLength: 6 }),
      (changes, queries) => {
        const changed = createIndex('pl');
        const left = new Map<string, SearchDocument>();
        for (const change of changes) {
          if ('add' in change) {
            const added = document(change.add.id, change.add);
            addDocument(changed, added);
            left.set(added.id, added);
          } else {
            expect(removeDocument(changed, change.remove)).toBe(left.delete(change.remove));
          }
        }
        const rebuilt = createIndex('pl');
        for (const kept of [...left.values()].reverse()) addDocument(rebuilt, kept);
        const forms = (index: SearchIndex) =>
          [...index.lexicon.buckets.values()].flatMap((bucket) => [...bucket.keys()]).sort();
        expect(forms(changed)).toEqual(forms(rebuilt));
        for (const query of [...queries, 'granicca', 'gr', 'odmwa']) {
          const [one, other] = [search([sourceOf(changed)], query), search([sourceOf(rebuilt)], query)];
          expect(one.confidence).toBe(other.confidence);
          expect(one.results.map(({ document: { id } }) => id)).toEqual(
            other.results.map(({ document: { id } }) => id),
          );
          one.results.forEach((result, at) => {
            expect(result.score).toBeCloseTo(other.results[at]?.score ?? -1, 9);
          });
          const suggested = (index: SearchIndex) =>
            suggestTitles([sourceOf(index)], query).map(({ document: { id } }) => id);
          expect(suggested(changed)).toEqual(suggested(rebuilt));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('a new document is found by the next query, a removed one no more, a changed one by its new words alone', () => {
  const index = createIndex('pl');
  addDocument(index, document('a', { title: 'Granice z klientem' }));
  expect(found(index, 'weekend')).toEqual([]);
  addDocument(index, document('b', { title: 'Wolny weekend' }));
  expect(found(index, 'weekendy')).toEqual(['b']);
  addDocument(index, document('b', { title: 'Umowa na piśmie' }));
  expect(found(index, 'weekend')).toEqual([]);
  expect(found(index, 'umowy')).toEqual(['b']);
  expect(removeDocument(index, 'b')).toBe(true);
  expect(removeDocument(index, 'b')).toBe(false);
  expect(found(index, 'umowy')).toEqual([]);
});

describe('building', () => {
  const many = Array.from({ length: 200 }, (_, at) => document(`d${at}`, { body: `słowo${at} `.repeat(30) }));

  test('gives way after every few thousand characters', async () => {
    let pauses = 0;
    let indexed = 0;
    const atPauses: number[] = [];
    function* counted() {
      for (const one of many) {
        indexed += one.body.length + one.title.length;
        yield one;
      }
    }
    const index = await buildIndex('pl', counted(), async () => {
      pauses++;
      atPauses.push(indexed);
    });
    expect(index.numbers.size).toBe(200);
    expect(pauses).toBeGreaterThanOrEqual(6);
    const slices = atPauses.map((length, at) => length - (atPauses[at - 1] ?? 0));
    expect(Math.max(...slices)).toBeLessThanOrEqual(8_000 + 30 * 11);
  });

  test('lets timers run meanwhile', async () => {
    let turns = 0;
    let building = true;
    const turn = () => {
      turns++;
      if (building) setImmediate(turn);
    };
    setImmediate(turn);
    await buildIndex('pl', many);
    building = false;
    expect(turns).toBeGreaterThanOrEqual(6);
  });

  test('a huge text is indexed to its end, and gives way as often as many short ones', async () => {
    const huge = document('huge', { body: `${'początek '.repeat(3_000)} ${'koniec '.repeat(30_000)} ogonek` });
    let pauses = 0;
    const index = await buildIndex('pl', [huge], async () => {
      pauses++;
    });
    expect(found(index, 'początek')).toEqual(['huge']);
    expect(found(index, 'ogonek')).toEqual(['huge']);
    expect(pauses).toBeGreaterThanOrEqual(20);
    removeDocument(index, 'huge');
    expect(index.entries.filter(Boolean)).toEqual([]);
    expect(found(index, 'ogonek')).toEqual([]);
  });
});
