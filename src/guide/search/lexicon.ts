import type { Locale } from '../article.ts';
import { bucketLength, kinship, stem } from './analysis.ts';
import { bitCount, editDistance, letterMask } from './distance.ts';

/** A word as it stands in the indexed texts, with the documents that hold it. */
export type Form = {
  readonly word: string;
  readonly stem: string;
  readonly letters: number;
  /** Pairs of document number and weight, ascending by document. */
  readonly postings: number[];
};

/** A form that a query's word may mean, and how surely (0 to 1). */
export type Alternative = { readonly form: Form; readonly likeness: number };

/** All word forms of an index, found by form, by stem, by beginning and by length. */
export type Lexicon = {
  readonly locale: Locale;
  readonly forms: Map<string, Form>;
  readonly byStem: Map<string, Form[]>;
  readonly byBucket: Map<string, Form[]>;
  readonly byLength: Map<number, Form[]>;
};

export function createLexicon(locale: Locale): Lexicon {
  return { locale, forms: new Map(), byStem: new Map(), byBucket: new Map(), byLength: new Map() };
}

/** The form of this word, new if need be. */
export function internForm(lexicon: Lexicon, word: string): Form {
  const known = lexicon.forms.get(word);
  if (known) return known;
  const form: Form = { word, stem: stem(word, lexicon.locale), letters: letterMask(word), postings: [] };
  lexicon.forms.set(word, form);
  listIn(lexicon.byStem, form.stem).push(form);
  listIn(lexicon.byBucket, bucketOf(word)).push(form);
  listIn(lexicon.byLength, word.length).push(form);
  return form;
}

/** Forgets a form that no document holds any more. */
export function dropForm(lexicon: Lexicon, form: Form): void {
  lexicon.forms.delete(form.word);
  takeFrom(lexicon.byStem, form.stem, form);
  takeFrom(lexicon.byBucket, bucketOf(form.word), form);
  takeFrom(lexicon.byLength, form.word.length, form);
}

function bucketOf(word: string): string {
  return word.slice(0, bucketLength);
}

function listIn<Key>(lists: Map<Key, Form[]>, key: Key): Form[] {
  let list = lists.get(key);
  if (!list) {
    list = [];
    lists.set(key, list);
  }
  return list;
}

function takeFrom<Key>(lists: Map<Key, Form[]>, key: Key, form: Form): void {
  const list = lists.get(key);
  if (!list) return;
  list.splice(list.indexOf(form), 1);
  if (list.length === 0) lists.delete(key);
}

/** Likeness of a form that shares the stem. Folded stems are ambiguous, so it is a little below the word itself. */
const sameStem = 0.95;
/** Likeness by which "nieopłacony" counts as "opłacony": the opposite, but the same topic. */
const negated = 0.7;

/** The forms of this index that are the word itself, share its stem, or its coarse stem. */
export function formsLike(lexicon: Lexicon, word: string): Alternative[] {
  const wordStem = stem(word, lexicon.locale);
  const found = new Map<Form, number>();
  for (const form of lexicon.byBucket.get(bucketOf(word)) ?? []) {
    const likeness = kinship(wordStem, form.stem);
    if (likeness > 0) found.set(form, likeness);
  }
  for (const form of lexicon.byStem.get(wordStem) ?? []) found.set(form, sameStem);
  const itself = lexicon.forms.get(word);
  if (itself) found.set(itself, 1);
  if (lexicon.locale === 'pl' && word.startsWith('nie') && word.length >= 8) {
    for (const { form, likeness } of formsLike(lexicon, word.slice(3)))
      found.set(form, Math.max(found.get(form) ?? 0, likeness * negated));
  }
  return Array.from(found, ([form, likeness]) => ({ form, likeness }));
}

/** The forms that begin with these letters. */
export function formsStarting(lexicon: Lexicon, letters: string): Form[] {
  if (letters.length >= bucketLength)
    return (lexicon.byBucket.get(bucketOf(letters)) ?? []).filter(({ word }) => word.startsWith(letters));
  return [...lexicon.byBucket].flatMap(([bucket, forms]) => (bucket.startsWith(letters) ? forms : []));
}

/** Corrections kept for a word; more would be guesses. */
const maxCorrections = 6;
/** Below this many letters a word has too many neighbours: only swapped or missing letters are slips. */
const shortWord = 6;

/**
 * What a word that the index lacks may be a slip for: the forms at the least edit distance, at most one edit in words up
 * to six letters and two in longer ones. A scan over the forms of like length, of which the mask of letters leaves a few:
 * fast enough (docs/search.md) without the memory of an index of deletions.
 */
export function correctionsOf(lexicon: Lexicon, word: string): Alternative[] {
  if (word.length < 4 || /\d/.test(word)) return [];
  const { forms, distance } = nearestForms(lexicon, word);
  const likeness = distance > 1 ? 0.65 : word.length < shortWord ? 0.7 : 0.85;
  const found = new Map<Form, number>();
  // The same first letter first: slips rarely hit it. Then by word, so that the choice never depends on insertion order.
  const rank = (form: Form) => (form.word[0] === word[0] ? 0 : 1);
  forms.sort((a, b) => rank(a) - rank(b) || (a.word < b.word ? -1 : 1));
  for (const form of forms.slice(0, maxCorrections)) {
    for (const relative of lexicon.byStem.get(form.stem) ?? [])
      found.set(relative, Math.max(found.get(relative) ?? 0, likeness * sameStem));
    found.set(form, likeness);
  }
  return Array.from(found, ([form, value]) => ({ form, likeness: value }));
}

function nearestForms(lexicon: Lexicon, word: string): { forms: Form[]; distance: number } {
  let limit = word.length < 7 ? 1 : 2;
  const letters = letterMask(word);
  const shortest = word.length - limit;
  const longest = word.length + limit;
  let forms: Form[] = [];
  for (let length = shortest; length <= longest; length++) {
    for (const form of lexicon.byLength.get(length) ?? []) {
      if (bitCount(form.letters ^ letters) > 2 * limit) continue;
      const distance = editDistance(word, form.word, limit);
      if (distance > limit || !isPlausibleSlip(word, form, distance)) continue;
      if (distance < limit) {
        limit = distance;
        forms = [];
      }
      forms.push(form);
    }
  }
  return { forms, distance: limit };
}

function isPlausibleSlip(word: string, form: Form, distance: number): boolean {
  if (!isTopical(form)) return false;
  if (word.length >= shortWord) return distance === 1 || form.word[0] === word[0];
  if (form.word[0] !== word[0]) return false;
  return form.word.length === word.length
    ? form.letters === letterMask(word)
    : word.length > 4 && form.word.length > word.length;
}

/** Least weight of a word that stands in a heading, keyword or question, and not in running text alone. */
export const topicalWeight = 2;

/** Slips are corrected to words that some document is about; a neighbour from running text is nearly always chance. */
function isTopical({ postings }: Form): boolean {
  for (let at = 1; at < postings.length; at += 2) if ((postings[at] ?? 0) >= topicalWeight) return true;
  return false;
}
