import type { Guide } from '../../src/guide/articles.ts';
import type { Concepts } from '../../src/guide/search/meaning/concepts.ts';
import { FEATURE_COUNT, featuresOf, type Vector, vectorOf } from '../../src/guide/search/meaning/features.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import type { Complaint } from '../complaints.ts';
import type { Judged } from '../search-eval.ts';

/** A text to learn from. */
export interface Example {
  readonly counts: ReadonlyMap<number, number>;
  /** Column of its section; the last one is for what lies beside the guide. */
  readonly column: number;
  /** How much it counts; a complaint counts 1. */
  readonly weight: number;
}

/** A keyword says little about how people tell a story, and a sentence of the text was not said by them at all. */
const WEIGHTS = { complaint: 1, question: 1, keyword: 0.5, otherWord: 0.3, sentence: 0.3, theme: 0.5 } as const;
const LEAST_SENTENCE = 15;
const BEST_GRADE = 2;

/** What people said, with what answers it. */
export interface Said {
  readonly complaints: readonly Complaint[];
  readonly judged: readonly Pick<Judged, 'query' | 'relevant'>[];
}

/**
 * All that is learned from in one language: complaints, judged queries, the articles' words and texts, and themes that are not
 * covered.
 */
export function examplesOf(
  locale: Locale,
  documents: readonly SearchDocument[],
  { complaints, judged }: Said,
  { notCovered, concepts }: Pick<Guide, 'notCovered'> & { readonly concepts: Concepts },
): Example[] {
  const columns = new Map(documents.map(({ id }, column) => [id, column]));
  const examples: Example[] = [];
  const add = (text: string, column: number, weight: number) => {
    const counts = countsOf(text, locale, concepts);
    if (counts.size > 0) examples.push({ counts, column, weight });
  };
  for (const { text, section } of complaints) {
    const column = section === undefined ? documents.length : columns.get(section);
    if (column !== undefined) add(text, column, WEIGHTS.complaint);
  }
  for (const { query, relevant } of judged) {
    const answers = Object.entries(relevant);
    if (answers.length === 0) add(query, documents.length, WEIGHTS.complaint);
    for (const [id, grade] of answers) {
      const column = columns.get(id);
      if (column !== undefined) add(query, column, grade / BEST_GRADE / Math.max(1, answers.length - 1));
    }
  }
  documents.forEach(({ title, heading, keywords, questions, otherWords, body }, column) => {
    for (const text of [heading ?? title, ...questions]) add(text, column, WEIGHTS.question);
    for (const text of keywords) add(text, column, WEIGHTS.keyword);
    for (const text of otherWords) add(text, column, WEIGHTS.otherWord);
    for (const text of body.split(/(?<=[.!?:])\s+|\n+/))
      if (text.length > LEAST_SENTENCE) add(text, column, WEIGHTS.sentence);
  });
  for (const text of notCovered) add(text, documents.length, WEIGHTS.theme);
  return examples;
}

/** Models are learned from nearly the same texts several times, and reading them takes as long as learning. */
const known = new WeakMap<Concepts, Map<string, ReadonlyMap<number, number>>>();

function countsOf(text: string, locale: Locale, concepts: Concepts): ReadonlyMap<number, number> {
  const read = known.get(concepts) ?? new Map<string, ReadonlyMap<number, number>>();
  known.set(concepts, read);
  const counts = read.get(text) ?? featuresOf(text, locale, concepts);
  read.set(text, counts);
  return counts;
}

/** The rarity of each feature: 0 where it does not occur. */
export function rarityIn(examples: readonly Example[]): Float32Array {
  const frequency = new Float32Array(FEATURE_COUNT);
  for (const { counts } of examples)
    for (const feature of counts.keys()) frequency[feature] = (frequency[feature] ?? 0) + 1;
  return frequency.map((count) => (count === 0 ? 0 : Math.log(1 + examples.length / count)));
}

export function vectorsOf(examples: readonly Example[], rarity: Float32Array): Vector[] {
  return examples.map(({ counts }) => vectorOf(counts, rarity));
}
