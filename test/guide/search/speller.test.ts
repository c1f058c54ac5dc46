import { expect, test } from 'vitest';
import { createLexicon, dropForm, formsLike, internForm, type Lexicon } from '../../../src/guide/search/lexicon.ts';
import { correctionsOf } from '../../../src/guide/search/speller.ts';

function lexiconOf(words: readonly string[], weight = 3): Lexicon {
  const lexicon = createLexicon('pl');
  words.forEach((word, number) => {
    internForm(lexicon, word).postings = [number, weight];
  });
  return lexicon;
}

const words = [
  'platnosci',
  'platnosc',
  'odmowa',
  'odmowic',
  'granica',
  'zakres',
  'praca',
  'kwota',
  'whatsapp',
  'telefon',
];
const corrected = (lexicon: Lexicon, word: string) => correctionsOf(lexicon, word).map(({ form }) => form.word);

test.each([
  ['granicca', 'granica'],
  ['garnica', 'granica'],
  ['rganica', 'granica'],
  ['ranica', 'granica'],
  ['wgranica', 'granica'],
  ['hranica', 'granica'],
  ['zakers', 'zakres'],
  ['odmwa', 'odmowa'],
  ['parca', 'praca'],
  ['platnsoci', 'platnosci'],
  ['whatsap', 'whatsapp'],
  ['tlefon', 'telefon'],
])('%s is a slip for %s', (slip, meant) => {
  expect(corrected(lexiconOf(words), slip)).toContain(meant);
});

test.each(['kota', 'kot', 'grac', 'prawo', 'zupelnie', 'b2b2b2', 'graniastoslup'])('%s is none', (word) => {
  expect(corrected(lexiconOf(words), word)).toEqual([]);
});

test('swapped neighbours are surer than another slip', () => {
  expect(corrected(lexiconOf(['kontakt', 'kontrakt']), 'konrtakt')).toEqual(['kontrakt']);
});

test('words that stand in running text alone are not what a slip is corrected to', () => {
  expect(corrected(lexiconOf(words, 1), 'granicca')).toEqual([]);
});

test('a correction brings its other forms along, and is less sure than the word itself', () => {
  const alternatives = correctionsOf(lexiconOf(words), 'platnosccc');
  expect(alternatives.map(({ form }) => form.word).sort()).toEqual(['platnosc', 'platnosci']);
  for (const { likeness } of alternatives) expect(likeness).toBeLessThan(1);
});

test('what is proposed does not depend on the order in which words came', () => {
  const many = ['karta', 'karda', 'karma', 'karna', 'karpa', 'karsa', 'karwa', 'karza', 'karxa', 'kartka'].map(
    (word) => `${word}bc`,
  );
  const one = correctionsOf(lexiconOf(many), 'karqabc').map(({ form, likeness }) => [form.word, likeness]);
  const other = correctionsOf(lexiconOf(many.toReversed()), 'karqabc').map(({ form, likeness }) => [
    form.word,
    likeness,
  ]);
  expect(one.length).toBeGreaterThan(0);
  expect(new Map(other.map(([word, value]) => [word, value]))).toEqual(
    new Map(one.map(([word, value]) => [word, value])),
  );
});

test('a dropped form is gone from every way to it', () => {
  const lexicon = lexiconOf(['granica']);
  const [alternative] = formsLike(lexicon, 'granicami');
  if (!alternative) throw new Error('not found');
  dropForm(lexicon, alternative.form);
  expect(formsLike(lexicon, 'granicami')).toEqual([]);
  expect(corrected(lexicon, 'granicca')).toEqual([]);
  expect([lexicon.buckets.size, lexicon.stems.size, lexicon.shapes.size]).toEqual([0, 0, 0]);
});

test('a negated word means the same topic, less surely', () => {
  const [alternative] = formsLike(lexiconOf(['oplacony']), 'nieoplacony');
  expect(alternative?.form.word).toBe('oplacony');
  expect(alternative?.likeness).toBeLessThan(1);
});
