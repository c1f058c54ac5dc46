import type { Concepts } from '../../src/guide/search/meaning/concepts.ts';
import { FEATURE_COUNT, type Vector } from '../../src/guide/search/meaning/features.ts';
import { type MeaningModel, packRow, rowBytes, softmax } from '../../src/guide/search/meaning/model.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { type Example, rarityIn, vectorsOf } from './examples.ts';
import { random, shuffle } from './random.ts';

/** Other values within reason change less than chance does (docs/search.md). */
const LEARNING = {
  rounds: 8,
  /** Share of a text's features that are left out each time it is read, so that no single word decides. */
  dropped: 0.35,
  rate: 0.3,
  biasRate: 0.05,
  decay: 1e-4,
  firstSquare: 0.01,
  leastError: 1e-3,
  seed: 12_345,
} as const;

/** Learns a softmax classifier by stochastic gradients with Adagrad. The same examples give the same model. */
export function learn(
  locale: Locale,
  sections: readonly string[],
  examples: readonly Example[],
  concepts: Concepts,
  fusion: MeaningModel['fusion'] = { section: [], nothing: [] },
): MeaningModel {
  const columns = sections.length + 1;
  const rarity = rarityIn(examples);
  const vectors = vectorsOf(examples, rarity);
  const weights = new Float32Array(FEATURE_COUNT * columns);
  const squares = new Float32Array(FEATURE_COUNT * columns);
  const bias = new Float64Array(columns);
  const errors = new Float64Array(columns);
  const next = random(LEARNING.seed);
  const order = examples.map((_, at) => at);
  for (let round = 0; round < LEARNING.rounds; round++) {
    shuffle(order, next);
    for (const at of order) {
      const whole = vectors[at];
      const example = examples[at];
      if (!whole || !example) continue;
      const vector = thinned(whole, next);
      errors.set(bias);
      addScores(errors, vector, weights);
      softmax(errors);
      // Columns that are as good as right learn nothing: to leave them out takes a third of the time.
      const wrong: number[] = [];
      errors.forEach((likelihood, column) => {
        const error = example.weight * (likelihood - Number(column === example.column));
        errors[column] = error;
        if (Math.abs(error) > LEARNING.leastError) wrong.push(column);
        bias[column] = (bias[column] ?? 0) - LEARNING.biasRate * error;
      });
      descend(weights, squares, vector, errors, wrong);
    }
  }
  return { locale, sections, bias: [...bias], concepts, rarity, fusion, ...rounded(weights, columns) };
}

/** A vector without some of its features, about as long as before. */
function thinned({ features, values }: Vector, next: () => number): Vector {
  const scale = 1 / Math.sqrt(1 - LEARNING.dropped);
  const [keptFeatures, keptValues]: [number[], number[]] = [[], []];
  features.forEach((feature, at) => {
    if (next() < LEARNING.dropped) return;
    keptFeatures.push(feature);
    keptValues.push((values[at] ?? 0) * scale);
  });
  return { features: keptFeatures, values: keptValues };
}

/** Adds what each column makes of a vector. */
function addScores(scores: Float64Array, { features, values }: Vector, weights: Float32Array): void {
  const columns = scores.length;
  for (let index = 0; index < features.length; index++) {
    const from = (features[index] as number) * columns;
    const value = values[index] as number;
    for (let column = 0; column < columns; column++)
      scores[column] = (scores[column] as number) + value * (weights[from + column] as number);
  }
}

/** A step of Adagrad for these columns. */
function descend(
  weights: Float32Array,
  squares: Float32Array,
  { features, values }: Vector,
  errors: Float64Array,
  wrong: readonly number[],
): void {
  const columns = errors.length;
  for (let index = 0; index < features.length; index++) {
    const from = (features[index] as number) * columns;
    const value = values[index] as number;
    for (const column of wrong) {
      const place = from + column;
      const weight = weights[place] as number;
      const slope = (errors[column] as number) * value + LEARNING.decay * weight;
      const square = (squares[place] as number) + slope * slope;
      squares[place] = square;
      weights[place] = weight - (LEARNING.rate * slope) / Math.sqrt(square + LEARNING.firstSquare);
    }
  }
}

/** Weights in half a byte each, each row with its own scale. */
function rounded(weights: Float32Array, columns: number): Pick<MeaningModel, 'rows' | 'scale'> {
  const width = rowBytes(columns);
  const rows = new Uint8Array(FEATURE_COUNT * width);
  const scale = new Float32Array(FEATURE_COUNT);
  for (let feature = 0; feature < FEATURE_COUNT; feature++)
    scale[feature] = packRow(weights.subarray(feature * columns, (feature + 1) * columns), rows, feature * width);
  return { rows, scale };
}
