import { expect, test } from 'vitest';
import { search } from '../../../src/guide/search/search.ts';
import { addDocument, createIndex } from '../../../src/guide/search/search-index.ts';
import { synonymsFor, synonymsOf } from '../../../src/guide/search/synonyms.ts';

const families = synonymsOf('pl', ['pieniądze, kasa, hajs', 'kasa, sklep', 'noc, północ']);

test.each([
  ['hajs', ['pieniadze', 'kasa']],
  ['hajsu', ['pieniadze', 'kasa', 'hajs']],
  ['kasa', ['pieniadze', 'hajs', 'sklep']],
  ['noc', ['polnoc']],
  ['kasztan', []],
  ['praca', []],
])('the family of %s', (word, others) => {
  expect([...synonymsFor(families, word)].sort()).toEqual([...others].sort());
});

const index = createIndex('pl');
for (const [id, title] of [
  ['money', 'Pieniądze'],
  ['cash', 'Kasa'],
  ['night', 'Północ'],
] as const)
  addDocument(index, { id, slug: id, title, keywords: [], questions: [], otherWords: [], body: '' });
const found = (query: string, synonyms = families) =>
  search([{ name: 'x', index, synonyms }], query).results.map(({ document }) => document.id);

test('a word of the family finds what says another, and the typed word comes first', () => {
  expect(found('hajsem').sort()).toEqual(['cash', 'money']);
  expect(found('kasy')).toEqual(['cash', 'money']);
  expect(found('pieniądze')).toEqual(['money', 'cash']);
  expect(found('hajsem', synonymsOf('pl', []))).toEqual([]);
});
