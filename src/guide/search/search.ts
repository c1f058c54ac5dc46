import { tokenize } from '../../text/words.ts';
import {
  byScore,
  CANDIDATE_COUNT,
  CONFIDENT_COVERAGE,
  type Confidence,
  LEAST_COVERAGE,
  type LookedUp,
  lookUp,
  MAX_QUERY_LENGTH,
  type SearchAnswer,
  type SearchResult,
  type Source,
  searchByWords,
} from './by-words.ts';
import { judge, type WordsAnswer } from './meaning/judge.ts';
import type { MeaningModel } from './meaning/model.ts';
import type { SearchDocument } from './passages.ts';
import { saidIn } from './said.ts';
import { sentencesOf } from './sentences.ts';
import { type Reading, readStory } from './story.ts';

/**
 * Answers a query from several indexes at once. Any text is a query; the result depends only on the query and the documents, not
 * on the order in which they were added. Where a source knows meanings, its documents are ranked by them as well as by words.
 *
 * @param limit maximum results, at most 20
 */
export function search(sources: readonly Source[], typed: string, limit = 10): SearchAnswer {
  const query = saidIn(typed);
  const sentences = sentencesOf(query);
  if (sentences.length < 2) return read(sources, query, limit).answer;
  return readStory(sentences, query, limit, (text) => read(sources, text, CANDIDATE_COUNT));
}

/** Reads a text as one query. */
function read(sources: readonly Source[], query: string, limit: number): Reading {
  const source = sources.find(({ meaning }) => meaning !== undefined);
  const model = source?.meaning?.();
  const saysAnything = tokenize(query.slice(0, MAX_QUERY_LENGTH)).length > 0;
  if (!source || !model || !saysAnything)
    return { answer: searchByWords(sources, query, limit), likelihoods: undefined };
  const own = lookUp([source], query, CANDIDATE_COUNT);
  // Alone it need not be searched again: of the answer by words only other sources' documents count.
  // Otherwise as many as there may be: the guide's sections, which the model ranks again, must not cut off a community's articles.
  const byWords = sources.length === 1 ? own.answer : searchByWords(sources, query, CANDIDATE_COUNT * sources.length);
  return withMeaning(source, model, query, limit, { own, byWords });
}

/** Likelihood from which on nothing answers. Of a few words the model knows too little to refuse them lightly. */
const NOTHING_LIKELIHOOD = { short: 0.65, other: 0.4 } as const;
/** Likelihood from which on the best section is the answer; less will do if the words alone would be sure of the same section. */
const CONFIDENT_LIKELIHOOD = { alone: 0.7, agreed: 0.5 } as const;
/** Likelihood of the two best sections together that will do as well, if the words are sure too: often both treat the same thing. */
const CONFIDENT_TOGETHER = 0.8;
/** Worth of a community's article that covers the query as far as the guide is sure of its answer. */
const OWN_WORTH = 2;
/** Least coverage of a community's article for a place among the results whatever the guide says: that of a word in running text. */
const SAYING_COVERAGE = 0.5;
/** Likelihood of a section that is worth a place, relative to the best one. */
const LEAST_LIKELIHOOD = 0.02;

