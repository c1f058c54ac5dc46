import type { Locale } from '../../i18n/locales.ts';
import { tokenize } from '../../text/words.ts';
import { kinship, stem } from './analysis.ts';

/**
 * Groups of words that mean the same to people who ask ("hajs", "pieniądze"), so that a text need not contain each of them. They
 * belong to a language's content rather than the code, because editors know the words.
 */
export interface Synonyms {
  readonly locale: Locale;
  /** First letters of the stem -> stems with the groups they belong to. */
  readonly buckets: ReadonlyMap<string, readonly Member[]>;
}

interface Member {
  readonly word: string;
  readonly stem: string;
  readonly family: readonly string[];
}

/** Prefix length of the keys in letters: words of three letters ("noc") have synonyms too; kinship needs four. */
const KEY_LENGTH = 3;
/** Minimum kinship to belong to a group: that of another form, not of a word with a similar prefix. */
const CLOSE_KINSHIP = 0.8;

/** @param lines groups of comma-separated words */
export function synonymsOf(locale: Locale, lines: readonly string[]): Synonyms {
  const buckets = new Map<string, Member[]>();
  for (const line of lines) {
    const family = [...new Set(tokenize(line).map(({ word }) => word))];
    for (const word of family) {
      const member = { word, stem: stem(word, locale), family };
      const key = member.stem.slice(0, KEY_LENGTH);
      const members = buckets.get(key);
      if (members) members.push(member);
      else buckets.set(key, [member]);
    }
  }
  return { locale, buckets };
}

/** The other words of the groups that contain a form of this folded word. */
export function synonymsFor({ locale, buckets }: Synonyms, word: string): ReadonlySet<string> {
  const own = stem(word, locale);
  const others = new Set<string>();
  for (const member of buckets.get(own.slice(0, KEY_LENGTH)) ?? []) {
    if (member.word !== word && member.stem !== own && kinship(own, member.stem) < CLOSE_KINSHIP) continue;
    for (const other of member.family) others.add(other);
  }
  others.delete(word);
  return others;
}
