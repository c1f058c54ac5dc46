import { expect, test } from 'vitest';
import { createSeen } from '../../src/discord/seen.ts';

test('an id is new once, for as long as it is among the newest', () => {
  const isNew = createSeen(3);
  expect(['a', 'b', 'c', 'a', 'd', 'c', 'a'].map(isNew)).toEqual([true, true, true, false, true, false, true]);
});