/** Reranks the documents of the source with a model; those of other sources keep their place among them. */
function withMeaning(
  source: Source,
  model: MeaningModel,
  query: string,
  limit: number,
  { own, byWords }: { readonly own: LookedUp; readonly byWords: SearchAnswer },
): Reading {
  const words = asWords(own, query);
  const documents = new Map(
    [...learnedIn(source, model), ...own.answer.results.map(({ document }) => document)].map((document) => [
      document.id,
      document,
    ]),
  );
  const judged = judge(model, [...documents.keys()], words);
  const others = byWords.results.filter((result) => result.source !== source.name);
  if (judged.nothing >= NOTHING_LIKELIHOOD[judged.isShort ? 'short' : 'other']) {
    const kept = others.filter(({ coverage }) => coverage >= LEAST_COVERAGE);
    const answer: SearchAnswer =
      kept.length > 0
        ? { ...byWords, results: kept.slice(0, limit), confidence: confidenceOf(kept[0]?.coverage ?? 0) }
        : { confidence: 'nothing', results: [], matches: byWords.matches };
    return { answer, likelihoods: judged.sections };
  }
  const ranked = [...judged.sections].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [[best, surest] = ['', 0], [, second] = ['', 0]] = ranked;
  const wordsAreSure = own.answer.confidence === 'confident';
  const agreed = wordsAreSure && own.answer.results[0]?.document.id === best;
  const isSure =
    surest >= CONFIDENT_LIKELIHOOD[agreed ? 'agreed' : 'alone'] ||
    (wordsAreSure && surest + second >= CONFIDENT_TOGETHER);
  const scores = own.answer.results.map(({ score }) => score);
  const results = ranked
    .filter(([, likelihood]) => likelihood >= surest * LEAST_LIKELIHOOD)
    .slice(0, CANDIDATE_COUNT)
    .flatMap(([id, likelihood], place): SearchResult[] => {
      const document = documents.get(id);
      // The first place keeps the best score by words, and so on, so that other sources' documents can be compared.
      const score = scores[place] ?? (scores.at(-1) ?? 1) / (place + 2);
      const coverage = Math.max(likelihood, words.found.get(id)?.coverage ?? 0);
      return document ? [{ source: source.name, document, score, coverage }] : [];
    });
  // What is surely meant goes before what merely shares words with the query.
  const isRival = ({ coverage }: SearchResult) => !isSure || coverage >= CONFIDENT_COVERAGE;
  const rivals = [...results, ...others.filter(isRival).map((result) => weighed(result, surest))].sort(byScore);
  const last = rivals.at(-1)?.score ?? 0;
  const rest = others
    .filter((result) => !isRival(result))
    .map((result, place) => ({ ...result, score: Math.min(result.score, last / (place + 2)) }));
  const all = withOneOfOthers([...rivals, ...rest], source, limit);
  const isOwn = all[0]?.source === source.name;
  const answer: SearchAnswer = {
    confidence: isOwn ? (isSure ? 'confident' : 'closest') : confidenceOf(all[0]?.coverage ?? 0),
    results: all,
    matches: byWords.matches,
  };
  return { answer, likelihoods: judged.sections };
}

/** The first results, with the best article of another source as the last if it says the query and none is among them. */
function withOneOfOthers(results: readonly SearchResult[], { name }: Source, limit: number): SearchResult[] {
  const shown = results.slice(0, limit);
  const best = results.find(({ source, coverage }) => source !== name && coverage >= SAYING_COVERAGE);
  if (best && !shown.some(({ source }) => source !== name)) shown[shown.length - 1] = best;
  return shown;
}

/**
 * How well a community's article says the query against how surely the guide answers it: an article that holds every word is worth
 * as much as a section of the guide, and more where the guide is not sure.
 */
function weighed(result: SearchResult, surest: number): SearchResult {
  return { ...result, score: result.score * OWN_WORTH * (1 + result.coverage - surest) };
}

function confidenceOf(coverage: number): Confidence {
  return coverage >= CONFIDENT_COVERAGE ? 'confident' : 'closest';
}

/** The documents that a source offers and its model knows; one that it does not know is found by its words. */
function learnedIn({ index, hidden }: Source, { sections }: MeaningModel): SearchDocument[] {
  return sections.flatMap((id) => {
    const document = index.entries[index.numbers.get(id)?.[0] ?? -1]?.document;
    return document && !hidden?.has(document.slug) ? [document] : [];
  });
}

/** Maximum words of a query whose typos are corrected for the model: in a longer one it understands the rest. */
const CORRECTED_WORDS = 4;

/** What the search by words says of one source, for its model to weigh. */
export function wordsAnswer(source: Source, query: string): WordsAnswer {
  return asWords(lookUp([source], query, CANDIDATE_COUNT), query);
}

function asWords({ answer: { confidence, results }, meanings }: LookedUp, query: string): WordsAnswer {
  const best = results[0]?.score ?? 1;
  const corrections = new Map(meanings.map(({ word, correction = word }) => [word, correction]));
  const said = tokenize(query).map(({ word }) => word);
  return {
    confidence,
    found: new Map(results.map(({ document, score, coverage }) => [document.id, { score: score / best, coverage }])),
    strange: meanings.filter(({ strange }) => strange).length / Math.max(1, meanings.length),
    foreign: meanings.some(({ foreign }) => foreign),
    reading: said.length > CORRECTED_WORDS ? query : said.map((word) => corrections.get(word) ?? word).join(' '),
  };
}

/** Minimum share of the best result's coverage for another result to be shown. */
const LEAST_SHARE = 0.5;

/** Drops results that share only a common word with the query ("klient") and would bury the answer. */
export function worthShowing({ results }: SearchAnswer): readonly SearchResult[] {
  const best = results[0]?.coverage ?? 0;
  return results.filter(({ coverage }) => coverage >= best * LEAST_SHARE);
}
