import type { Locale } from '../../i18n/locales.ts';
import { letterMask } from '../../text/distance.ts';
import { BUCKET_LENGTH, kinship, stem } from './analysis.ts';

/** A word as it occurs in the indexed texts, with the documents that contain it. */
export interface WordForm {
  readonly word: string;
  readonly stem: string;
  /** {@link letterMask} of the word. */
  readonly letters: number;
  /** Pairs of document number and weight, ascending by document. */
  postings: number[];
  /** What the query that is being answered means by it; undefined between queries. */
  sense: Sense | undefined;
}

/** A meaning of a query's word among the words of the indexed texts. */
export interface Sense {
  /** Number of the word in the query. */
  readonly queryWord: number;
  readonly likeness: number;
  readonly rarity: number;
}

/** A form that a query word may mean, and its likelihood (0 to 1). */
export interface Alternative {
  readonly form: WordForm;
  readonly likeness: number;
}

/**
 * All word forms of an index. Lookup takes two steps, a short key and then a small map or list, because a single map of hundreds
 * of thousands of words would block the process while it grows.
 */
export interface Lexicon {
  readonly locale: Locale;
  /** First letters -> word -> form. */
  readonly buckets: Map<string, Map<string, WordForm>>;
  /** First letters of the stem -> stem -> forms. */
  readonly stems: Map<string, Map<string, WordForm[]>>;
  /** First letter and length -> forms, for corrections. */
  readonly shapes: Map<string, WordForm[]>;
}

export function createLexicon(locale: Locale): Lexicon {
  return { locale, buckets: new Map(), stems: new Map(), shapes: new Map() };
}

function bucketOf(word: string): string {
  return word.slice(0, BUCKET_LENGTH);
}

export function shapeOf(firstLetter: string, length: number): string {
  return `${firstLetter}${length}`;
}

export function findForm(lexicon: Lexicon, word: string): WordForm | undefined {
  return lexicon.buckets.get(bucketOf(word))?.get(word);
}

/** The form for this word, created if necessary. */
export function internForm(lexicon: Lexicon, word: string): WordForm {
  const known = findForm(lexicon, word);
  if (known) return known;
  const form: WordForm = {
    word,
    stem: stem(word, lexicon.locale),
    letters: letterMask(word),
    postings: [],
    sense: undefined,
  };
  entry(lexicon.buckets, bucketOf(word), () => new Map<string, WordForm>()).set(word, form);
  const stems = entry(lexicon.stems, bucketOf(form.stem), () => new Map<string, WordForm[]>());
  entry(stems, form.stem, newList).push(form);
  entry(lexicon.shapes, shapeOf(word.charAt(0), word.length), newList).push(form);
  return form;
}

/** Removes a form that no document contains any more. */
export function dropForm(lexicon: Lexicon, form: WordForm): void {
  const bucket = lexicon.buckets.get(bucketOf(form.word));
  bucket?.delete(form.word);
  if (bucket?.size === 0) lexicon.buckets.delete(bucketOf(form.word));
  const stems = lexicon.stems.get(bucketOf(form.stem));
  if (stems) takeFrom(stems, form.stem, form);
  if (stems?.size === 0) lexicon.stems.delete(bucketOf(form.stem));
  takeFrom(lexicon.shapes, shapeOf(form.word.charAt(0), form.word.length), form);
}

const newList = (): WordForm[] => [];

function entry<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}

function takeFrom(lists: Map<string, WordForm[]>, key: string, form: WordForm): void {
  const list = lists.get(key);
  if (!list) return;
  list.splice(list.indexOf(form), 1);
  if (list.length === 0) lists.delete(key);
}

/** Likeness of a form with the same stem. Folded stems are ambiguous, so it is slightly below the word itself. */
const SAME_STEM = 0.95;
/** Likeness of "nieopłacony" to "opłacony": the opposite, but the same topic. */
const NEGATED = 0.7;

