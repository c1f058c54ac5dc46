import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../src/app/content.ts';
import { CSV_STYLE, CSV_STYLES, writeCsv, writeRow } from '../../src/text/csv.ts';
import type { Entry } from '../../src/violations/entries.ts';
import { csvHeader, csvRow, toPlain } from '../../src/violations/export.ts';
import { readCost, readDuration, readPastDay } from '../../src/violations/read-cost.ts';
import { toTimeline } from '../../src/violations/timeline.ts';

const { translator } = await loadContent();
const today = Temporal.PlainDate.from('2026-11-24');

const entry = (change: Partial<Entry> = {}): Entry => ({
  id: '01980000-0000-7000-8000-000000000001',
  authorId: '1',
  kind: 'other',
  story: 'Historia',
  clientLabel: 'Piekarnia',
  reaction: 'refused',
  weight: 3,
  nextStep: undefined,
  happenedOn: today,
  loggedAt: new Date('2026-11-24T08:00:00Z'),
  state: 'addressed',
  outcome: undefined,
  addressedOn: today,
  unpaidMinutes: 90,
  cost: { amount: 350, currency: 'PLN' },
  history: [],
  ...change,
});

/** Reads RFC 4180 as a spreadsheet does. */
function readCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n)`, 'g');
  for (const match of text.matchAll(field)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === separator) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Starts of a formula, as OWASP lists them, with what some spreadsheets pass over in front. */
const FORMULA = /^[\s\p{C}]*[=+\-@＝＋－＠]|^[\t\r]/mu;

describe('the CSV', () => {
  const signs = [...'=+-@＝＋－＠"\',;.\n\r\t a', '\u200b', '\u2028', '\ufeff'];
  const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...signs) }), fc.string({ unit: 'binary' }));

  it.each(['comma', 'semicolon'] as const)('gives every text back, and no cell that is run, with a %s', (style) => {
    const { separator } = CSV_STYLES[style];
    fc.assert(
      fc.property(fc.array(fc.tuple(typed, typed), { minLength: 1, maxLength: 3 }), (rows) => {
        const csv = writeCsv(['a', 'b'], rows, style);
        expect(csv.startsWith('\uFEFF')).toBe(true);
        const [, ...read] = readCsv(csv.slice(1), separator);
        expect(read).toHaveLength(rows.length);
        for (const [index, row] of rows.entries()) {
          for (const [column, text] of row.entries()) {
            const cell = read[index]?.[column] ?? '';
            expect(cell).not.toMatch(FORMULA);
            // Nothing but apostrophes was added.
            expect(cell.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
          }
        }
      }),
    );
  });

  it.each([' =1+1', 'x\n=1+1', '\t=1', '\u00a0@SUM(1)', '＝1+1', '＋1', '－1', '＠a', '-1', '\u200b=1'])(
    'does not run %j',
    (text) => {
      const [, cells] = readCsv(writeCsv(['a', 'b'], [[text, 'b']]).slice(1), ',');
      expect(cells).toEqual([expect.not.stringMatching(FORMULA), 'b']);
      expect(cells?.[0]).toContain("'");
    },
  );

  it('writes numbers and separators as a spreadsheet in the person’s language reads them', () => {
    const row = csvRow(entry({ story: 'a;b,c', cost: { amount: 12.5, currency: 'PLN' } }), translator('pl'));
    const [pl, en] = (['pl', 'en'] as const).map((locale) => writeRow(row, CSV_STYLE[locale]));
    expect(pl).toContain('"a;b,c";Piekarnia;');
    expect(pl).toContain(';1,5;12,5;PLN;');
    expect(en).toContain('"a;b,c",Piekarnia,');
    expect(en).toContain(',1.5,12.5,PLN,');
    expect(csvHeader(translator('pl'))).toHaveLength(row.length);
  });
});

describe('the JSON', () => {
  it('is the entry with stable keys', () => {
    expect(toPlain(entry())).toMatchObject({
      kind: 'other',
      happenedOn: '2026-11-24',
      cost: { amount: 350, currency: 'PLN' },
    });
  });
});

describe('the timeline', () => {
  it.each(['pl', 'en'] as const)('adds up what it cost, and escapes what was typed, in %s', (locale) => {
    const entries = [entry({ story: '# *Nie*' }), entry({ cost: { amount: 50.5, currency: 'EUR' } })];
    const text = toTimeline('A*B', entries, { t: translator(locale), locale }).replaceAll('\u00a0', ' ');
    expect(text).toContain('A\\*B');
    expect(text).toContain('\\# \\*Nie\\*');
    expect(text).toMatch(/350.*\+.*50[.,]5/);
    expect(text).toContain('3 h');
  });
});

describe('what a person types', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['20.11', '2026-11-20'],
    ['24 listopada', '2026-11-24'],
    ['25.11', '2025-11-25'],
    ['Dec 24', '2025-12-24'],
    ['29.02', '2024-02-29'],
    ['wczoraj', '2026-11-23'],
    ['today', '2026-11-24'],
  ])('is the day %s', (typed, day) => {
    expect(readPastDay(typed, today)).toEqual({ ok: true, value: Temporal.PlainDate.from(day) });
  });

  it.each([
    ['25.11.2026', 'future'],
    ['kiedyś', 'unreadable'],
    ['31.02', 'unreadable'],
    ['1.01.1999', 'too-long-ago'],
  ])('is no day: %s', (typed, problem) => {
    expect(readPastDay(typed, today)).toEqual({ ok: false, problem });
  });

  it.each([
    ['1,5', 90],
    ['1.5 h', 90],
    ['90 min', 90],
    ['1:30', 90],
    ['2 godziny 15 minut', 135],
    ['0', 0],
  ])('is the time %s', (typed, minutes) => {
    expect(readDuration(typed)).toEqual({ ok: true, value: minutes });
  });

  it.each(['', 'dużo', '-1', '1:75'])('is no time: „%s”', (typed) => {
    expect(readDuration(typed)).toEqual({ ok: false, problem: 'unreadable' });
  });

  it('is an amount with its currency', () => {
    expect(readCost('1 200,50 zł')).toEqual({ ok: true, value: { amount: 1200.5, currency: 'PLN' } });
    expect(readCost('350')).toEqual({ ok: false, problem: 'unreadable' });
    expect(readCost('999999999 EUR')).toEqual({ ok: false, problem: 'too-much' });
  });
});
