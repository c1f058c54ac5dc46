import type { Locale } from '../../i18n/locales.ts';
import { stem, tokenize } from './analysis.ts';

/**
 * Themes that lie near those of a collection and that it does not treat (taxes, say, beside payment terms), as phrases of
 * stems. Their words are real words of its texts, so that only saying so keeps a question about VAT from being answered
 * by a section that happens to mention an invoice.
 */
export type ForeignThemes = { readonly locale: Locale; readonly phrases: readonly (readonly string[])[] };

export function foreignThemes(locale: Locale, phrases: readonly string[]): ForeignThemes {
  return { locale, phrases: phrases.map((phrase) => tokenize(phrase).map(({ word }) => stem(word, locale))) };
}

/**
 * Those of a query's words that name a foreign theme: all words of one of its phrases, one after the other.
 *
 * @param words all words of the query, also those that say nothing alone ("how much", "get")
 */
export function foreignWords({ locale, phrases }: ForeignThemes, words: readonly string[]): ReadonlySet<string> {
  const stems = words.map((word) => stem(word, locale));
  const foreign = new Set<string>();
  for (const phrase of phrases) {
    for (let start = 0; start + phrase.length <= stems.length; start++) {
      if (!phrase.every((part, at) => stems[start + at] === part)) continue;
      for (const word of words.slice(start, start + phrase.length)) foreign.add(word);
    }
  }
  return foreign;
}
