import { clues, type Evidence, type Fusion } from '../../src/guide/search/meaning/fusion.ts';
import { softmax } from '../../src/guide/search/meaning/model.ts';

/** A query whose answer is known, with what model and words say about it. */
export interface Weighed {
  readonly evidence: Evidence;
  /** Which sections answer it; none: nothing does. */
  readonly right: ReadonlySet<number>;
  readonly weight: number;
}

const STEPS = 400;
const RATE = 0.03;
const DECAY = 1e-3;
const MOMENTUM = { slope: 0.9, square: 0.999, least: 1e-8 } as const;

/**
 * Learns by how much to trust the model and the words: multinomial logistic regression over all sections and "nothing", where any
 * of the right sections will do. By Adam over all queries at once.
 */
export function learnFusion(queries: readonly Weighed[]): Fusion {
  const rows = queries.map(({ evidence, right, weight }) => ({ ...clues(evidence), right, weight }));
  const section = start(rows[0]?.sections[0]?.length ?? 0);
  const nothing = start(rows[0]?.nothing.length ?? 0);
  section.values[0] = 1;
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= STEPS; step++) {
    const sectionSlopes = section.values.map((value) => DECAY * value);
    const nothingSlopes = nothing.values.map((value) => DECAY * value);
    for (const row of rows) {
      const likelihood = softmax(
        Float64Array.from([
          ...row.sections.map((clue) => product(clue, section.values)),
          product(row.nothing, nothing.values),
        ]),
      );
      const last = row.sections.length;
      const isRight = (at: number) => (row.right.size === 0 ? at === last : row.right.has(at));
      let right = 0;
      likelihood.forEach((value, at) => {
        if (isRight(at)) right += value;
      });
      likelihood.forEach((value, at) => {
        const error = ((value - (isRight(at) ? value / right : 0)) * row.weight) / total;
        const slopes = at === last ? nothingSlopes : sectionSlopes;
        (at === last ? row.nothing : (row.sections[at] ?? [])).forEach((clue, index) => {
          slopes[index] = (slopes[index] ?? 0) + error * clue;
        });
      });
    }
    descend(section, sectionSlopes, step);
    descend(nothing, nothingSlopes, step);
  }
  const round = (value: number) => Number(value.toFixed(4));
  return { section: section.values.map(round), nothing: nothing.values.map(round) };
}

interface Moving {
  readonly values: number[];
  readonly slopes: number[];
  readonly squares: number[];
}

function start(length: number): Moving {
  const zeros = () => new Array<number>(length).fill(0);
  return { values: zeros(), slopes: zeros(), squares: zeros() };
}

function descend({ values, slopes, squares }: Moving, fresh: readonly number[], step: number): void {
  fresh.forEach((slope, at) => {
    const first = MOMENTUM.slope * (slopes[at] ?? 0) + (1 - MOMENTUM.slope) * slope;
    const second = MOMENTUM.square * (squares[at] ?? 0) + (1 - MOMENTUM.square) * slope * slope;
    slopes[at] = first;
    squares[at] = second;
    const corrected = Math.sqrt(second / (1 - MOMENTUM.square ** step)) + MOMENTUM.least;
    values[at] = (values[at] ?? 0) - (RATE * (first / (1 - MOMENTUM.slope ** step))) / corrected;
  });
}

function product(clue: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < clue.length; at++) sum += (clue[at] ?? 0) * (weights[at] ?? 0);
  return sum;
}
