import { expect, it } from 'vitest';
import { median, percentile, ratio, waitsOf } from '../../../scripts/bench/contest/statistics.ts';

it('takes percentiles by the nearest rank, whatever the order', () => {
  const values = Array.from({ length: 200 }, (_none, index) => 200 - index);
  expect(percentile(values, 0.5)).toBe(100);
  expect(percentile(values, 0.99)).toBe(198);
  expect(percentile(values, 1)).toBe(200);
  expect(percentile([7], 0.01)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
  expect(waitsOf(values)).toEqual({ p50: 100, p95: 190, p99: 198 });
});

it('sorts numbers as numbers', () => {
  expect(percentile([9, 10, 100], 0.5)).toBe(10);
  expect(median([9, 100, 10])).toBe(10);
});

it('takes the middle of an odd number, and between two of an even one', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

it('compares measurements of the same round, so that a slow machine slows both', () => {
  // In the second round the machine is ten times slower: medians of each alone would say 0.75 and 1.5.
  expect(ratio([50, 5, 60], [100, 10, 80])).toBe(0.5);
  expect(ratio([1, 2, 3], [])).toBeNaN();
});
