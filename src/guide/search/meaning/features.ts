import type { Locale } from '../../../i18n/locales.ts';
import { tokenize } from '../../../text/words.ts';
import { stem } from '../analysis.ts';
import { isStopWord } from '../stop-words.ts';

/** Number of features; those with the same hash share one. */
export const FEATURE_COUNT = 1 << 16;

/** Maximum characters read, so that the time is bounded. */
const MAX_LENGTH = 1000;
/** Lengths of the pieces of a word: they tell kin and typos without a dictionary. */
const PIECE = { min: 3, max: 5, weight: 0.4 } as const;
const STOP_WORD_WEIGHT = 0.5;
const PAIR_WEIGHT = 0.7;

/**
 * What a text consists of, by hash: stems, pairs of neighbouring stems, and pieces of words. Function words count as stems and in
 * pairs: "for nothing" is more than "nothing".
 */
export function featuresOf(text: string, locale: Locale): Map<number, number> {
  const features = new Map<number, number>();
  const add = (feature: string, weight: number) => {
    const at = hash(feature) % FEATURE_COUNT;
    features.set(at, (features.get(at) ?? 0) + weight);
  };
  let before: string | undefined;
  for (const { word } of tokenize(text.slice(0, MAX_LENGTH))) {
    const isFunctionWord = isStopWord(word, locale);
    const weight = isFunctionWord ? STOP_WORD_WEIGHT : 1;
    const wordStem = stem(word, locale);
    add(`s${wordStem}`, weight);
    if (before !== undefined) add(`b${before} ${wordStem}`, weight * PAIR_WEIGHT);
    before = wordStem;
    if (isFunctionWord) continue;
    const marked = `<${word}>`;
    for (let length = PIECE.min; length <= PIECE.max; length++)
      for (let start = 0; start + length <= marked.length; start++)
        add(`c${marked.slice(start, start + length)}`, PIECE.weight);
  }
  return features;
}

/** FNV-1a, mixed once more so that the low bits are even. */
function hash(text: string): number {
  let value = 2_166_136_261;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 12;
  return value >>> 0;
}

/** A sparse vector of length 1. */
export interface Vector {
  readonly features: readonly number[];
  readonly values: readonly number[];
}

/** Weighs features by rarity; those with rarity 0 were never learned and are left out. */
export function vectorOf(counts: ReadonlyMap<number, number>, rarity: ArrayLike<number>): Vector {
  const features: number[] = [];
  const values: number[] = [];
  let squares = 0;
  for (const [feature, count] of counts) {
    const value = Math.sqrt(count) * (rarity[feature] ?? 0);
    if (value === 0) continue;
    features.push(feature);
    values.push(value);
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  return { features, values: values.map((value) => value / length) };
}
