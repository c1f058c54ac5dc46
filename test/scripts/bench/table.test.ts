import { expect, it } from 'vitest';
import { missingOf } from '../../../scripts/bench/contest/aftermath.ts';
import { BARE_PING, BARE_SAME, type Measured } from '../../../scripts/bench/contest/measure.ts';
import { describe, linesOf, markdown, reasonsOf, standInOf } from '../../../scripts/bench/contest/table.ts';
import type { Cell } from '../../../scripts/bench/stand-in/protocol.ts';

function cell(perSecond: number, processMs: number, more: Partial<Cell> = {}): Cell {
  const waits = { p50: 1, p95: 2, p99: 1000 / perSecond };
  return {
    answers: 100,
    failures: {},
    examples: {},
    perSecond,
    acknowledged: waits,
    final: waits,
    processMs,
    mainThreadMs: processMs / 2,
    standInMs: 0.1,
    standInBusy: 0.2,
    ...more,
  };
}

const measured: Measured[] = [
  {
    row: '/help',
    people: 50,
    cells: {
      [BARE_PING]: [cell(1000, 0.1), cell(100, 1), cell(1000, 0.1)],
      [BARE_SAME]: [cell(500, 0.2), cell(50, 2), cell(500, 0.2, { standInBusy: 0.7 })],
      embedded: [
        cell(400, 0.4),
        cell(40, 4, { failures: { 'another answer': 3 }, examples: { 'another answer': 'Too often' } }),
        cell(400, 0.4, { standInBusy: 0.9 }),
      ],
    },
  },
];

it('sets each bot beside the bare one, round by round: 1 is as good, less is worse', () => {
  const lines = linesOf(measured);
  expect(lines.map(({ bot }) => bot)).toEqual([BARE_PING, BARE_SAME, 'embedded']);
  const [ping, , granica] = lines;
  expect(ping).toMatchObject({ perSecondOfPing: 1, processMsOfPing: 1, failures: 0, perSecond: 1000 });
  expect(granica?.perSecondOfPing).toBeCloseTo(0.4);
  expect(granica?.perSecondOfSame).toBeCloseTo(0.8);
  expect(granica?.processMsOfPing).toBeCloseTo(0.25);
  expect(granica?.processMsOfSame).toBeCloseTo(0.5);
  expect(granica?.p99OfPing).toBeCloseTo(2.5);
});

it('shows every failure, with its reason', () => {
  expect(linesOf(measured)[2]).toMatchObject({ answers: 300, failures: 3 });
  expect(describe(linesOf(measured))).toMatch(/\/help · embedded.*\| +3 \|/);
  expect(reasonsOf(measured)).toEqual(['embedded, /help, 50 people: 3 × another answer: Too often']);
});

it('says how busy the stand-in was beside the bare bot, which gives it most to do', () => {
  expect(standInOf(measured)).toEqual({ msAnAnswer: 0.1, busy: 0.2, busiest: 0.7 });
});

it('aligns a table', () => {
  expect(markdown(['', 'ms'], [['a row', '1.5']])).toBe('|       |  ms |\n| ----- | --: |\n| a row | 1.5 |');
});

it('misses each row that somebody was told is saved, and lets none make up for another', () => {
  const told = { calm: 10, entries: 5 };
  expect(missingOf(told, { calm: 10, violations: 5, entries: 5 })).toBe(0);
  expect(missingOf(told, { calm: 12, violations: 5, entries: 4 })).toBe(1);
  expect(missingOf(told, { calm: 8, violations: 4, entries: 6 })).toBe(3);
});
