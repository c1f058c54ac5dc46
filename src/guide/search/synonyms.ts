import type { Locale } from '../../i18n/locales.ts';
import { tokenize } from '../../text/words.ts';
import { kinship, stem } from './analysis.ts';

/**
 * Families of words that mean the same to the people who ask ("hajs", "pieniądze"), so that a text need not hold each of
 * them. Data of a language's content, not of the code: editors know the words.
 */
export interface Synonyms {
  readonly locale: Locale;
  /** First letters of the stem -> stems with the families they belong to. */
  readonly buckets: ReadonlyMap<string, readonly Member[]>;
}

interface Member {
  readonly word: string;
  readonly stem: string;
  readonly family: readonly string[];
}

/** Words of three letters ("noc") have families too; kinship looks at four. */
const KEY_LENGTH = 3;
/** Kinship that a word needs to belong: that of another form, not of a word with a like beginning. */
const CLOSE_KINSHIP = 0.8;

/** @param lines families, words parted by commas */
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

/** The other words of the families that hold a form of this folded word. */
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
