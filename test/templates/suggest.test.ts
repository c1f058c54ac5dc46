import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import { suggestTemplates } from '../../src/templates/suggest.ts';
import { fromCatalogue, fromText } from '../../src/templates/usable.ts';

const CONTENT = join(import.meta.dirname, '../../content');
const catalogue = loadCatalogue(CONTENT, 'pl');
const written = (origin: 'own' | 'community', title: string) =>
  fromText({ origin, id: '1', locale: 'pl', title, text: 'x' }, catalogue.placeholders);
const all = [
  ...catalogue.templates.map(fromCatalogue),
  written('community', 'Odmowa społeczności'),
  written('own', 'Moja odmowa'),
];
const titles = (typed: string, recent: string[] = []) => suggestTemplates(all, typed, recent).map(({ title }) => title);

test('own templates come first, then the community’s, then the catalogue’s', () => {
  expect(titles('odmow').slice(0, 2)).toEqual(['Moja odmowa', 'Odmowa społeczności']);
  expect(titles('odmow')).toContain('Uprzejma odmowa');
  expect(titles('').slice(0, 2)).toEqual(['Moja odmowa', 'Odmowa społeczności']);
  expect(titles('')).toHaveLength(all.length);
});

test('an empty field begins with those used last, each once; what is gone is left out', () => {
  const recent = ['late-payment-reminder', 'own.1', 'own.999'];
  expect(titles('  ', recent).slice(0, 3)).toEqual([titles('faktura')[0], 'Moja odmowa', 'Odmowa społeczności']);
  expect(titles('', recent)).toHaveLength(all.length);
});

test.each([
  ['UPRZEJMA', 'Uprzejma odmowa'],
  ['wspolpracy zasadach', 'List o zasadach współpracy'],
  ['odmowę uprzejmą', 'Uprzejma odmowa'],
  ['onboarding', 'List o zasadach współpracy'],
])('%j finds %j', (typed, title) => {
  expect(titles(typed)).toContain(title);
});

test('every word counts', () => {
  expect(titles('uprzejma kangur')).toEqual([]);
  expect(titles('(.*)+$')).toHaveLength(all.length);
});
