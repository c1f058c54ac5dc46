import { describe, expect, test } from 'vitest';
import { examplesOf } from '../../../../scripts/search-train/examples.ts';
import { learn } from '../../../../scripts/search-train/linear.ts';
import { conceptsIn, readConcepts } from '../../../../src/guide/search/meaning/concepts.ts';
import { featuresOf, vectorOf } from '../../../../src/guide/search/meaning/features.ts';
import {
  decodeModel,
  encodeModel,
  likelihoods,
  type MeaningModel,
  packRow,
} from '../../../../src/guide/search/meaning/model.ts';

const document = (id: string, keywords: readonly string[]) => ({
  id,
  slug: id,
  title: id,
  keywords,
  questions: [],
  otherWords: [],
  body: '',
});
const documents = [document('money', ['unpaid invoice', 'owes me money']), document('calls', ['rings at night'])];
const complaint = (text: string, section?: string) => ({
  locale: 'en' as const,
  text,
  file: 'x',
  line: 1,
  ...(section === undefined ? {} : { section }),
});
const complaints = [
  complaint('he has not transferred my fee', 'money'),
  complaint('my phone buzzes after dinner', 'calls'),
  complaint('a recipe for soup'),
  complaint('who won the match'),
];
const none = readConcepts([]);
const train = (concepts = none) =>
  learn(
    'en',
    ['money', 'calls'],
    examplesOf('en', documents, { complaints, judged: [] }, { notCovered: ['weather'], concepts }),
    concepts,
    {
      section: [1, 0, 0, 0, 0],
      nothing: [0, 1],
    },
  );

describe('features', () => {
  test('typos and endings share pieces of words', () => {
    const rarity = new Float32Array(1 << 16).fill(1);
    const alike = (a: string, b: string) => {
      const [left, right] = [a, b].map((text) => vectorOf(featuresOf(text, 'pl', none), rarity));
      const values = new Map(left?.features.map((feature, at) => [feature, left.values[at] ?? 0]));
      return right?.features.reduce(
        (sum, feature, at) => sum + (values.get(feature) ?? 0) * (right.values[at] ?? 0),
        0,
      );
    };
    expect(alike('przelew', 'PRZELEW')).toBeCloseTo(1);
    expect(alike('zaległość', 'zaleglosc')).toBeCloseTo(1);
    expect(alike('przelew', 'przelww')).toBeGreaterThan(0.3);
    expect(alike('przelew', 'gotować')).toBe(0);
  });

  test('any text has features, and none of its length without end', () => {
    expect(featuresOf('', 'pl', none).size).toBe(0);
    expect(featuresOf('\u200B🤯 …', 'en', none).size).toBe(0);
    expect(featuresOf('(a+)+$'.repeat(100_000), 'en', none).size).toBeLessThan(1000);
  });
});

describe('concepts', () => {
  const concepts = readConcepts(['phone, ring*, buzz*, bell*, dial*', 'money, fee*, bell*']);

  test('are told by whole words and by beginnings', () => {
    expect(['phone', 'phones', 'ringing', 'bells', 'x'].map((word) => conceptsIn(concepts, word))).toEqual([
      [1],
      [],
      [1],
      [1, 2],
      [],
    ]);
    expect(conceptsIn(concepts, '22')).toEqual([0]);
  });

  test('a word that no complaint has is understood by its concept', () => {
    const doubt = (model: MeaningModel) => likelihoods(model, 'dialled')[1] ?? 0;
    expect(doubt(train(concepts))).toBeGreaterThan(doubt(train()) + 0.1);
  });

  test('stay with the model when it is written and read', () => {
    const model = train(concepts);
    expect(decodeModel(encodeModel(model)).concepts).toEqual(concepts);
  });
});

describe('a model', () => {
  const model = train();

  test('tells sections apart by words that it has seen and by parts of them', () => {
    const best = (text: string) => {
      const found = likelihoods(model, text);
      return ['money', 'calls', 'beside'][found.indexOf(Math.max(...found))];
    };
    expect(best('the invoices are unpaid')).toBe('money');
    expect(best('it buzzed at night')).toBe('calls');
    expect(best('soup recipes')).toBe('beside');
  });

  test('gives likelihoods that add up to 1, for any text', () => {
    for (const text of ['', 'xyzzy', 'invoice '.repeat(1000), '\u202Eabc', '<@1>'])
      expect(likelihoods(model, text).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1);
  });

  test('is learned alike twice, and read as it was written', () => {
    const bytes = encodeModel(model);
    expect(Buffer.from(encodeModel(train())).equals(Buffer.from(bytes))).toBe(true);
    const read = decodeModel(bytes);
    expect(read.sections).toEqual(model.sections);
    expect(likelihoods(read, 'an unpaid fee')).toEqual(likelihoods(model, 'an unpaid fee'));
    expect(Buffer.from(encodeModel(read)).equals(Buffer.from(bytes))).toBe(true);
  });

  test('holds two weights in a byte, each rounded to a square and with its sign', () => {
    const rows = new Uint8Array(4);
    expect(packRow(Float32Array.of(-98, 0, 2.4, 49, 98), rows, 1)).toBe(2);
    expect([...rows]).toEqual([0, 0x07, 0x8c, 0xe7]);
    expect(packRow(new Float32Array(2), rows, 0)).toBe(0);
  });

  test('is refused when cut off or of another version', () => {
    const bytes = encodeModel(model);
    expect(() => decodeModel(bytes.subarray(0, bytes.length - 5))).toThrow('cut off');
    expect(() => decodeModel(bytes.subarray(0, 10))).toThrow();
    const other = Buffer.from(bytes);
    other.write('"version":9', 4 + other.subarray(4).indexOf('"version":3'));
    expect(() => decodeModel(other)).toThrow();
  });
});