/** Likeness of a synonym: below all others, so that the typed word comes first. */
export const SYNONYM_LIKENESS = 0.4;
/** Likeness of a synonym if no text is about the typed word in any form. */
const ONLY_MEANING = 0.7;

function formsOfStem(lexicon: Lexicon, wordStem: string): readonly WordForm[] {
  return lexicon.stems.get(bucketOf(wordStem))?.get(wordStem) ?? [];
}

/** The forms in this index that are the word itself or share its stem or coarse stem. */
export function formsLike(lexicon: Lexicon, word: string): Alternative[] {
  const wordStem = stem(word, lexicon.locale);
  const found = new Map<WordForm, number>();
  for (const form of lexicon.buckets.get(bucketOf(word))?.values() ?? []) {
    const likeness = kinship(wordStem, form.stem);
    if (likeness > 0) found.set(form, likeness);
  }
  for (const form of formsOfStem(lexicon, wordStem)) found.set(form, SAME_STEM);
  const itself = findForm(lexicon, word);
  if (itself) found.set(itself, 1);
  if (lexicon.locale === 'pl' && word.startsWith('nie') && word.length >= 8) {
    for (const { form, likeness } of formsLike(lexicon, word.slice(3)))
      found.set(form, Math.max(found.get(form) ?? 0, likeness * NEGATED));
  }
  return asAlternatives(found);
}

/** The given meanings of a word plus, at a lower likeness, the forms of its synonyms. */
export function withSynonyms(
  lexicon: Lexicon,
  known: readonly Alternative[],
  synonyms: Iterable<string>,
): Alternative[] {
  const found = new Map(known.map(({ form, likeness }) => [form, likeness]));
  const asSynonym = known.some(({ form }) => isTopical(form)) ? SYNONYM_LIKENESS : ONLY_MEANING;
  for (const synonym of synonyms) {
    // Only the synonym's own forms: a word with merely the same prefix would be a guess about a guess.
    for (const form of formsOfStem(lexicon, stem(synonym, lexicon.locale)))
      if (!found.has(form)) found.set(form, asSynonym);
  }
  return asAlternatives(found);
}

/** The given forms with the given likeness, and slightly lower the forms that share their stem. */
export function withRelatives(lexicon: Lexicon, forms: readonly WordForm[], likeness: number): Alternative[] {
  const found = new Map<WordForm, number>();
  for (const form of forms) {
    for (const relative of formsOfStem(lexicon, form.stem))
      found.set(relative, Math.max(found.get(relative) ?? 0, likeness * SAME_STEM));
    found.set(form, likeness);
  }
  return asAlternatives(found);
}

/** Merges two lists of meanings, each with its higher likeness. */
export function likeliest(some: readonly Alternative[], others: readonly Alternative[]): readonly Alternative[] {
  if (others.length === 0) return some;
  const found = new Map(some.map(({ form, likeness }) => [form, likeness]));
  for (const { form, likeness } of others) found.set(form, Math.max(found.get(form) ?? 0, likeness));
  return asAlternatives(found);
}

function asAlternatives(found: ReadonlyMap<WordForm, number>): Alternative[] {
  return Array.from(found, ([form, likeness]) => ({ form, likeness }));
}

/** The forms that begin with these letters. */
export function formsStarting(lexicon: Lexicon, letters: string): WordForm[] {
  if (letters.length >= BUCKET_LENGTH) {
    const bucket = lexicon.buckets.get(bucketOf(letters));
    return [...(bucket?.values() ?? [])].filter(({ word }) => word.startsWith(letters));
  }
  return [...lexicon.buckets].flatMap(([key, bucket]) => (key.startsWith(letters) ? [...bucket.values()] : []));
}

/** Minimum weight of a word in a heading, keyword or question, as opposed to running text alone. */
export const TOPICAL_WEIGHT = 2;

/** Whether some document is about this word, rather than merely mentioning it. */
export function isTopical({ postings }: WordForm): boolean {
  for (let at = 1; at < postings.length; at += 2) if ((postings[at] ?? 0) >= TOPICAL_WEIGHT) return true;
  return false;
}
