import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinship, stem } from '../../../src/guide/search/analysis.ts';
import { fold, tokenize } from '../../../src/text/words.ts';

test.each([
  ['ŁÓDŹ', 'lodz'],
  ['Zażółć gęślą jaźń', 'zazolc gesla jazn'],
  ['płaci', 'placi'],
  ['p\u0142ac\u0327i', 'placi'],
  ['o\u0301d\u200Bmo\u00ADwa', 'odmowa'],
  ['\u202Etermin\u202C', 'termin'],
  ['Straße', 'strasse'],
  ['ﬁrma', 'firma'],
  ['Ⅷ', 'viii'],
])('folds %j to %j', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test.each([
  ['Klient nie płaci!', ['klient', 'nie', 'placi']],
  ['e-mail, E-maile', ['email', 'emaile']],
  ['work-life balance', ['work', 'life', 'balance']],
  ['client’s rules, don’t, Facebook’a', ['client', 'rules', 'dont', 'facebook']],
  ['24/7 od 8:00', ['24', '7', 'od', '8', '00']],
  ['🤯 ... *.+?^$ {}()|[]\\', []],
  ['naïve--café', ['naive', 'cafe']],
  ['שלום עולם', ['שלום', 'עולם']],
  ['a'.repeat(5000), ['a'.repeat(40)]],
])('splits %j', (text, words) => {
  expect(tokenize(text).map(({ word }) => word)).toEqual(words);
});

test('tokens stand where they say, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const letters = (word: string) => word.replace(/[^\p{L}\p{N}]/gu, '');
      let [start, end] = [0, 0];
      for (const token of tokenize(text)) {
        // The parts of a joined word share its place.
        expect(token.start === start || token.start >= end).toBe(true);
        expect(token.end).toBeLessThanOrEqual(text.length);
        expect(token.word).not.toBe('');
        expect(letters(fold(text.slice(token.start, token.end)))).toContain(letters(token.word));
        [start, end] = [token.start, token.end];
      }
    }),
  );
});

test.each([
  ['polite', 'political'],
  ['custom', 'customers'],
  ['busy', 'business'],
  ['import', 'important'],
  ['install', 'instalment'],
])('%s and %s are two words to the stemmer too', (a, b) => {
  expect(stem(a, 'en')).not.toBe(stem(b, 'en'));
});

describe('words that are forms of one word', () => {
  test.each([
    ['granice', 'granicami'],
    ['płatność', 'płatności'],
    ['klientowi', 'klientem'],
    ['dzwonią', 'dzwoni'],
    ['umowa', 'umowy'],
  ])('%s and %s share a stem', (a, b) => {
    expect(stem(fold(a), 'pl')).toBe(stem(fold(b), 'pl'));
  });

  test.each([
    ['boundary', 'boundaries'],
    ['refuse', 'refusal'],
  ])('%s and %s share a stem', (a, b) => {
    expect(stem(a, 'en')).toBe(stem(b, 'en'));
  });

  test.each([
    ['odmowic', 'odmowa'],
    ['szacunku', 'szacunek'],
    ['opozniony', 'opoznienie'],
    ['zalega', 'zalegly'],
  ])('%s and %s are kin', (a, b) => {
    expect(kinship(stem(a, 'pl'), stem(b, 'pl'))).toBeGreaterThanOrEqual(0.6);
  });

  test.each([
    ['przedplata', 'przedszkole'],
    ['przelew', 'przepis'],
    ['klient', 'klimat'],
    ['praca', 'prawo'],
  ])('%s and %s are not', (a, b) => {
    expect(kinship(stem(a, 'pl'), stem(b, 'pl'))).toBe(0);
  });

  test.each([
    ['planow', 'plan'],
    ['placic', 'placi'],
  ])('%s is a form of %s, though its ending has lost its accent', (a, b) => {
    expect(kinship(stem(a, 'pl'), stem(b, 'pl'))).toBe(0.8);
  });

  test('the stem of mails is that of mail', () => {
    expect(stem('maili', 'pl')).toBe(stem('mail', 'pl'));
  });

  test('kinship is symmetric and never above 1', () => {
    const word = fc.string({ unit: fc.constantFrom(...'przedaklo'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(kinship(a, b)).toBe(kinship(b, a));
        expect(kinship(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
