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
  /** The phrases by the root of their first word. */
  readonly byRoot: ReadonlyMap<string, readonly Phrase[]>;
  /** Those that begin with an abbreviation, by its first letters. */
  readonly byLetters: ReadonlyMap<string, readonly Phrase[]>;
}

type Phrase = readonly Part[];

/** A word of a phrase by its root, so that every form of it counts; an abbreviation by its letters. */
type Part = { readonly root: string } | { readonly letters: string };

export function foreignThemes(locale: Locale, phrases: readonly string[]): ForeignThemes {
  const partOf = (raw: string, word: string): Part =>
    raw === raw.toUpperCase() ? { letters: word } : { root: rootOf(word, locale) };
  const byRoot = new Map<string, Phrase[]>();
  const byLetters = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const parts = tokenize(phrase).map(({ word, start, end }) => partOf(phrase.slice(start, end), word));
    const [first] = parts;
    if (!first) continue;
    const [lists, key] =
      'root' in first ? ([byRoot, first.root] as const) : ([byLetters, beginningOf(first.letters)] as const);
    const list = lists.get(key);
    if (list) list.push(parts);
    else lists.set(key, [parts]);
  }
  return { locale, byRoot, byLetters };
}

/** No abbreviation is shorter. */
function beginningOf(word: string): string {
  return word.slice(0, 2);
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
export function foreignWords(
  { locale, byRoot, byLetters }: ForeignThemes,
  words: readonly string[],
): ReadonlySet<string> {
  const roots = words.map((word) => rootOf(word, locale));
  const isMeant = (part: Part, at: number): boolean => {
    if ('root' in part) return roots[at] === part.root;
    const word = words[at] ?? '';
    return word.startsWith(part.letters) && CASE_ENDINGS.has(word.slice(part.letters.length));
  };
  const foreign = new Set<string>();
  words.forEach((word, start) => {
    for (const lists of [byRoot.get(roots[start] ?? ''), byLetters.get(beginningOf(word))])
      for (const phrase of lists ?? []) {
        if (start + phrase.length > words.length || !phrase.every((part, at) => isMeant(part, start + at))) continue;
        for (const each of words.slice(start, start + phrase.length)) foreign.add(each);
      }
  });
  return foreign;
}
