import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitCount, editDistance, letterMask } from '../../src/text/distance.ts';

/** The definition, without a limit or shortcuts. */
function reference(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      const options = [i === 0 && j === 0 ? 0 : Number.POSITIVE_INFINITY];
      if (i > 0) options.push(at(i - 1, j) + 1);
      if (j > 0) options.push(at(i, j - 1) + 1);
      if (i > 0 && j > 0) options.push(at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) options.push(at(i - 2, j - 2) + 1);
      const row = table[i];
      if (row) row[j] = Math.min(...options);
    }
  }
  return at(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 10 });

test('the distance is the definition’s, cut off above the limit', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(reference(a, b), limit + 1));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['granica', 'granicca', 1],
  ['umowa', 'umwoa', 1],
  ['platnosc', 'platnsoci', 2],
])('%s and %s differ by %i', (a, b, distance) => {
  expect(editDistance(a, b, 2)).toBe(distance);
});

test('words as long as the analysis lets through are compared', () => {
  expect(editDistance('a'.repeat(40), `b${'a'.repeat(39)}`, 2)).toBe(1);
});

test('the masks of two words differ by no more than twice their distance, so the filter loses nothing', () => {
  const any = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0'), maxLength: 10 });
  fc.assert(
    fc.property(any, any, (a, b) => {
      expect(bitCount(letterMask(a) ^ letterMask(b))).toBeLessThanOrEqual(2 * reference(a, b));
    }),
  );
});

test('bits are counted', () => {
  fc.assert(
    fc.property(fc.integer(), (mask) => {
      expect(bitCount(mask)).toBe((mask >>> 0).toString(2).replaceAll('0', '').length);
    }),
  );
});
