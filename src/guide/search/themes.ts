import type { Locale } from '../../i18n/locales.ts';
import { tokenize } from '../../text/words.ts';
import { stem } from './analysis.ts';

/**
 * Themes near a collection's own that it does not cover (taxes, say, next to payment terms), as phrases. Their words do occur in
 * its texts, so only an explicit list keeps a question about VAT from being answered by a section that happens to mention an
 * invoice.
 */
export interface ForeignThemes {
  readonly locale: Locale;
  readonly phrases: readonly (readonly Part[])[];
}

/** A word of a phrase by its root, so that every form of it counts; an abbreviation by its letters. */
type Part = { readonly root: string } | { readonly letters: string };

export function foreignThemes(locale: Locale, phrases: readonly string[]): ForeignThemes {
  const partOf = (raw: string, word: string): Part =>
    raw === raw.toUpperCase() ? { letters: word } : { root: rootOf(word, locale) };
  return {
    locale,
    phrases: phrases.map((phrase) =>
      tokenize(phrase).map(({ word, start, end }) => partOf(phrase.slice(start, end), word)),
    ),
  };
}

/** A stem without the letters Polish nouns gain or lose in their cases: "podatek" and "podatku", "bilet" and "biletów". */
function rootOf(word: string, locale: Locale): string {
  const wordStem = stem(word, locale);
  if (locale !== 'pl') return wordStem;
  return wordStem.replace(/(?<=...)(?:ow|i[ea]|[ieuy])$/, '').replace(/(?<=..)e(?=[^aeiouy]$)/, '');
}

/** Case endings of abbreviations ("VAT-u"); stems will not do, because "cito" has the stem of "CIT". */
const CASE_ENDINGS: ReadonlySet<string> = new Set(['', 'u', 'em', 'ie', 'owi', 'y', 'ow', 'a', 's']);

/**
 * The query's words that name a foreign theme: all words of one of its phrases in sequence.
 *
 * @param words all words of the query, including stop words ("how much", "get")
 */
export function foreignWords({ locale, phrases }: ForeignThemes, words: readonly string[]): ReadonlySet<string> {
  const roots = words.map((word) => rootOf(word, locale));
  const isMeant = (part: Part | undefined, at: number): boolean => {
    if (!part) return false;
    if ('root' in part) return roots[at] === part.root;
    const word = words[at] ?? '';
    return word.startsWith(part.letters) && CASE_ENDINGS.has(word.slice(part.letters.length));
  };
  const foreign = new Set<string>();
  for (const phrase of phrases) {
    for (let start = 0; start + phrase.length <= words.length; start++) {
      if (!phrase.every((part, at) => isMeant(part, start + at))) continue;
      for (const word of words.slice(start, start + phrase.length)) foreign.add(word);
    }
  }
  return foreign;
}
