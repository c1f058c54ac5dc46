import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crossesMidnight, readDays, writeDays } from '../../src/members/hours.ts';

it('days are read back as they were written', () => {
  fc.assert(
    fc.property(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), (days) => {
      expect(readDays(writeDays(days))).toEqual(days);
    }),
  );
});

it.each(['', '0', '8', '21', '11', '1,2', 'x'])('days that cannot be are none: %j', (text) => {
  expect(readDays(text)).toBeUndefined();
});

it('a span that ends before it starts goes past midnight', () => {
  expect(crossesMidnight({ from: '22:00', to: '06:00' })).toBe(true);
  expect(crossesMidnight({ from: '09:00', to: '17:00' })).toBe(false);
});
