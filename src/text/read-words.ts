import { fold } from './words.ts';

/** Typed text normalised for parsing: lower case, no diacritics, plain dashes and spaces. */
export function plain(typed: string): string {
  return fold(typed)
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/[\s\u00a0\u202f]+/gu, ' ')
    .trim();
}

const NUMBERS: readonly (readonly string[])[] = [
  ['zero', 'brak', 'none', 'no'],
  ['jeden', 'jedna', 'jedno', 'jednego', 'jednej', 'one', 'a', 'an'],
  ['dwa', 'dwie', 'dwoch', 'two'],
  ['trzy', 'trzech', 'three'],
  ['cztery', 'czterech', 'four'],
  ['piec', 'pieciu', 'five'],
  ['szesc', 'szesciu', 'six'],
  ['siedem', 'siedmiu', 'seven'],
  ['osiem', 'osmiu', 'eight'],
  ['dziewiec', 'dziewieciu', 'nine'],
  ['dziesiec', 'dziesieciu', 'ten'],
];

/** A number in digits ("1,5", "2") or as a word in either language, up to ten; undefined for anything else. */
export function readNumber(word: string): number | undefined {
  if (/^\d{1,4}(?:[.,]\d{1,2})?$/.test(word)) return Number(word.replace(',', '.'));
  const index = NUMBERS.findIndex((forms) => forms.includes(word));
  return index < 0 ? undefined : index;
}
