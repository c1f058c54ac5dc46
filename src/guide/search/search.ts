import type { Locale } from '../../i18n/locales.ts';
import { tokenize } from '../../text/words.ts';
import { FILLER_WORTH, isFiller } from './filler-words.ts';
import {
  type Alternative,
  findForm,
  formsLike,
  type Lexicon,
  likeliest,
  type WordForm,
  withSynonyms,
} from './lexicon.ts';
import type { SearchDocument } from './passages.ts';
import {
  coverWorth,
  highest,
  keepBest,
  phraseFit,
  rarityOf,
  type Sense,
  settle,
  spread,
  startTally,
  type Tally,
} from './score.ts';
import { MAX_SAYING_LENGTH, type SearchIndex } from './search-index.ts';
import { correctionsOf } from './speller.ts';
import { isStopWord, namesPerson } from './stop-words.ts';
import { type Synonyms, synonymsFor } from './synonyms.ts';
import { type ForeignThemes, foreignWords } from './themes.ts';

/** Maximum characters of a query; longer ones are cut, since each word costs time. */
export const MAX_QUERY_LENGTH = 300;
const MAX_QUERY_WORDS = 24;
/** Maximum words corrected, since corrections cost more than lookups; a query with more unknown words is not a typo. */
const MAX_CORRECTED_WORDS = 6;
/** Maximum likeness at which the typed word may still be a typo: that of words with merely the same prefix. */
const DOUBTFUL = 0.6;

/** A collection to search (each index at most once in a query), and its weight relative to the others (1: equal). */
export interface Source {
  readonly name: string;
  readonly index: SearchIndex;
  readonly boost?: number;
  /** Excluded slugs: articles that a community hid or replaced. */
  readonly hidden?: ReadonlySet<string>;
  /** Themes this collection does not cover: their words match nothing in it. */
  readonly foreign?: ForeignThemes;
  /** Words with the same meaning in its language. */
  readonly synonyms?: Synonyms | undefined;
}

/** Weight of the guide relative to a community's articles on the same themes. */
export const GUIDE_BOOST = 1.6;

/** `confident`: the first result answers. `closest`: topics near the question. `nothing`: no result is worth showing. */
export type Confidence = 'confident' | 'closest' | 'nothing';

export interface SearchResult {
  /** Name of the source. */
  readonly source: string;
  readonly document: SearchDocument;
  /** Comparable within one answer only. */
  readonly score: number;
  /** Share of the query's weight that the document covers, from 0 to 1. */
  readonly coverage: number;
}

export interface SearchAnswer {
  readonly confidence: Confidence;
  /** Best first; empty exactly when the confidence is `nothing`. */
  readonly results: readonly SearchResult[];
  /** Folded words that count as matches, for marking them in snippets. */
  readonly matches: ReadonlySet<string>;
}

/** Minimum coverage at which the first result counts as the answer. */
const CONFIDENT_COVERAGE = 0.6;
/** Minimum coverage of a shown result … */
const LEAST_COVERAGE = 0.4;
/** … unless the query has a word found in this share of the documents ("client"): then it is about the guide's theme. */
const THEME_SHARE = 0.8;
/**
 * A query with at least this number of topical words is a story, if it names no uncovered theme and at most this share of its
 * words is strange, i.e. found in no text in any form. Strange words then belong to the circumstances and get this weight when
 * deciding whether to show anything; and since a story repeats itself, its answer may cover less of it. In a short query the one
 * strange word may be the question itself. For confidence every word counts fully.
 */
const STORY = { words: 4, strangeShare: 0.4, strangeWorth: 0.2, leastCoverage: 0.35 } as const;
/** Weight factor of a word that names a theme no source covers: it is what the question is about. */
const FOREIGN_WORTH = 2;
/** Bonus for the fit of a whole phrase, as a share of the query's weight. */
const PHRASE_WORTH = 1.5;
/** Maximum candidates whose phrases are compared. */
const CANDIDATE_COUNT = 20;

