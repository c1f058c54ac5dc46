import { type Alternative, type Sense, SYNONYM_LIKENESS, type WordForm } from './lexicon.ts';
import { MAX_QUERY_WORDS } from './query-words.ts';
import type { IndexEntry, SearchIndex } from './search-index.ts';

/** A query's scores for the documents of one index, by document number. Dense arrays, since a common word touches them all. */
export interface Tally {
  readonly score: Float64Array;
  /** Indexed by the number of a document's first passage. */
  readonly covered: Float64Array;
  /** Weight of the current word. */
  readonly weight: Float64Array;
  readonly likeness: Float64Array;
  /** Best passage's contribution of the current word, by the number of a document's first passage. */
  readonly best: Float64Array;
}

/** One tally per index, reused by each query to spare the garbage collector. */
const tallies = new WeakMap<SearchIndex, Tally>();

/** An empty tally of this index. Valid until the next one is started on it, so never use it across an `await`. */
export function startTally(index: SearchIndex): Tally {
  const known = tallies.get(index);
  if (known && known.score.length >= index.entries.length) {
    known.score.fill(0);
    known.covered.fill(0);
    return known;
  }
  // Spare room, so that adding documents one by one does not allocate a tally each time.
  const array = () => new Float64Array(index.entries.length + 64);
  const tally = { score: array(), covered: array(), weight: array(), likeness: array(), best: array() };
  tallies.set(index, tally);
  return tally;
}

/** Saturation of repeated words (BM25's k1). */
const SATURATION = 1.2;
/**
 * Weight at which a word covers its share of the query almost fully: that of a heading or keyword. A mention in running text
 * covers half.
 */
const FULL_WEIGHT = 3;
const COVER_SATURATION = 2;
/**
 * Minimum weight for coverage, that of a word in the longest piece of running text: whether a text contains a word must not
 * depend on its length.
 */
const LEAST_COVER_WEIGHT = 0.8;
/**
 * Added to a word's rarity for coverage: otherwise a word in every section ("client") would weigh nothing, and one unknown word
 * beside it would empty the answer.
 */
const COMMON_WORD_WORTH = 0.6;

/**
 * Spreads a word over the documents that contain it: each of its forms adds its weight times its likeness, and each word of a
 * text counts once, as its likeliest meaning.
 *
 * @returns the touched passages and the number of documents with the word: a document with a merely related word counts in part,
 * or vague meanings would make a rare word common; `named` excludes documents that contain only a synonym
 */
export function spread(
  { entries }: SearchIndex,
  { weight, likeness, best }: Tally,
  alternatives: readonly Alternative[],
): { numbers: number[]; frequency: number; named: number } {
  const numbers: number[] = [];
  for (const { form, likeness: alike } of alternatives) {
    const { postings } = form;
    for (let at = 0; at < postings.length; at += 2) {
      const number = postings[at] ?? 0;
      if (weight[number] === 0) numbers.push(number);
      weight[number] = (weight[number] ?? 0) + alike * (postings[at + 1] ?? 0);
      likeness[number] = Math.max(likeness[number] ?? 0, alike);
    }
  }
  let frequency = 0;
  let named = 0;
  const namedBy = (alike: number) => (alike > SYNONYM_LIKENESS ? alike : 0);
  for (const number of numbers) {
    const alike = likeness[number] ?? 0;
    const lead = entries[number]?.lead ?? number;
    const before = best[lead] ?? 0;
    if (alike <= before) continue;
    frequency += alike - before;
    named += namedBy(alike) - namedBy(before);
    best[lead] = alike;
  }
  for (const number of numbers) best[entries[number]?.lead ?? number] = 0;
  return { numbers, frequency, named };
}

/** BM25's inverse document frequency, never negative. */
export function rarityOf(frequency: number, size: number): number {
  return Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5));
}

/** Weight of a word of this rarity in the coverage of a query. */
export function coverWorth(rarity: number): number {
  return rarity + COMMON_WORD_WORTH;
}

/**
 * Adds the word's worth to the passages it touched, and clears the tally for the next word. A long document's score is that of
 * its best passage, where the words occur together; it covers what any of its passages covers.
 */
