import { z } from 'zod';
import type { Locale } from '../../../i18n/locales.ts';
import { type Concepts, conceptsSchema, readConcepts } from './concepts.ts';
import { FEATURE_COUNT, textVector } from './features.ts';
import { type Fusion, fusionSchema } from './fusion.ts';

/** Changes whenever features or format do: a model of another version is not used. */
const MODEL_VERSION = 2;

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
  /** Weights of feature f: `rows[f * columns …]` times `scale[f]`. */
  readonly rows: Int8Array;
  readonly scale: Float32Array;
  /** How the model's opinion and the search by words are weighed together. */
  readonly fusion: Fusion;
}

/** Likelihoods that a text is about each section and, last, that it lies beside the guide; they add up to 1. */
export function likelihoods(model: MeaningModel, text: string): Float64Array {
  const { bias, rows, scale, rarity, concepts } = model;
  const columns = bias.length;
  const scores = Float64Array.from(bias);
  const { features, values } = textVector(text, model.locale, rarity, concepts);
  for (let index = 0; index < features.length; index++) {
    const feature = features[index] ?? 0;
    const worth = (values[index] ?? 0) * (scale[feature] ?? 0);
    const start = feature * columns;
    for (let column = 0; column < columns; column++)
      scores[column] = (scores[column] ?? 0) + worth * (rows[start + column] ?? 0);
  }
  return softmax(scores);
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

/** Writes a model: the header's length, the header as JSON, then of each learned feature its number, rarity, scale and row. */
export function encodeModel(model: MeaningModel): Uint8Array {
  const { locale, sections, bias, fusion, concepts, rarity, rows, scale } = model;
  const known = { version: MODEL_VERSION, locale, sections, bias, fusion, concepts: concepts.lists };
  const header = Buffer.from(JSON.stringify(known));
  const learned = [...rarity.keys()].filter((feature) => rarity[feature] !== 0);
  const columns = bias.length;
  const record = 10 + columns;
  const bytes = Buffer.alloc(4 + header.length + learned.length * record);
  bytes.writeUInt32LE(header.length, 0);
  header.copy(bytes, 4);
  learned.forEach((feature, index) => {
    const at = 4 + header.length + index * record;
    bytes.writeUInt16LE(feature, at);
    bytes.writeFloatLE(rarity[feature] ?? 0, at + 2);
    bytes.writeFloatLE(scale[feature] ?? 0, at + 6);
    for (let column = 0; column < columns; column++)
      bytes.writeInt8(rows[feature * columns + column] ?? 0, at + 10 + column);
  });
  return bytes;
}

/** @throws if the bytes are not a model of this version */
export function decodeModel(data: Uint8Array): MeaningModel {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const headerEnd = 4 + bytes.readUInt32LE(0);
  const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', 4, headerEnd)));
  const columns = header.bias.length;
  const record = 10 + columns;
  if (columns !== header.sections.length + 1 || (bytes.length - headerEnd) % record !== 0)
    throw new Error('The model is cut off or damaged');
  const rarity = new Float32Array(FEATURE_COUNT);
  const scale = new Float32Array(FEATURE_COUNT);
  const rows = new Int8Array(FEATURE_COUNT * columns);
  for (let at = headerEnd; at < bytes.length; at += record) {
    const feature = bytes.readUInt16LE(at);
    rarity[feature] = bytes.readFloatLE(at + 2);
    scale[feature] = bytes.readFloatLE(at + 6);
    rows.set(new Int8Array(data.buffer, data.byteOffset + at + 10, columns), feature * columns);
  }
  return { ...header, concepts: readConcepts(header.concepts), rarity, rows, scale };
}
