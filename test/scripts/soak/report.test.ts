import { expect, it } from 'vitest';
import { newTally } from '../../../scripts/chaos/tally.ts';
import { describeSoak, missedGoals } from '../../../scripts/soak/report.ts';
import type { SoakResult } from '../../../scripts/soak/run.ts';

const memory = (kept: number) => ({ rss: 2 * kept, kept });
const result = (about: Partial<SoakResult> = {}): SoakResult => ({
  begin: 0,
  tally: newTally(),
  verdict: { answered: 10, excused: 0, unanswered: new Map([['killed', 3]]), faults: [] },
  disturbances: new Map([['kill -9', 1]]),
  ended: { starting: 1, running: 0 },
  due: 2,
  posted: 2,
  left: 0,
  unheld: { longest: 4000, sum: 4000, share: 0.01 },
  memory: { before: memory(100), after: memory(110), warm: true },
  broken: new Map(),
  ...about,
});

it('misses no goal where nothing but the time without a process left people unanswered', () => {
  expect(missedGoals(result())).toEqual([]);
  expect(describeSoak(result())).toMatch(/presses +13\n.*answered +10\n/);
  expect(describeSoak(result())).toMatch(/unanswered: no process \(killed\) +3/);
});

it('misses one by each fault of the bot, each thing lost, done twice or duplicated, and what is left', () => {
  const tally = newTally();
  tally.lost.push('entry: a');
  tally.doubled.push('entry: b (2 times)');
  tally.duplicated.push('card: c (2 times)');
  tally.impossible.push('advice: no such button');
  const unanswered = new Map([['held, and not answered', 1]] as const);
  const silent = {
    what: 'form',
    shard: 1,
    at: 2000,
    answeredAt: undefined,
    machine: 0,
    announced: false,
    outcomeAt: undefined,
  };
  const verdict = { answered: 1, excused: 0, unanswered, faults: [silent] };
  expect(missedGoals(result({ tally, verdict, left: 1, ended: { starting: 0, running: 1 } }))).toHaveLength(7);
});

it('misses one by memory that grows by more than a tenth, or three tenths if it was not warm', () => {
  const grown = (kept: number, warm: boolean) =>
    missedGoals(result({ memory: { before: memory(100), after: memory(kept), warm } }));
  expect(grown(111, true)).toHaveLength(1);
  expect(grown(111, false)).toEqual([]);
  expect(grown(131, false)).toHaveLength(1);
  expect(missedGoals(result({ memory: undefined }))).toEqual([]);
});
