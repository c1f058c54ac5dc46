import type { Locale } from '../../../i18n/locales.ts';
import { tokens } from '../../../text/words.ts';
import { stem } from '../analysis.ts';
import { isStopWord } from '../stop-words.ts';
import { type Concepts, conceptsIn } from './concepts.ts';

/** Number of features; those with the same hash share one. */
export const FEATURE_COUNT = 1 << 16;

/** Maximum characters read, so that the time is bounded. */
const MAX_LENGTH = 1000;
/** Lengths of the pieces of a word: they tell kin and typos without a dictionary. */
const PIECE = { min: 3, max: 5, weight: 0.4 } as const;
const STOP_WORD_WEIGHT = 0.5;
const PAIR_WEIGHT = 0.7;
const CONCEPT_WEIGHT = { single: 0.7, pair: 0.5 } as const;

/**
 * How often each feature occurs in the text that is read, and which do, in order: kept between texts, since to fill a map with a
 * thousand of them takes longer than to read the text.
 */
const counts = new Float64Array(FEATURE_COUNT);
const found = new Uint16Array(FEATURE_COUNT);

/**
 * What a text consists of, by hash: stems, pairs of neighbouring stems, pieces of words, concepts, and pairs of concepts that follow
 * each other. Function words count as stems and in pairs: "for nothing" is more than "nothing".
 */
export function featuresOf(text: string, locale: Locale, concepts: Concepts): Map<number, number> {
  const features = new Map<number, number>();
  const size = read(text, locale, concepts);
  for (let at = 0; at < size; at++) {
    const feature = found[at] ?? 0;
    features.set(feature, counts[feature] ?? 0);
    counts[feature] = 0;
  }
  return features;
}

/** A sparse vector of length 1. */
export interface Vector {
  readonly features: readonly number[];
  readonly values: readonly number[];
}

/** Weighs features by rarity; those with rarity 0 were never learned and are left out. */
export function vectorOf(features: ReadonlyMap<number, number>, rarity: ArrayLike<number>): Vector {
  const learned = [...features].filter(([feature]) => (rarity[feature] ?? 0) !== 0);
  const values = learned.map(([feature, count]) => Math.sqrt(count) * (rarity[feature] ?? 0));
  const length = lengthOf(values);
  return { features: learned.map(([feature]) => feature), values: values.map((value) => value / length) };
}

/** The {@link vectorOf} a text's features, for reading once. */
export function textVector(
  text: string,
  locale: Locale,
  rarity: Float32Array,
  concepts: Concepts,
): { readonly features: Uint16Array; readonly values: Float64Array } {
  const size = read(text, locale, concepts);
  const [features, all] = [new Uint16Array(size), new Float64Array(size)];
  let learned = 0;
  for (let at = 0; at < size; at++) {
    const feature = found[at] ?? 0;
    const value = Math.sqrt(counts[feature] ?? 0) * (rarity[feature] ?? 0);
    counts[feature] = 0;
    if (value === 0) continue;
    features[learned] = feature;
    all[learned++] = value;
  }
  const values = all.subarray(0, learned);
  const length = lengthOf(values);
  for (let at = 0; at < learned; at++) values[at] = (values[at] ?? 0) / length;
  return { features: features.subarray(0, learned), values };
}

function lengthOf(values: Iterable<number>): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares) || 1;
}

/** Counts the features of a text in {@link counts}, which the caller clears. @returns how many of {@link found} there are */
function read(text: string, locale: Locale, concepts: Concepts): number {
  let size = 0;
  const add = (state: number, weight: number) => {
    const feature = numberOf(state);
    const before = counts[feature] ?? 0;
    if (before === 0) found[size++] = feature;
    counts[feature] = before + weight;
  };
  let before: string | undefined;
  let conceptBefore: number | undefined;
  for (const { word } of tokens(text.slice(0, MAX_LENGTH))) {
    const isFunctionWord = isStopWord(word, locale);
    const weight = isFunctionWord ? STOP_WORD_WEIGHT : 1;
    const wordStem = stem(word, locale);
    add(hash(STEM, wordStem), weight);
    if (before !== undefined) add(hash(step(hash(PAIR, before), SPACE), wordStem), weight * PAIR_WEIGHT);
    before = wordStem;
    const meant = conceptsIn(concepts, word);
    for (const concept of meant) add(step(CONCEPT, concept), CONCEPT_WEIGHT.single);
    const [concept] = meant;
    if (concept !== undefined) {
      if (conceptBefore !== undefined && conceptBefore !== concept)
        add(step(step(CONCEPTS, conceptBefore), concept), CONCEPT_WEIGHT.pair);
      conceptBefore = concept;
    }
    if (isFunctionWord) continue;
    const marked = `<${word}>`;
    for (let length = PIECE.min; length <= PIECE.max; length++)
      for (let start = 0; start + length <= marked.length; start++)
        add(hash(PART, marked, start, start + length), PIECE.weight);
  }
  return size;
}

/** FNV-1a. */
const step = (state: number, code: number): number => Math.imul(state ^ code, 16_777_619);
const BEGINNING = 2_166_136_261;
/** What is hashed first tells kinds of features apart. */
const STEM = step(BEGINNING, 's'.charCodeAt(0));
const PAIR = step(BEGINNING, 'b'.charCodeAt(0));
const PART = step(BEGINNING, 'c'.charCodeAt(0));
const CONCEPT = step(BEGINNING, 'k'.charCodeAt(0));
const CONCEPTS = step(BEGINNING, 'p'.charCodeAt(0));
const SPACE = ' '.charCodeAt(0);

/** Goes on hashing with a stretch of text. */
function hash(state: number, text: string, start = 0, end = text.length): number {
  let value = state;
  for (let at = start; at < end; at++) value = step(value, text.charCodeAt(at));
  return value;
}

/** Mixed once more, so that the low bits are even. */
function numberOf(state: number): number {
  let value = state ^ (state >>> 15);
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 12;
  return (value >>> 0) % FEATURE_COUNT;
}
