import { z } from 'zod';

/** A list of each concept's words; an asterisk stands for the rest of a word ("klient*"). */
export const conceptsSchema = z.array(z.string());

/**
 * What words are about, as far as editors have written it down (`content/<locale>/guide/concepts.yaml`): "dryndnął" and "rang" are
 * calls, "wesele" and "bakery" trades. A word that no complaint has shown to the model so says something to it all the same.
 */
export interface Concepts {
  /** As they were written. */
  readonly lists: readonly string[];
  /** Folded words, and beginnings of words, with the numbers of the concepts that they belong to. */
  readonly words: ReadonlyMap<string, readonly number[]>;
  readonly beginnings: ReadonlyMap<string, readonly number[]>;
  /** Length of the longest beginning in letters. */
  readonly longest: number;
}

/** What has digits is a concept of its own: a time, a sum, a date. */
const NUMBER: readonly number[] = [0];
const NONE: readonly number[] = [];
const LEAST_BEGINNING = 2;

export function readConcepts(lists: readonly string[]): Concepts {
  const words = new Map<string, number[]>();
  const beginnings = new Map<string, number[]>();
  lists.forEach((list, at) => {
    for (const written of new Set(list.split(/,\s*/u))) {
      const isBeginning = written.endsWith('*');
      const known = isBeginning ? beginnings : words;
      const word = isBeginning ? written.slice(0, -1) : written;
      known.set(word, [...(known.get(word) ?? []), at + 1]);
    }
  });
  return { lists, words, beginnings, longest: Math.max(0, ...[...beginnings.keys()].map(({ length }) => length)) };
}

/** The concepts of a folded word, without repetition. */
export function conceptsIn({ words, beginnings, longest }: Concepts, word: string): readonly number[] {
  let found = words.get(word) ?? NONE;
  const last = Math.min(word.length, longest);
  for (let length = LEAST_BEGINNING; length <= last; length++) {
    const more = beginnings.get(word.slice(0, length));
    if (more !== undefined) found = found === NONE ? more : [...new Set([...found, ...more])];
  }
  return found === NONE && /^\d/u.test(word) ? NUMBER : found;
}
