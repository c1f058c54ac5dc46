import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  compensationFor,
  euroDay,
  interestFor,
  interestSpans,
  lastDayToPay,
} from '../../../src/templates/interest/interest.ts';
import { RATES } from '../../../src/templates/interest/rates.ts';
import { isHoliday } from '../../../src/time/holidays.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const brief = (parties: 'business' | 'health' | 'other', debt: number, due: string, paid: string) =>
  interestSpans(RATES[parties], { debt, due: day(due), paid: day(paid) })?.map(
    ({ days, rate, interest }) => `${days} × ${rate.points / 100} = ${interest / 100}`,
  );

// 100,000 zł due on a Saturday, paid in the next half-year: worked out by a public calculator for demands for payment (its test
// quotes M.P. 2025 poz. 1257 and M.P. 2026 poz. 642, and adds up the rounded sums).
it('reckons by half-year between businesses', () => {
  expect(brief('business', 100_000_00, '2026-01-10', '2026-07-20')).toEqual([
    '169 × 14 = 6482.19',
    '20 × 13.75 = 753.42',
  ]);
  expect(brief('business', 100_000_00, '2026-01-12', '2026-07-20')).toEqual([
    '169 × 14 = 6482.19',
    '20 × 13.75 = 753.42',
  ]);
  expect(brief('health', 100_000_00, '2026-01-12', '2026-07-20')).toEqual([
    '169 × 12 = 5556.16',
    '20 × 11.75 = 643.84',
  ]);
});

// 10,000 zł from 1 January 2016 until 10 January 2021: the example of packagist.org/packages/mrcnpdlk/odsetki, checked there
// against the calculator of gofin.pl; 3,419.23 zł in all.
it('reckons by the rates of the Civil Code for everybody else', () => {
  expect(brief('other', 10_000_00, '2015-12-31', '2021-01-10')).toEqual([
    '1538 × 7 = 2949.59',
    '22 × 6.5 = 39.18',
    '50 × 6 = 82.19',
    '227 × 5.6 = 348.27',
  ]);
});

it('shows one span where a rate was only announced again', () => {
  expect(brief('business', 1000_00, '2024-03-01', '2025-06-30')).toEqual(['486 × 15.75 = 209.71']);
});

it('reckons nothing for a payment in time, also after a free day', () => {
  expect(brief('business', 100_00, '2026-11-10', '2026-11-10')).toEqual([]);
  // Saturday, 15 August 2026, is a public holiday too.
  expect(brief('business', 100_00, '2026-08-15', '2026-08-17')).toEqual([]);
  expect(brief('business', 100_00, '2026-08-15', '2026-08-18')).toEqual(['1 × 13.75 = 0.04']);
});

it.each(['business', 'other'] as const)('says nothing of days that the table of %s does not know', (parties) => {
  const { until, rates } = RATES[parties];
  const next = until.add({ days: 1 }).toString();
  expect(brief(parties, 100_00, '2026-03-10', until.toString())).not.toBeUndefined();
  expect(brief(parties, 100_00, '2026-03-10', next)).toBeUndefined();
  expect(brief(parties, 100_00, rates[0]?.from.subtract({ days: 9 }).toString() ?? '', '2016-02-01')).toBeUndefined();
});

// Article 10 of the act: up to 5,000 zł; more, and less than 50,000 zł; 50,000 zł and more.
it.each([
  [0.01, 40],
  [4999.99, 40],
  [5000, 40],
  [5000.01, 70],
  [49_999.99, 70],
  [50_000, 100],
  [1_000_000, 100],
])('a debt of %d zł bears %d euro', (zloty, euro) => {
  expect(compensationFor(Math.round(zloty * 100))).toBe(euro);
});

it.each([
  ['2026-11-10', '2026-11-10', '2026-10-30'],
  ['2026-11-11', '2026-11-12', '2026-10-30'],
  // A Saturday, after which it falls due in February.
  ['2026-01-31', '2026-02-02', '2026-01-30'],
  ['2026-04-05', '2026-04-07', '2026-03-31'],
  // Christmas Eve is free since 2025.
  ['2025-12-24', '2025-12-29', '2025-11-28'],
])('due on %s means payable until %s, with the euro of %s', (due, last, euro) => {
  expect(lastDayToPay(day(due)).toString()).toBe(last);
  expect(euroDay(day(due)).toString()).toBe(euro);
});

describe('for any debt and days', () => {
  const debts = fc.integer({ min: 1, max: 100_000_000_00 });
  const days = fc.integer({ min: 0, max: 3900 }).map((count) => day('2016-01-01').add({ days: count }));
  const cases = fc.record({ debt: debts, due: days, paid: days });
  const { business } = RATES;

  it('the spans are all days from the one after the last to pay until the payment, each once', () => {
    fc.assert(
      fc.property(cases, ({ debt, due, paid }) => {
        const spans = interestSpans(business, { debt, due, paid }) ?? [];
        const first = lastDayToPay(due).add({ days: 1 });
        const late = Temporal.PlainDate.compare(paid, first) < 0 ? 0 : first.until(paid).days + 1;
        expect(spans.reduce((sum, span) => sum + span.days, 0)).toBe(late);
        expect(spans[0]?.from.toString()).toBe(late > 0 ? first.toString() : undefined);
        spans.forEach(({ from }, index) => {
          if (index > 0) expect(spans[index - 1]?.to.add({ days: 1 }).equals(from)).toBe(true);
        });
      }),
    );
  });

  it('paying later, or owing more, is never cheaper', () => {
    const total = (debt: number, due: Temporal.PlainDate, paid: Temporal.PlainDate) =>
      (interestSpans(business, { debt, due, paid }) ?? []).reduce((sum, { interest }) => sum + interest, 0);
    fc.assert(
      fc.property(cases, ({ debt, due, paid }) => {
        expect(total(debt, due, paid.add({ days: 1 }))).toBeGreaterThanOrEqual(total(debt, due, paid));
        expect(total(debt + 1, due, paid)).toBeGreaterThanOrEqual(total(debt, due, paid));
      }),
    );
  });

  it('the sum is exact to half a grosz', () => {
    fc.assert(
      fc.property(
        debts,
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 4000 }),
        (debt, points, count) => {
          const doubled = BigInt(interestFor(debt, points, count)) * 2n * 3_650_000n;
          const exact = BigInt(debt) * BigInt(points) * BigInt(count) * 2n;
          const off = doubled - exact;
          expect(off > -3_650_000n && off <= 3_650_000n).toBe(true);
        },
      ),
    );
  });

  it('the last day to pay is a working day, and none is skipped', () => {
    const isFree = (one: Temporal.PlainDate) => one.dayOfWeek > 5 || isHoliday('PL', one);
    fc.assert(
      fc.property(days, (due) => {
        const last = lastDayToPay(due);
        expect(isFree(last)).toBe(false);
        for (let one = due; Temporal.PlainDate.compare(one, last) < 0; one = one.add({ days: 1 }))
          expect(isFree(one)).toBe(true);
      }),
    );
  });
});
