import { tokenize } from '../../../text/words.ts';
import { type Evidence, type FoundByWords, fuse, SHORT } from './fusion.ts';
import { likelihoods, type MeaningModel, softmax } from './model.ts';

/** What is thought of a query once its meaning and its words are weighed together. */
export interface Judgement {
  /** By section id: the likelihood that it answers the query. With `nothing` they add up to 1. */
  readonly sections: ReadonlyMap<string, number>;
  /** Likelihood that nothing in the collection answers it. */
  readonly nothing: number;
  /** Whether the query is a topic of a few words rather than a complaint. */
  readonly isShort: boolean;
}

/** What the search by words makes of a query. */
export interface WordsAnswer extends Pick<Evidence, 'confidence' | 'strange' | 'foreign'> {
  /** The query, with what are probably typos corrected if it is short. */
  readonly reading: string;
  /** By section id. */
  readonly found: ReadonlyMap<string, FoundByWords>;
}

/**
 * What model and words say about a query. A section that the model has not learned is as likely to it as the average one.
 *
 * @param ids all sections of the collection
 */
export function evidenceFor(
  model: MeaningModel,
  ids: readonly string[],
  { confidence, found, strange, foreign, reading }: WordsAnswer,
): Evidence {
  const thought = likelihoods(model, reading);
  const columns = columnsOf(model);
  const beside = thought.at(-1) ?? 0;
  const average = (1 - beside) / Math.max(1, model.sections.length);
  const likelihoodOf = (id: string) => {
    const column = columns.get(id);
    return column === undefined ? average : (thought[column] ?? 0);
  };
  const sections = ids.map((id) => ({ likelihood: likelihoodOf(id), found: found.get(id) }));
  return { sections, beside, confidence, strange, foreign, words: tokenize(reading).length };
}

const columnsByModel = new WeakMap<MeaningModel, ReadonlyMap<string, number>>();

/** By section id, its column in the model. */
function columnsOf(model: MeaningModel): ReadonlyMap<string, number> {
  const known = columnsByModel.get(model) ?? new Map(model.sections.map((id, column) => [id, column]));
  columnsByModel.set(model, known);
  return known;
}

/** Weighs what the model makes of a query against what the search by words found. */
export function judge(model: MeaningModel, ids: readonly string[], words: WordsAnswer): Judgement {
  const evidence = evidenceFor(model, ids, words);
  const scores = softmax(fuse(model.fusion, evidence));
  return {
    sections: new Map(ids.map((id, at) => [id, scores[at] ?? 0])),
    nothing: scores.at(-1) ?? 0,
    isShort: evidence.words <= SHORT,
  };
}
