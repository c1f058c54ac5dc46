import { createStemmer } from 'multilingual-stemmer';
import type { Locale } from '../../i18n/locales.ts';

// Snowball's Polish stemmer expects accents, but does better on folded words on both sides than on accented ones, because members
// type without them (measured: docs/search.md).
const stemmers: Readonly<Record<Locale, (word: string) => string>> = {
  pl: createStemmer('pl'),
  en: createStemmer('en'),
};

/** Beginnings of words that the stemmer takes for others ("political" for "polite", "customer" for "custom"), and a stem for them. */
const OWN_STEMS: Readonly<Record<Locale, readonly (readonly [start: string, stem: string])[]>> = {
  pl: [],
  en: [
    ['politic', 'politica'],
    ['customer', 'customer'],
    ['business', 'business'],
    ['importan', 'importan'],
    ['instalment', 'instalment'],
    ['installment', 'installment'],
    ['animal', 'animal'],
    ['productiv', 'productiv'],
  ],
};

/** The stem of a folded word. */
export function stem(word: string, locale: Locale): string {
  for (const [start, own] of OWN_STEMS[locale]) if (word.startsWith(start)) return own;
  const found = stemmers[locale](word);
  // "Maili" is not a past tense with the stem "ma".
  return found.length < 3 && word.length > 4 ? word.replace(/[aeiouy]+$/, '') : found;
}

/** Prefix length of a bucket, in letters: inflection leaves them alone, so forms of one word share a bucket. */
export const BUCKET_LENGTH = 4;

/** Kinship of words that merely begin alike: they may be kin ("klient", "klientela") or not ("polite", "political"). */
export const BEGIN_ALIKE = 0.6;

/**
 * Likelihood that two words with different forms and stems mean the same, from 0 to 1: a coarse stem by common prefix. Graded by
 * share of the longer stem, because five common letters are most of "zaleg|ły" and little of "przed|siębiorca".
 */
export function kinship(stemA: string, stemB: string): number {
  const longest = Math.max(stemA.length, stemB.length);
  const shortest = Math.min(stemA.length, stemB.length);
  let common = 0;
  while (common < shortest && stemA.charCodeAt(common) === stemB.charCodeAt(common)) common++;
  if (common < BUCKET_LENGTH) return 0;
  if (common === shortest && FOLDED_ENDINGS.has((stemA.length > shortest ? stemA : stemB).slice(common))) return 0.8;
  const share = common / longest;
  // "zalet|y" and "zaleg|ły" share four letters of five, too.
  if (share >= 0.8) return common > BUCKET_LENGTH || shortest < longest ? 0.8 : BEGIN_ALIKE;
  const own = common - (LONG_PREFIX.exec(stemA)?.[0].length ?? 0);
  return common > BUCKET_LENGTH && own >= 3 && share >= 0.5 ? BEGIN_ALIKE : 0;
}

/** Endings the stemmer misses, because it knows them only with accents: "plan|ów", "płac|ić", "płac|ąc". */
const FOLDED_ENDINGS: ReadonlySet<string> = new Set(['ow', 'ac', 'ic', 'ec', 'yc']);
/** Prefixes shared by thousands of unrelated words: "przedpłata", "przedszkole". */
const LONG_PREFIX = /^(?:przeciw|przed|prze|przy|inter)/;