/**
 * Answers a query from several indexes at once. Any text is a query; the result depends only on the query and the documents, not
 * on the order in which they were added.
 *
 * @param limit maximum results, at most 20
 */
export function search(sources: readonly Source[], query: string, limit = 10): SearchAnswer {
  const size = sources.reduce((sum, { index }) => sum + index.numbers.size, 0);
  const tallies = sources.map(({ index }) => startTally(index));
  const senses = new Map<WordForm, Sense>();
  const meanings = meaningsOf(sources, query);
  let total = 0;
  let cover = 0;
  let strangeCover = 0;
  let strangeWords = 0;
  let onTheme = false;
  let offTheme = false;
  meanings.forEach(({ alternatives, foreign, filler, strange }, queryWord) => {
    const touched = sources.map(({ index }, at) => spread(index, tallies[at] as Tally, alternatives[at] ?? []));
    const frequency = touched.reduce((sum, { frequency }) => sum + frequency, 0);
    const rarity = rarityOf(frequency, size) * (filler ? FILLER_WORTH : 1);
    total += rarity;
    onTheme ||= touched.reduce((sum, { named }) => sum + named, 0) > size * THEME_SHARE;
    const unanswered = foreign && frequency === 0;
    offTheme ||= unanswered;
    const worth = coverWorth(rarity) * (unanswered ? FOREIGN_WORTH : 1);
    cover += worth;
    if (strange) strangeCover += worth;
    strangeWords += Number(strange);
    sources.forEach(({ index }, at) => {
      settle(index, tallies[at] as Tally, touched[at]?.numbers ?? [], rarity);
    });
    for (const { form, likeness } of alternatives.flat())
      if ((senses.get(form)?.likeness ?? 0) < likeness) senses.set(form, { queryWord, likeness, rarity });
  });

  const results = sources
    .flatMap((source, at) => {
      const tally = tallies[at];
      return tally ? bestOf(source, tally, senses, { total, cover, length: meanings.length }) : [];
    })
    .sort(byScore)
    .slice(0, limit);
  const matches = new Set([...senses.keys()].map(({ word }) => word));
  const isStory = !offTheme && meanings.length >= STORY.words && strangeWords <= meanings.length * STORY.strangeShare;
  const telling = 1 - (strangeCover / cover) * (1 - STORY.strangeWorth);
  const least = isStory ? STORY.leastCoverage * telling : LEAST_COVERAGE;
  // Many words that merely resemble the typed one may outweigh the text that contains it; they must not hide it.
  if (meanings.length === 1) results.sort((a, b) => Number(b.coverage >= least) - Number(a.coverage >= least));
  const coverage = results[0]?.coverage ?? 0;
  if (results.length === 0 || (coverage < least && (!onTheme || offTheme)))
    return { confidence: 'nothing', results: [], matches };
  return { confidence: coverage >= CONFIDENT_COVERAGE ? 'confident' : 'closest', results, matches };
}

/** Minimum share of the best result's coverage for another result to be shown. */
const LEAST_SHARE = 0.5;

/** Drops results that share only a common word with the query ("klient") and would bury the answer. */
export function worthShowing({ results }: SearchAnswer): readonly SearchResult[] {
  const best = results[0]?.coverage ?? 0;
  return results.filter(({ coverage }) => coverage >= best * LEAST_SHARE);
}

interface Meaning {
  /** Possible meanings of the word in each source. */
  readonly alternatives: readonly (readonly Alternative[])[];
  /** Whether it names a theme that a source does not cover. */
  readonly foreign: boolean;
  /** Whether it belongs to the story around the question. */
  readonly filler: boolean;
  /** Whether no source knows it with certainty. */
  readonly strange: boolean;
}

