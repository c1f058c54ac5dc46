import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { FREEZES_A_QUARTER, type LivedWeek, streakOf } from '../../src/checkins/streak.ts';

/** Weeks from a Monday on: `x` answered, `.` not, `?` not yet. */
const weeksFrom = (first: string, marks: string): LivedWeek[] =>
  [...marks].map((mark, index) => ({
    week: Temporal.PlainDate.from(first).add({ weeks: index }),
    answered: mark === 'x',
    open: mark === '?',
  }));
/** Thirteen Mondays: 5 January to 30 March 2026 lie in one quarter. */
const streak = (marks: string, first = '2026-01-05', today = '2026-03-30') =>
  streakOf(weeksFrom(first, marks), Temporal.PlainDate.from(today));

describe('streakOf', () => {
  it.each([
    ['', 0, 0, 2],
    ['x', 1, 1, 2],
    ['xxx', 3, 3, 2],
    ['...x', 1, 1, 2], // nothing to freeze before the first answer
    ['xx.x', 3, 3, 1],
    ['xx..x', 3, 3, 0],
    ['xx...x', 1, 2, 0],
    ['xx...', 0, 2, 0],
    ['xxx?', 3, 3, 2], // it can still be answered
    ['x.x.x.x', 1, 3, 0],
  ])('%s is %i weeks, at most %i, with %i freezes left', (marks, weeks, longest, freezesLeft) => {
    expect(streak(marks)).toMatchObject({ weeks, longest, freezesLeft });
  });

  it('has two new freezes in a new quarter', () => {
    // 16 and 23 March, then 6 and 13 April without an answer.
    expect(streak('x..x..x', '2026-03-09', '2026-04-20')).toMatchObject({ weeks: 3, freezesLeft: 0 });
    expect([...streak('x..', '2026-03-23', '2026-04-06').frozen]).toEqual(['2026-03-30', '2026-04-06']);
  });

  it('says which weeks a freeze has bridged', () => {
    expect([...streak('x.x.').frozen]).toEqual(['2026-01-12', '2026-01-26']);
  });

  const lives = fc.array(fc.constantFrom('x', '.', '?'), { maxLength: 80 }).map((marks) => marks.join(''));

  it('never spends more than two freezes a quarter, and never counts a week that was not answered', () => {
    fc.assert(
      fc.property(lives, (marks) => {
        const { frozen, weeks, longest } = streak(marks);
        const quarters = Map.groupBy(frozen, (day) => `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`);
        for (const days of quarters.values()) expect(days.length).toBeLessThanOrEqual(FREEZES_A_QUARTER);
        expect(longest).toBeLessThanOrEqual(marks.split('x').length - 1);
        expect(weeks).toBeLessThanOrEqual(longest);
      }),
    );
  });

  it('never makes a streak shorter by one more answer', () => {
    fc.assert(
      fc.property(lives, (marks) => {
        expect(streak(`${marks}x`).weeks).toBe(streak(marks).weeks + 1);
      }),
    );
  });
});
