import { z } from 'zod';
import type { Locale } from '../../../i18n/locales.ts';
import { type Concepts, conceptsSchema, readConcepts } from './concepts.ts';
import { FEATURE_COUNT, textVector } from './features.ts';
import { type Fusion, fusionSchema } from './fusion.ts';

/** Changes whenever features or format do: a model of another version is not used. */
const MODEL_VERSION = 3;

/** Half a byte holds a weight: the square of a number up to this one, with its sign, so that small weights differ too. */
const LARGEST_ROOT = 7;
/** What half a byte stands for. */
const LEVELS = Int8Array.from({ length: 2 * LARGEST_ROOT + 1 }, (_, half) => {
  const root = half - LARGEST_ROOT;
  return root * Math.abs(root);
});

/**
 * Knows which section a sentence is about, learned from the bank of complaints (docs/search.md): a linear classifier, a row of
 * weights for each feature and a column for each section, and one for what lies beside the guide.
 */
export interface MeaningModel {
  readonly locale: Locale;
  /** Ids of the sections, in the order of the columns. */
  readonly sections: readonly string[];
  readonly bias: readonly number[];
  /** Those that it was learned with. */
  readonly concepts: Concepts;
  readonly rarity: Float32Array;
  /** Weights of feature f: the {@link packRow packed} row from `f * rowBytes(columns)` on, times `scale[f]`. */
  readonly rows: Uint8Array;
  readonly scale: Float32Array;
  /** How the model's opinion and the search by words are weighed together. */
  readonly fusion: Fusion;
}

/** Likelihoods that a text is about each section and, last, that it lies beside the guide; they add up to 1. */
export function likelihoods(model: MeaningModel, text: string): Float64Array {
  const { bias, rows, scale, rarity, concepts } = model;
  const width = rowBytes(bias.length);
  const scores = new Float64Array(2 * width);
  scores.set(bias);
  const { features, values } = textVector(text, model.locale, rarity, concepts);
  for (let index = 0; index < features.length; index++) {
    const feature = features[index] ?? 0;
    const worth = (values[index] ?? 0) * (scale[feature] ?? 0);
    const start = feature * width;
    for (let pair = 0; pair < width; pair++) {
      const halves = rows[start + pair] ?? 0;
      const column = 2 * pair;
      scores[column] = (scores[column] ?? 0) + worth * (LEVELS[halves >> 4] ?? 0);
      scores[column + 1] = (scores[column + 1] ?? 0) + worth * (LEVELS[halves & 15] ?? 0);
    }
  }
  return softmax(scores.subarray(0, bias.length));
}

/** Bytes of a row of weights, two columns in each. */
export const rowBytes = (columns: number): number => Math.ceil(columns / 2);

/** Rounds a row of weights and writes it at its place. @returns the row's scale */
export function packRow(weights: Float32Array, rows: Uint8Array, at: number): number {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const half = (column: number) =>
    nearestHalf(largest === 0 ? 0 : ((weights[column] ?? 0) / largest) * LARGEST_ROOT ** 2);
  for (let pair = 0; pair < rowBytes(weights.length); pair++)
    rows[at + pair] = half(2 * pair) * 16 + half(2 * pair + 1);
  return largest / LARGEST_ROOT ** 2;
}

/** The half byte that stands for what is nearest. */
function nearestHalf(value: number): number {
  let nearest = LARGEST_ROOT;
  LEVELS.forEach((level, half) => {
    if (Math.abs(level - value) < Math.abs((LEVELS[nearest] ?? 0) - value)) nearest = half;
  });
  return nearest;
}

/** Turns scores into likelihoods, in place. */
export function softmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  let sum = 0;
  for (let at = 0; at < scores.length; at++) {
    const value = Math.exp((scores[at] ?? 0) - highest);
    scores[at] = value;
    sum += value;
  }
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) / sum;
  return scores;
}

const headerSchema = z.object({
  version: z.literal(MODEL_VERSION),
  locale: z.enum(['pl', 'en']),
  sections: z.array(z.string()),
  bias: z.array(z.number()),
  fusion: fusionSchema,
  concepts: conceptsSchema,
});

/** A record: a feature's number, rarity, scale and, from here on, its row. */
const ROW_AT = 10;

/** Writes a model: the header's length, the header as JSON, then a record of each learned feature. */
export function encodeModel(model: MeaningModel): Uint8Array {
  const { locale, sections, bias, fusion, concepts, rarity, rows, scale } = model;
  const known = { version: MODEL_VERSION, locale, sections, bias, fusion, concepts: concepts.lists };
  const header = Buffer.from(JSON.stringify(known));
  const learned = [...rarity.keys()].filter((feature) => rarity[feature] !== 0);
  const width = rowBytes(bias.length);
  const record = ROW_AT + width;
  const bytes = Buffer.alloc(4 + header.length + learned.length * record);
  bytes.writeUInt32LE(header.length, 0);
  header.copy(bytes, 4);
  learned.forEach((feature, index) => {
    const at = 4 + header.length + index * record;
    bytes.writeUInt16LE(feature, at);
    bytes.writeFloatLE(rarity[feature] ?? 0, at + 2);
    bytes.writeFloatLE(scale[feature] ?? 0, at + 6);
    bytes.set(rows.subarray(feature * width, (feature + 1) * width), at + ROW_AT);
  });
  return bytes;
}

/** @throws if the bytes are not a model of this version */
export function decodeModel(data: Uint8Array): MeaningModel {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const headerEnd = 4 + bytes.readUInt32LE(0);
  const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', 4, headerEnd)));
  const columns = header.bias.length;
  const width = rowBytes(columns);
  const record = ROW_AT + width;
  if (columns !== header.sections.length + 1 || (bytes.length - headerEnd) % record !== 0)
    throw new Error('The model is cut off or damaged');
  const rarity = new Float32Array(FEATURE_COUNT);
  const scale = new Float32Array(FEATURE_COUNT);
  const rows = new Uint8Array(FEATURE_COUNT * width);
  for (let at = headerEnd; at < bytes.length; at += record) {
    const feature = bytes.readUInt16LE(at);
    rarity[feature] = bytes.readFloatLE(at + 2);
    scale[feature] = bytes.readFloatLE(at + 6);
    rows.set(bytes.subarray(at + ROW_AT, at + record), feature * width);
  }
  return { ...header, concepts: readConcepts(header.concepts), rarity, rows, scale };
}
