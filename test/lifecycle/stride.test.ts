import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { createStride } from '../../src/lifecycle/stride.ts';

/** Asks for statements that take so many milliseconds each and find all that they may; returns how many rows each may have. */
async function asked(
  times: readonly number[],
  options: { most: number; first?: number },
  found = (rows: number) => rows,
) {
  let now = 0;
  const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(now) };
  const stride = createStride({ clock, ...options });
  const sizes: number[] = [];
  for (const milliseconds of times)
    await stride.take(async (rows) => {
      sizes.push(rows);
      now += milliseconds;
      return found(rows);
    });
  return sizes;
}

it('begins with a few rows and takes more as long as it is quick, at most as many as it may', async () => {
  expect(await asked([0, 1, 2, 3, 4], { most: 500 })).toEqual([20, 80, 320, 500, 500]);
  expect(await asked([0, 0, 0], { most: 3 })).toEqual([3, 3, 3]);
  expect(await asked([0, 0], { most: 500, first: 1 })).toEqual([1, 4]);
});

it('takes fewer rows after a statement that took long, at least one, and more again later', async () => {
  expect(await asked([100, 500, 60_000, 25, 50, 25], { most: 500 })).toEqual([20, 10, 1, 1, 2, 2]);
});

it('learns nothing from a statement that ran out of rows, nor from a clock that is put back', async () => {
  expect(await asked([10_000, 0], { most: 500 }, () => 3)).toEqual([20, 20]);
  expect(await asked([-3_600_000, 0], { most: 500 })).toEqual([20, 80]);
});

it('tells whether there may be more', async () => {
  const stride = createStride({ clock: { now: () => Temporal.Instant.fromEpochMilliseconds(0) }, most: 5 });
  expect(await stride.take(async (rows) => rows)).toEqual({ found: 5, more: true });
  expect(await stride.take(async () => 4)).toEqual({ found: 4, more: false });
});
