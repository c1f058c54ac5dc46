import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { editable } from '../../src/sheet/editable.ts';
import { readPart } from '../../src/sheet/read-part.ts';
import {
  FEE_PERIODS,
  PAYMENT_METHODS,
  RATE_UNITS,
  SHEET_PARTS,
  type Sheet,
  TIME_UNITS,
} from '../../src/sheet/sheet.ts';
import { findOverlap, orderSpans } from '../../src/sheet/spans.ts';
import { FULL_SHEET, HALF_SHEET } from '../support/sheets.ts';

const translator = loadTranslator(CONTENT_DIR);
const today = Temporal.PlainDate.from('2026-11-24');

/** What reading the form of a sheet's part gives. */
function reread(sheet: Sheet, locale: (typeof LOCALES)[number]): Sheet {
  const language = { locale, t: translator(locale) };
  const parts = SHEET_PARTS.map((part) => {
    const values = editable(sheet, part, language);
    const read = readPart(part, values, today);
    if (!read.ok) throw new Error(`${JSON.stringify(values)}: ${JSON.stringify(read.problems)}`);
    return [part, read.update.content] as const;
  });
  return Object.fromEntries(parts.filter(([, content]) => Object.keys(content).length > 0));
}

describe.each(LOCALES)('what stands in a form is read as what was saved (%s)', (locale) => {
  it.each([
    ['empty', {}],
    ['half', HALF_SHEET],
    ['full', FULL_SHEET],
  ])('%s', (_what, sheet) => {
    expect(reread(sheet, locale)).toEqual(sheet);
  });

  const clock = fc
    .integer({ min: 0, max: 24 * 12 - 1 })
    .map((five) => `${String(Math.floor(five / 12)).padStart(2, '0')}:${String((five % 12) * 5).padStart(2, '0')}`);
  const spans = fc
    .array(
      fc
        .record({ days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), from: clock, to: clock })
        .filter(({ from, to }) => from !== to && to !== '00:00'),
      { minLength: 1, maxLength: 3 },
    )
    .map(orderSpans)
    .filter((all) => findOverlap(all) === undefined);
  const money = fc.record({
    amount: fc.integer({ min: 1, max: 100_000 }).map((cents) => cents / 100),
    currency: fc.constantFrom('PLN', 'EUR', 'USD', 'GBP', 'CHF'),
  });
  const term = fc.record({ amount: fc.integer({ min: 1, max: 50 }), unit: fc.constantFrom(...TIME_UNITS) });
  const fee = fc
    .record({
      sum: fc.oneof(money, fc.record({ percent: fc.integer({ min: 1, max: 50 }).map((tenth) => tenth / 10) })),
      per: fc.constantFrom(...FEE_PERIODS),
      begun: fc.boolean(),
    })
    .map(({ begun, ...rest }) => (begun && rest.per !== 'once' ? { ...rest, begun: true as const } : rest));
  const sheet: fc.Arbitrary<Sheet> = fc.record({
    hours: fc.record({ spans, zone: fc.constantFrom('Europe/Warsaw', 'America/New_York', 'Asia/Tokyo') }),
    contact: fc.record({ responseTime: term, callLength: term }),
    scope: fc.record({
      rounds: fc.integer({ min: 0, max: 20 }),
      extraRate: fc
        .record({
          sum: money,
          per: fc.constantFrom(...RATE_UNITS),
          tax: fc.constantFrom(undefined, 'net' as const, 'gross' as const),
        })
        .map(({ tax, ...rate }) => (tax === undefined ? rate : { ...rate, tax })),
    }),
    payment: fc.record({
      methods: fc.subarray([...PAYMENT_METHODS], { minLength: 1 }),
      due: fc.oneof(fc.integer({ min: 0, max: 365 }), fc.constant('upfront' as const)),
      lateFee: fc.oneof(
        fee,
        fc.constant({ statutory: true as const }),
        fc.constant({ statutory: true as const, commercial: true as const }),
      ),
    }),
    focus: fc.record({ keptHours: fc.integer({ min: 1, max: 168 }) }),
  });

  it('any', () => {
    fc.assert(
      fc.property(sheet, (any) => {
        expect(reread(any, locale)).toEqual(any);
      }),
      { numRuns: 300 },
    );
  });
});

it('everything wrong in a form is said at once', () => {
  const values = {
    responseTime: '30',
    callLength: '0 minut',
    channels: 'a, b, c, d, e, f, g',
    emergency: 'x'.repeat(121),
  };
  expect(readPart('contact', values, today)).toMatchObject({
    ok: false,
    problems: [
      { field: 'channels', code: 'too-many' },
      { field: 'emergency', code: 'too-long' },
      { field: 'responseTime', code: 'unreadable' },
      { field: 'callLength', code: 'out-of-range' },
    ],
  });
});

it('what may be a slip is asked, what was taken in a certain way is said', () => {
  expect(readPart('hours', { hours: '22-6' }, today)).toMatchObject({
    ok: true,
    questions: [{ code: 'night' }],
    notes: ['weekdays'],
  });
  expect(readPart('hours', { hours: '24/7' }, today)).toMatchObject({ ok: true, questions: [{ code: 'always' }] });
  expect(readPart('payment', { due: '0' }, today)).toMatchObject({ ok: true, notes: ['at-once'] });
  expect(readPart('payment', { due: 'od razu' }, today)).toMatchObject({ ok: true, notes: [] });
  expect(readPart('contact', { responseTime: 'tego samego dnia' }, today)).toMatchObject({
    ok: true,
    notes: ['words'],
  });
});

it('priorities are those of the quarter in which they were written', () => {
  expect(readPart('focus', { priorities: 'a' }, today)).toMatchObject({ update: { content: { quarter: '2026-Q4' } } });
});
