import type { Locale } from '../../i18n/locales.ts';
import { tokenize } from '../../text/words.ts';
import { nextTurn } from '../../threads/next-turn.ts';
import { createLexicon, dropForm, internForm, type Lexicon, type WordForm } from './lexicon.ts';
import { passagesOf, type SearchDocument } from './passages.ts';
import { isStopWord } from './stop-words.ts';

export interface IndexEntry {
  readonly document: SearchDocument;
  readonly forms: readonly WordForm[];
  /** Heading, keywords and questions as lists of words: a query that matches one as a whole means this document. */
  readonly phrases: readonly (readonly WordForm[])[];
  /** Number of the document's first passage, under which coverage is counted for all of them. */
  readonly lead: number;
}

/** An index of one collection of documents in one language, changed in place by add and remove. */
export interface SearchIndex {
  readonly lexicon: Lexicon;
  /** By document number; holes are free. Each passage of a long document has its own number. */
  readonly entries: (IndexEntry | undefined)[];
  /** By id, a document's passage numbers in order. */
  readonly numbers: Map<string, number[]>;
  /** Passage numbers of documents with several passages. */
  readonly long: Set<readonly number[]>;
  readonly free: number[];
}

const WEIGHTS = { heading: 3, title: 1, keywords: 3, questions: 2, otherWords: 1.5, body: 1 } as const;

/** Maximum words of a saying indexed as a unit. */
export const MAX_SAYING_LENGTH = 6;

/**
 * Typical section length in words. A constant rather than a running average, so that a document's weights depend only on itself.
 */
const USUAL_LENGTH = 80;
/** Influence of body length (BM25's b). */
const LENGTH_INFLUENCE = 0.6;

export function createIndex(locale: Locale): SearchIndex {
  return { lexicon: createLexicon(locale), entries: [], numbers: new Map(), long: new Set(), free: [] };
}

/** Adds a document, replacing one with the same id. Findable by the next query. */
export function addDocument(index: SearchIndex, document: SearchDocument): void {
  for (const _ of addInSteps(index, document));
}

/** Adds a document passage by passage, yielding the number of characters after each. */
export function* addInSteps(index: SearchIndex, document: SearchDocument): Generator<number> {
  removeDocument(index, document.id);
  for (const passage of passagesOf(document, index.lexicon.locale)) {
    addPassage(index, passage);
    yield textLength(passage);
  }
}

function addPassage(index: SearchIndex, document: SearchDocument): void {
  const { lexicon } = index;
  const weightOf = new Map<WordForm, number>();
  const read = (text: string): WordForm[] => wordsOf(text, lexicon.locale).map((word) => internForm(lexicon, word));
  const count = (forms: readonly WordForm[], weight: number) => {
    for (const form of forms) weightOf.set(form, (weightOf.get(form) ?? 0) + weight);
  };
  const phrases = weighedTexts(document).flatMap(([texts, weight]) =>
    texts.map((text) => {
      const phrase = read(text);
      count(phrase, weight);
      return phrase;
    }),
  );
  if (document.heading !== undefined) count(read(document.title), WEIGHTS.title);
  const body = read(document.body);
  count(body, WEIGHTS.body / (1 - LENGTH_INFLUENCE + (LENGTH_INFLUENCE * body.length) / USUAL_LENGTH));

  const number = index.free.pop() ?? index.entries.length;
  for (const [form, weight] of weightOf) insertPosting(form, number, weight);
  const passages = index.numbers.get(document.id) ?? [];
  passages.push(number);
  index.entries[number] = { document, forms: [...weightOf.keys()], phrases, lead: passages[0] ?? number };
  index.numbers.set(document.id, passages);
  if (passages.length > 1) index.long.add(passages);
}

function weighedTexts(document: SearchDocument): [readonly string[], number][] {
  return [
    [[document.heading ?? document.title], WEIGHTS.heading],
    [document.keywords, WEIGHTS.keywords],
    [document.questions, WEIGHTS.questions],
    [document.otherWords, WEIGHTS.otherWords],
  ];
}

/** The topical words of a text. A saying without any ("someone else") is one word itself. */
function wordsOf(text: string, locale: Locale): string[] {
  const all = tokenize(text).map(({ word }) => word);
  const telling = all.filter((word) => !isStopWord(word, locale));
  return telling.length === 0 && all.length > 1 && all.length <= MAX_SAYING_LENGTH ? [all.join(' ')] : telling;
}

/** Removes a document with all its passages; returns whether it existed. */
export function removeDocument(index: SearchIndex, id: string): boolean {
  const passages = index.numbers.get(id);
  if (!passages) return false;
  for (const number of passages) {
    for (const form of index.entries[number]?.forms ?? []) {
      form.postings.splice(postingAt(form.postings, number), 2);
      if (form.postings.length === 0) dropForm(index.lexicon, form);
    }
    index.entries[number] = undefined;
    index.free.push(number);
  }
  index.numbers.delete(id);
  index.long.delete(passages);
  return true;
}

/** Position of the first posting whose document is not before this one. */
function postingAt(postings: readonly number[], document: number): number {
  let low = 0;
  let high = postings.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((postings[2 * middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return 2 * low;
}

function insertPosting(form: WordForm, document: number, weight: number): void {
  const { postings } = form;
  const at = postingAt(postings, document);
  // Most words occur in one document: a literal takes no spare room, a pushed array does.
  if (postings.length === 0) form.postings = [document, weight];
  else if (at === postings.length) postings.push(document, weight);
  else postings.splice(at, 0, document, weight);
}

/** Characters indexed per slice before yielding to the event loop: a few milliseconds of work. */
const SLICE_LENGTH = 8_000;

/**
 * Builds an index in slices, so that the event loop stays responsive. `documents` may be a generator: each document is then made
 * within its slice.
 *
 * @param pause yields between slices: to the event loop's next turn, unless a test counts them
 */
export async function buildIndex(
  locale: Locale,
  documents: Iterable<SearchDocument>,
  pause: () => Promise<void> = nextTurn,
): Promise<SearchIndex> {
  const index = createIndex(locale);
  let length = 0;
  for (const document of documents)
    for (const added of addInSteps(index, document)) {
      length += added;
      if (length < SLICE_LENGTH) continue;
      length = 0;
      await pause();
    }
  return index;
}

function textLength(document: SearchDocument): number {
  let length = document.body.length + document.title.length;
  for (const words of [document.keywords, document.questions, document.otherWords])
    for (const text of words) length += text.length;
  return length;
}
