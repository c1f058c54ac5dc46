import { expect, it } from 'vitest';
import { compare, newTally } from '../../../scripts/chaos/tally.ts';

it('counts what was confirmed and is not there as lost, and what is there twice as doubled, confirmed or not', () => {
  const tally = newTally();
  compare(tally, 'entry', { confirmed: new Set(['a', 'b', 'c']), stored: ['a', 'b', 'b', 'd', 'e', 'e', 'e'] });
  expect(tally.lost).toEqual(['entry: c']);
  expect(tally.doubled).toEqual(['entry: b (2 times)', 'entry: e (3 times)']);
  expect(tally.duplicated).toEqual([]);
  expect(tally.done.get('entry')).toBe(3);
});

it('notes what is seen twice where it is told to', () => {
  const tally = newTally();
  compare(tally, 'card posted', { confirmed: new Set(['a']), stored: ['a', 'a'] }, tally.duplicated);
  expect([tally.doubled, tally.duplicated]).toEqual([[], ['card posted: a (2 times)']]);
});
