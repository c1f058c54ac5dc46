import { describe, expect, it } from 'vitest';
import { INTERACTION_OUTCOMES } from '../../src/operations/metrics.ts';
import {
  alerts,
  dashboardExpressions,
  firedInTests,
  metrics,
  namesIn,
  page,
  panels,
  records,
  ruleExpressions,
} from './documents.ts';

const own = [...metrics].filter(([name]) => name.startsWith('granica_'));

describe('rules and dashboard', () => {
  it('name only what the bot serves', () => {
    const named = [...ruleExpressions, ...dashboardExpressions].flatMap(namesIn);
    expect(new Set(named).size).toBeGreaterThan(25);
    expect(named.filter((name) => !metrics.has(name) && !records.includes(name))).toEqual([]);
  });

  it('never sum what every process says of the whole bot', () => {
    const ofTheBot = own.filter(([, { help }]) => help.includes('take the maximum')).map(([name]) => name);
    expect(ofTheBot.length).toBeGreaterThan(8);
    const wrong = [...ruleExpressions, ...dashboardExpressions].filter((expr) =>
      ofTheBot.some(
        (name) => namesIn(expr).includes(name) && !new RegExp(`\\bmax(?: by \\([^)]*\\) )?\\(${name}\\b`).test(expr),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('the panels of the dashboard have different ids', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});

describe('each alert', () => {
  it('is told apart by its name, and says how urgent it is', () => {
    expect(new Set(alerts.map(({ name }) => name)).size).toBe(alerts.length);
    expect(alerts.filter(({ labels }) => !labels)).toEqual([]);
  });

  it('is explained on the page for operators, where its annotation leads; the page explains no other', () => {
    const explained = [...page.matchAll(/^### (Granica\w+)$/gm)].map(([, name = '']) => name);
    expect(explained.toSorted()).toEqual(alerts.map(({ name }) => name).toSorted());
    const led = alerts.map(({ annotations }) => annotations?.runbook);
    expect(led).toEqual(alerts.map(({ name }) => `docs/operations.md#${name.toLowerCase()}`));
  });

  it('fires in a test of the rules', () => {
    expect(alerts.map(({ name }) => name).filter((name) => !firedInTests.has(name))).toEqual([]);
  });
});

it('the page’s table has each metric of the bot, with its type and whether it is summed', () => {
  const rows = [...page.matchAll(/^\| `(granica_\w+)` \| (\w+) \| (process|bot) \|/gm)];
  const documented = rows.map(([, name = '', type = '', of = '']) => `${name} ${type} ${of}`);
  const served = own.map(
    ([name, { type, help }]) => `${name} ${type} ${help.includes('take the maximum') ? 'bot' : 'process'}`,
  );
  expect(documented.toSorted()).toEqual(served.toSorted());
});

it('the page says what each outcome of an interaction means', () => {
  const row = page.split('\n').find((line) => line.startsWith('| `granica_interactions_total`')) ?? '';
  expect(INTERACTION_OUTCOMES.filter((outcome) => !row.includes(` ${outcome}`))).toEqual([]);
});
