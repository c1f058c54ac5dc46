import { z } from 'zod';

/** Learned weights by which the meaning of a query and its words are weighed together (docs/search.md). */
export const fusionSchema = z.object({
  section: z.array(z.number()),
  nothing: z.array(z.number()),
});
export type Fusion = z.infer<typeof fusionSchema>;

/** A section as the search by words sees it. */
export interface FoundByWords {
  /** Relative to the best section's score, from 0 to 1. */
  readonly score: number;
  /** Share of the query's weight that the section covers. */
  readonly coverage: number;
}

export interface Evidence {
  /** By section: what the model thinks (0 to 1, adding up to 1 with `beside`) and what the words say, if the section was found. */
  readonly sections: readonly { readonly likelihood: number; readonly found?: FoundByWords | undefined }[];
  /** Likelihood that the query lies beside the guide, as the model thinks. */
  readonly beside: number;
  readonly confidence: 'confident' | 'closest' | 'nothing';
  /** Words of the query. */
  readonly words: number;
  /** Share of its telling words that no text has in any form. */
  readonly strange: number;
  /** Whether it names a theme that the collection does not cover. */
  readonly foreign: boolean;
}

/** Queries of at most this number of words are topics rather than complaints, where words are the better witness. */
export const SHORT = 3;
/** Keeps logarithms finite. */
const LEAST = 1e-4;

/** What is known about a query as numbers: a row for each section, and one for "nothing". */
export function clues(evidence: Evidence): { sections: number[][]; nothing: number[] } {
  const { sections, beside, confidence, words, strange, foreign } = evidence;
  const short = Number(words <= SHORT);
  const rows = sections.map(({ likelihood, found }) => {
    const meaning = Math.log(likelihood / Math.max(LEAST, 1 - beside) + LEAST);
    const { score, coverage } = found ?? { score: 0, coverage: 0 };
    return [meaning, score, coverage, score * short, meaning * short];
  });
  const besides = Math.log(beside + LEAST) - Math.log(1 - beside + LEAST);
  const empty = Number(confidence === 'nothing');
  const sure = Number(confidence === 'confident');
  const coverage = Math.max(0, ...sections.map(({ found }) => found?.coverage ?? 0));
  const nothing = [
    1,
    besides,
    coverage,
    empty,
    sure,
    short,
    short * besides,
    short * empty,
    short * sure,
    strange,
    Number(foreign),
  ];
  return { sections: rows, nothing };
}

/** Scores of each section and, last, of "nothing": as logarithms of likelihoods, up to a constant. */
export function fuse(fusion: Fusion, evidence: Evidence): Float64Array {
  const { sections, nothing } = clues(evidence);
  return Float64Array.from([...sections.map((row) => weighed(row, fusion.section)), weighed(nothing, fusion.nothing)]);
}

function weighed(values: readonly number[], weights: readonly number[]): number {
  return values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
}