export function settle({ entries }: SearchIndex, tally: Tally, numbers: readonly number[], rarity: number): void {
  const { score, covered, weight, likeness, best } = tally;
  for (const number of numbers) {
    const held = weight[number] ?? 0;
    score[number] = (score[number] ?? 0) + (rarity * (SATURATION + 1) * held) / (held + SATURATION);
    const full = Math.max(held, LEAST_COVER_WEIGHT * (likeness[number] ?? 0));
    const fullness = ((FULL_WEIGHT + COVER_SATURATION) / FULL_WEIGHT) * (full / (full + COVER_SATURATION));
    const covers = coverWorth(rarity) * (likeness[number] ?? 0) * fullness;
    const lead = entries[number]?.lead ?? number;
    const more = covers - (best[lead] ?? 0);
    if (more > 0) {
      covered[lead] = (covered[lead] ?? 0) + more;
      best[lead] = covers;
    }
    weight[number] = 0;
    likeness[number] = 0;
  }
  for (const number of numbers) best[entries[number]?.lead ?? number] = 0;
}

/** Keeps only the best passage of each long document, the first on a tie. */
export function keepBest({ long }: SearchIndex, { score }: Tally): void {
  for (const passages of long) {
    let best: number | undefined;
    for (const number of passages)
      if ((score[number] ?? 0) > (best === undefined ? 0 : (score[best] ?? 0))) best = number;
    for (const number of passages) if (number !== best) score[number] = 0;
  }
}

/**
 * Notes on each form what the query means by it, where {@link phraseFit} looks it up for every word of every candidate's phrases.
 * To be undone with {@link forgetSenses} before the next query.
 */
export function noteSenses(senses: ReadonlyMap<WordForm, Sense>): void {
  for (const [form, sense] of senses) form.sense = sense;
}

export function forgetSenses(senses: ReadonlyMap<WordForm, Sense>): void {
  for (const form of senses.keys()) form.sense = undefined;
}

/** Weights of the query's words in a phrase, and the words in the order in which the phrase has them; reused by each phrase. */
const shared = new Float64Array(MAX_QUERY_WORDS);
const inOrder = new Uint8Array(MAX_QUERY_WORDS);

/**
 * How well the query matches one of the document's phrases as a whole, from 0 to 1: the weight of shared words over the weight of
 * all. Words of the phrase that the query lacks weigh as its average word. What the query means is read from the forms.
 */
export function phraseFit({ phrases }: IndexEntry, query: { readonly total: number; readonly length: number }): number {
  let best = 0;
  for (const phrase of phrases) {
    let missing = 0;
    let count = 0;
    for (const { sense } of phrase) {
      if (sense === undefined) {
        missing++;
        continue;
      }
      const { queryWord } = sense;
      const weight = sense.likeness * sense.rarity;
      const before = shared[queryWord] ?? 0;
      if (weight <= before) continue;
      if (before === 0) inOrder[count++] = queryWord;
      shared[queryWord] = weight;
    }
    if (count === 0) continue;
    let common = 0;
    for (let at = 0; at < count; at++) {
      const queryWord = inOrder[at] ?? 0;
      common += shared[queryWord] ?? 0;
      shared[queryWord] = 0;
    }
    best = Math.max(best, common / (query.total + (query.total / query.length) * missing));
  }
  return best;
}

/** Document numbers of the highest scores above 0, in no particular order; more than `count` if the last ones tie. */
export function highest(scores: Float64Array, count: number, allowed: (number: number) => boolean): number[] {
  const kept: number[] = [];
  let least = 0;
  const trim = () => {
    kept.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    least = scores[kept[count - 1] ?? 0] ?? 0;
    while (kept.length > count && (scores[kept.at(-1) ?? 0] ?? 0) < least) kept.pop();
  };
  for (let number = 0; number < scores.length; number++) {
    const score = scores[number] ?? 0;
    if (score === 0 || score < least || !allowed(number)) continue;
    kept.push(number);
    if (kept.length === 8 * count) trim();
  }
  if (kept.length > count) trim();
  return kept;
}
