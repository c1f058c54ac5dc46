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
  const rows = queries.map(flat);
  const section = start(rows[0]?.sectionClues ?? 0);
  const nothing = start(rows[0]?.nothing.length ?? 0);
  section.values[0] = 1;
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= STEPS; step++) {
    const sectionSlopes = section.values.map((value) => DECAY * value);
    const nothingSlopes = nothing.values.map((value) => DECAY * value);
    for (const row of rows) addSlopes(row, total, { section, nothing, sectionSlopes, nothingSlopes });
    descend(section, sectionSlopes, step);
    descend(nothing, nothingSlopes, step);
  }
  const round = (value: number) => Number(value.toFixed(4));
  return { section: section.values.map(round), nothing: nothing.values.map(round) };
}

/** A query's clues in one row, section by section: they are looked at many thousand times. */
interface Row {
  readonly sections: Float64Array;
  readonly sectionClues: number;
  readonly nothing: Float64Array;
  readonly isRight: readonly boolean[];
  readonly likelihood: Float64Array;
  readonly weight: number;
}

function flat({ evidence, right, weight }: Weighed): Row {
  const { sections, nothing } = clues(evidence);
  return {
    sections: Float64Array.from(sections.flat()),
    sectionClues: sections[0]?.length ?? 0,
    nothing: Float64Array.from(nothing),
    isRight: [...sections.map((_, at) => right.has(at)), right.size === 0],
    likelihood: new Float64Array(sections.length + 1),
    weight,
  };
}

interface Learning {
  readonly section: Moving;
  readonly nothing: Moving;
  readonly sectionSlopes: number[];
  readonly nothingSlopes: number[];
}

function addSlopes(
  { sections, sectionClues, nothing, isRight, likelihood, weight }: Row,
  total: number,
  learning: Learning,
): void {
  const last = likelihood.length - 1;
  for (let at = 0; at < last; at++) {
    let sum = 0;
    for (let clue = 0; clue < sectionClues; clue++)
      sum += (sections[at * sectionClues + clue] as number) * (learning.section.values[clue] as number);
    likelihood[at] = sum;
  }
  likelihood[last] = product(nothing, learning.nothing.values);
  softmax(likelihood);
  let right = 0;
  for (let at = 0; at <= last; at++) if (isRight[at]) right += likelihood[at] as number;
  for (let at = 0; at <= last; at++) {
    const value = likelihood[at] as number;
    const error = ((value - (isRight[at] ? value / right : 0)) * weight) / total;
    const slopes = at === last ? learning.nothingSlopes : learning.sectionSlopes;
    const from = at * sectionClues;
    for (let clue = 0; clue < slopes.length; clue++)
      slopes[clue] =
        (slopes[clue] as number) + error * ((at === last ? nothing[clue] : sections[from + clue]) as number);
  }
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

function product(clue: Float64Array, weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < clue.length; at++) sum += (clue[at] as number) * (weights[at] as number);
  return sum;
}