/** The meanings of the query's topical words. */
function meaningsOf(sources: readonly Source[], query: string): Meaning[] {
  const said = tokenize(query.slice(0, MAX_QUERY_LENGTH)).map(({ word }) => word);
  const inEvery = (test: (word: string, locale: Locale) => boolean) => (word: string) =>
    sources.every(({ index }) => test(word, index.lexicon.locale));
  const telling = [...new Set(said)].filter((word) => !inEvery(isStopWord)(word));
  const topics = telling.filter((word) => !inEvery(namesPerson)(word));
  const words = [...sayingsIn(sources, said), ...(topics.length > 0 ? topics : telling)].slice(0, MAX_QUERY_WORDS);
  const foreign = sources.map((source) => source.foreign && foreignWords(source.foreign, said));
  let unknown = 0;
  return words.map((word): Meaning => {
    const isForeign = sources.map((_, at) => foreign[at]?.has(word) ?? false);
    const mean = (find: (lexicon: Lexicon, synonyms: Synonyms | undefined) => Alternative[]) =>
      sources.map(({ index, synonyms }, at) => (isForeign[at] ? [] : find(index.lexicon, synonyms)));
    // Of a single word that stands in a text, those that only begin alike are many in long texts, and would outweigh that text.
    const only = words.length === 1 && sources.some(({ index }) => findForm(index.lexicon, word));
    let alternatives: readonly (readonly Alternative[])[] = mean((lexicon, synonyms) => {
      const forms = formsLike(lexicon, word).filter(({ likeness }) => !only || likeness > DOUBTFUL);
      return synonyms ? withSynonyms(lexicon, forms, synonymsFor(synonyms, word)) : forms;
    });
    let strange = surestOf(alternatives) <= DOUBTFUL;
    if (strange && ++unknown <= MAX_CORRECTED_WORDS) {
      const corrected = mean((lexicon) => correctionsOf(lexicon, word));
      alternatives = alternatives.map((forms, at) => likeliest(forms, corrected[at] ?? []));
      strange = surestOf(alternatives) <= DOUBTFUL;
    }
    return { alternatives, foreign: isForeign.includes(true), filler: inEvery(isFiller)(word), strange };
  });
}

/** The highest likeness among a word's meanings; 0 for one that no source knows. */
function surestOf(alternatives: Meaning['alternatives']): number {
  return Math.max(0, ...alternatives.flat().map(({ likeness }) => likeness));
}

/** Sayings of the texts that the query contains whole, each as one word: "someone else" consists only of function words. */
function sayingsIn(sources: readonly Source[], said: readonly string[]): string[] {
  const found = new Set<string>();
  const words = said.slice(0, MAX_QUERY_WORDS);
  for (let start = 0; start < words.length; start++) {
    for (let end = start + 2; end <= Math.min(words.length, start + MAX_SAYING_LENGTH); end++) {
      const saying = words.slice(start, end).join(' ');
      if (sources.some(({ index }) => findForm(index.lexicon, saying))) found.add(saying);
    }
  }
  return [...found];
}

function byScore(a: SearchResult, b: SearchResult): number {
  return b.score - a.score || (a.document.id < b.document.id ? -1 : 1);
}

function bestOf(
  source: Source,
  tally: Tally,
  senses: ReadonlyMap<WordForm, Sense>,
  query: { total: number; cover: number; length: number },
): SearchResult[] {
  const { entries } = source.index;
  const { score, covered } = tally;
  const boost = source.boost ?? 1;
  keepBest(source.index, tally);
  return highest(score, CANDIDATE_COUNT, (number) => isShown(source, number)).flatMap((number): SearchResult[] => {
    const entry = entries[number];
    if (!entry) return [];
    const fit = phraseFit(entry, senses, query);
    return [
      {
        source: source.name,
        document: entry.document,
        score: boost * ((score[number] ?? 0) + PHRASE_WORTH * query.total * fit),
        coverage: Math.min(1, (covered[entry.lead] ?? 0) / query.cover),
      },
    ];
  });
}

/** Whether the document with this number is offered by the source. */
export function isShown({ index, hidden }: Source, number: number): boolean {
  return !hidden?.has(index.entries[number]?.document.slug ?? '');
}
