import { createStemmer } from 'multilingual-stemmer';
import type { Locale } from '../../i18n/locales.ts';

export type Token = {
  /** The folded word. */
  readonly word: string;
  /** Where it stands in the text (UTF-16 offsets, end exclusive). */
  readonly start: number;
  readonly end: number;
};

/** Letters that Unicode does not decompose into a base letter and a mark; `ł` is the one that Polish needs. */
const indivisible: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

/** Longer words are cut: nobody means them, and they would make the speller slow. */
const maxWordLength = 40;

/** Lower case without diacritics and without invisible characters (zero-width, direction marks). */
export function fold(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '');
  return plain.replace(/[łđøßæœıþð]/g, (letter) => indivisible[letter] ?? letter);
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:['’\u2010\u2011-][\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*)*/gu;

/** The words of a text, folded, with their places. */
export function tokenize(text: string): Token[] {
  return [...tokens(text)];
}

/** The same one by one, for texts of any length. */
export function* tokens(text: string): Generator<Token> {
  for (const { 0: raw, index } of text.matchAll(wordPattern)) {
    for (const word of splitJoined(fold(raw))) yield { word, start: index, end: index + raw.length };
  }
}

/**
 * Words joined by hyphens are words of their own ("work-life") unless one of them is a mere prefix ("e-mail" is "email").
 * What follows an apostrophe is an ending ("client's", "Facebook'a"), except in "don't".
 */
function splitJoined(folded: string): string[] {
  if (!/['’\u2010\u2011-]/.test(folded)) return folded === '' ? [] : [folded.slice(0, maxWordLength)];
  const parts = folded.split(/[\u2010\u2011-]/).map((part) => {
    const [head = '', ...tail] = part.split(/['’]/);
    return tail.join('') === 't' ? `${head}t` : head;
  });
  const words = parts.some((part) => part.length < 3) ? [parts.join('')] : parts;
  return words.filter((word) => word !== '').map((word) => word.slice(0, maxWordLength));
}

// Snowball's Polish stemmer expects accents; on folded words on both sides it still does better than on accented ones,
// because members type without them (measured: docs/search.md).
const stemmers: Readonly<Record<Locale, (word: string) => string>> = {
  pl: createStemmer('pl'),
  en: createStemmer('en'),
};

/** The stem of a folded word. */
export function stem(word: string, locale: Locale): string {
  const found = stemmers[locale](word);
  // "Maili" is no past tense, of which "ma" would be the stem.
  return found.length < 3 && word.length > 4 ? word.replace(/[aeiouy]+$/, '') : found;
}

/** Words share a bucket when they may be forms of one word: the first letters, which inflection leaves alone. */
export const bucketLength = 4;

/**
 * How surely two words that share neither form nor stem mean the same, from 0 to 1: a coarse stem by common beginning.
 * Graded by share of the longer stem, because five common letters are most of "zaleg|ły" and little of "przed|siębiorca".
 */
export function kinship(stemA: string, stemB: string): number {
  const longest = Math.max(stemA.length, stemB.length);
  const shortest = Math.min(stemA.length, stemB.length);
  let common = 0;
  while (common < shortest && stemA.charCodeAt(common) === stemB.charCodeAt(common)) common++;
  if (common < bucketLength) return 0;
  if (common === shortest && foldedEndings.has((stemA.length > shortest ? stemA : stemB).slice(common))) return 0.8;
  const share = common / longest;
  // Four letters of five are what "zalet|y" shares with "zaleg|ły", too.
  if (share >= 0.8) return common > bucketLength || shortest < longest ? 0.8 : 0.6;
  const own = common - (longPrefix.exec(stemA)?.[0].length ?? 0);
  return common > bucketLength && own >= 3 && share >= 0.5 ? 0.6 : 0;
}

/** What the stemmer leaves, because it knows these endings by their accents: "plan|ów", "płac|ić", "płac|ąc". */
const foldedEndings: ReadonlySet<string> = new Set(['ow', 'ac', 'ic', 'ec', 'yc']);
/** Beginnings that thousands of unrelated words share: "przedpłata", "przedszkole". */
const longPrefix = /^(?:przeciw|przed|prze|przy|inter)/;
