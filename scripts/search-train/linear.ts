import { FEATURE_COUNT } from '../../src/guide/search/meaning/features.ts';
import { type MeaningModel, softmax } from '../../src/guide/search/meaning/model.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { type Example, rarityIn, vectorsOf } from './examples.ts';
import { random, shuffle } from './random.ts';

/** Other values within reason change less than chance does (docs/search.md). */
const LEARNING = { rounds: 6, rate: 0.3, biasRate: 0.05, decay: 1e-4, firstSquare: 0.01, seed: 12_345 } as const;
const LARGEST = 127;

/** Learns a softmax classifier by stochastic gradients with Adagrad. The same examples give the same model. */
export function learn(
  locale: Locale,
  sections: readonly string[],
  examples: readonly Example[],
  fusion: MeaningModel['fusion'] = { section: [], nothing: [] },
): MeaningModel {
  const columns = sections.length + 1;
  const rarity = rarityIn(examples);
  const vectors = vectorsOf(examples, rarity);
  const weights = new Float32Array(FEATURE_COUNT * columns);
  const squares = new Float32Array(FEATURE_COUNT * columns);
  const bias = new Float64Array(columns);
  const next = random(LEARNING.seed);
  const order = examples.map((_, at) => at);
  for (let round = 0; round < LEARNING.rounds; round++) {
    shuffle(order, next);
    for (const at of order) {
      const { features = [], values = [] } = vectors[at] ?? {};
      const { column: right = 0, weight = 0 } = examples[at] ?? {};
      const errors = Float64Array.from(bias);
      features.forEach((feature, index) => {
        const value = values[index] ?? 0;
        for (let column = 0, from = feature * columns; column < columns; column++)
          errors[column] = (errors[column] ?? 0) + value * (weights[from + column] ?? 0);
      });
      softmax(errors);
      for (let column = 0; column < columns; column++) {
        const error = weight * ((errors[column] ?? 0) - Number(column === right));
        errors[column] = error;
        bias[column] = (bias[column] ?? 0) - LEARNING.biasRate * error;
      }
      features.forEach((feature, index) => {
        const value = values[index] ?? 0;
        for (let column = 0, from = feature * columns; column < columns; column++) {
          const place = from + column;
          const slope = (errors[column] ?? 0) * value + LEARNING.decay * (weights[place] ?? 0);
          const square = (squares[place] ?? 0) + slope * slope;
          squares[place] = square;
          weights[place] = (weights[place] ?? 0) - (LEARNING.rate * slope) / Math.sqrt(square + LEARNING.firstSquare);
        }
      });
    }
  }
  return { locale, sections, bias: [...bias], rarity, fusion, ...rounded(weights, columns) };
}

/** Weights as whole numbers from -127 to 127, each row with its own scale. */
function rounded(weights: Float32Array, columns: number): Pick<MeaningModel, 'rows' | 'scale'> {
  const rows = new Int8Array(weights.length);
  const scale = new Float32Array(FEATURE_COUNT);
  for (let feature = 0; feature < FEATURE_COUNT; feature++) {
    const row = weights.subarray(feature * columns, (feature + 1) * columns);
    let largest = 0;
    for (const weight of row) largest = Math.max(largest, Math.abs(weight));
    if (largest === 0) continue;
    scale[feature] = largest / LARGEST;
    row.forEach((weight, column) => {
      rows[feature * columns + column] = Math.round((weight / largest) * LARGEST);
    });
  }
  return { rows, scale };
}
