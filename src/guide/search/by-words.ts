import { BEGIN_ALIKE } from './analysis.ts';
import { FILLER_WORTH } from './filler-words.ts';
import type { Sense, WordForm } from './lexicon.ts';
import type { MeaningReader } from './meaning/reader.ts';
import type { SearchDocument } from './passages.ts';
import { type Meaning, meaningsOf, type Vocabulary } from './query-words.ts';
import {
  coverWorth,
  forgetSenses,
  highest,
  keepBest,
  noteSenses,
  phraseFit,
  rarityOf,
  settle,
  spread,
  startTally,
  type Tally,
} from './score.ts';

/** Maximum characters of a query; longer ones are cut, since each word costs time. */
export const MAX_QUERY_LENGTH = 300;

/** A collection to search (each index at most once in a query), and its weight relative to the others (1: equal). */
export interface Source extends Vocabulary {
  readonly name: string;
  readonly boost?: number;
  /** Excluded slugs: articles that a community hid or replaced. */
  readonly hidden?: ReadonlySet<string>;
  /** Tells which of its documents a sentence is about. Undefined: the collection is searched by words alone. */
  readonly meaning?: MeaningReader | undefined;
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
export const CONFIDENT_COVERAGE = 0.6;
/** Minimum coverage of a shown result … */
export const LEAST_COVERAGE = 0.4;
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
export const CANDIDATE_COUNT = 20;

/** What the search by words found, and how it understood the query. */
export interface LookedUp {
  readonly answer: SearchAnswer;
  readonly meanings: readonly Meaning[];
}

/** The search by words alone; docs/search.md tells how it works. */
export function searchByWords(sources: readonly Source[], query: string, limit = 10): SearchAnswer {
  return lookUp(sources, query, limit).answer;
}

/** Like {@link searchByWords}, with what the words were taken for. */
export function lookUp(sources: readonly Source[], query: string, limit: number): LookedUp {
  const size = sources.reduce((sum, { index }) => sum + index.numbers.size, 0);
  const tallies = sources.map(({ index }) => startTally(index));
  const senses = new Map<WordForm, Sense>();
  const meanings = meaningsOf(sources, query.slice(0, MAX_QUERY_LENGTH));
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

  noteSenses(senses);
  let results = sources
    .flatMap((source, at) => {
      const tally = tallies[at];
      return tally ? bestOf(source, tally, { total, cover, length: meanings.length }) : [];
    })
    .sort(byScore)
    .slice(0, limit);
  const matches = matchesIn(senses);
  forgetSenses(senses);
  const isStory = !offTheme && meanings.length >= STORY.words && strangeWords <= meanings.length * STORY.strangeShare;
  const telling = 1 - (strangeCover / cover) * (1 - STORY.strangeWorth);
  const least = isStory ? STORY.leastCoverage * telling : LEAST_COVERAGE;
  // Many words that merely resemble the typed one may outweigh the text that contains it; they must not hide it.
  if (meanings.length === 1) {
    results.sort((a, b) => Number(b.coverage >= least) - Number(a.coverage >= least));
    results = falling(results);
  }
  const coverage = results[0]?.coverage ?? 0;
  if (results.length === 0 || (coverage < least && (!onTheme || offTheme)))
    return { answer: { confidence: 'nothing', results: [], matches }, meanings };
  return {
    answer: { confidence: coverage >= CONFIDENT_COVERAGE ? 'confident' : 'closest', results, matches },
    meanings,
  };
}

/** In the same order, none with a higher score than the one before it. */
function falling(results: readonly SearchResult[]): SearchResult[] {
  let most = Number.POSITIVE_INFINITY;
  return results.map((result) => {
    most = Math.min(most, result.score);
    return { ...result, score: most };
  });
}

/**
 * The words to mark in the texts: not those that merely begin like a typed word ("political" for "politely"), if the texts have that
 * word itself in some form.
 */
function matchesIn(senses: ReadonlyMap<WordForm, Sense>): Set<string> {
  const surest = new Map<number, number>();
  for (const { queryWord, likeness } of senses.values())
    surest.set(queryWord, Math.max(surest.get(queryWord) ?? 0, likeness));
  const isMeant = ({ queryWord, likeness }: Sense) =>
    likeness !== BEGIN_ALIKE || (surest.get(queryWord) ?? 0) <= BEGIN_ALIKE;
  return new Set([...senses].flatMap(([{ word }, sense]) => (isMeant(sense) ? [word] : [])));
}

/** Best first; the same order whatever the order in which they were found. */
export function byScore(a: SearchResult, b: SearchResult): number {
  return b.score - a.score || (a.document.id < b.document.id ? -1 : 1);
}

function bestOf(source: Source, tally: Tally, query: { total: number; cover: number; length: number }): SearchResult[] {
  const { entries } = source.index;
  const { score, covered } = tally;
  const boost = source.boost ?? 1;
  keepBest(source.index, tally);
  return highest(score, CANDIDATE_COUNT, (number) => isShown(source, number)).flatMap((number): SearchResult[] => {
    const entry = entries[number];
    if (!entry) return [];
    const fit = phraseFit(entry, query);
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
