import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CONTENT_DIR } from '../../../src/app/content.ts';
import { LOCALES } from '../../../src/i18n/locales.ts';
import { loadCatalogue } from '../../../src/templates/catalogue.ts';
import { fillTemplate } from '../../../src/templates/fill.ts';
import { formFields } from '../../../src/templates/form.ts';
import { claimFrom } from '../../../src/templates/interest/claim.ts';
import { RATES, readRates } from '../../../src/templates/interest/rates.ts';

const VALUES = {
  parties: 'business',
  amount: '2952 zł brutto',
  dueDate: '10.11.2026',
  payBy: '8.12.2026',
  euroRate: '4,2345',
} as const;

describe('a claim', () => {
  it('is reckoned from what was typed', () => {
    const result = claimFrom(VALUES);
    if (!result.ok) throw new Error(result.why);
    // 2952 × 13.75% × 28 / 365, and 40 euro at 4.2345 zł.
    expect(result.claim).toMatchObject({ debt: 2952_00, interest: 31_14 });
    expect(result.claim.compensation).toMatchObject({ euro: 40, inZloty: { rate: 4.2345, grosze: 169_38 } });
  });

  it('has no compensation where one side is no business', () => {
    const result = claimFrom({ ...VALUES, parties: 'other', payBy: '2026-10-07', dueDate: '2026-09-07' });
    expect(result).toMatchObject({ ok: true, claim: { compensation: undefined, interest: 22_44 } });
  });

  test.each([
    ['parties', { parties: '' }],
    ['parties', { parties: undefined }],
    ['abroad', { parties: 'abroad' }],
    ['amount', { amount: '€700' }],
    ['amount', { amount: 'dużo' }],
    ['dates', { payBy: 'piątek' }],
    ['dates', { dueDate: '31.02.2026' }],
    ['dates', { dueDate: '10.11' }],
    ['in-time', { payBy: '10.11.2026' }],
    ['euro-rate', { euroRate: 'około czterech' }],
    ['outdated', { payBy: '2.01.2027' }],
    ['outdated', { parties: 'other' }],
  ])('is none for want of %s: %j', (why, changed) => {
    expect(claimFrom({ ...VALUES, ...changed })).toMatchObject({ ok: false, why });
  });

  it('of any typed values is reckoned or refused, and never more than it shows', () => {
    const any = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', '2952 zł', '1.01.0100', '9999-12-31', '4,2'),
    );
    const values = fc.record({
      parties: fc.constantFrom('business', 'health', 'other', 'abroad', ''),
      amount: fc.oneof(
        any,
        fc.integer({ min: 1, max: 10 ** 9 }).map((zloty) => `${zloty} zł`),
      ),
      dueDate: fc.oneof(any, fc.constantFrom('2016-02-01', '24.12.2025', '1.11.2026')),
      payBy: fc.oneof(any, fc.constantFrom('2020-02-29', '31.12.2026', '2026-10-07')),
      euroRate: any,
    });
    fc.assert(
      fc.property(values, (typed) => {
        const result = claimFrom(typed);
        if (!result.ok) return;
        const { interest, spans, compensation } = result.claim;
        expect(spans.length).toBeGreaterThan(0);
        expect(spans.reduce((sum, span) => sum + span.interest, 0)).toBe(interest);
        expect(compensation === undefined).toBe(typed.parties === 'other');
      }),
    );
  });

  it('does not mind a euro rate that it does not need', () => {
    const values = { ...VALUES, parties: 'other', dueDate: '2026-09-07', payBy: '2026-10-07', euroRate: '?' };
    expect(claimFrom(values)).toMatchObject({ ok: true });
  });
});

describe('the tables', () => {
  it('were read, and say until when they hold', () => {
    for (const { until, checked, rates } of Object.values(RATES)) {
      const last = rates.at(-1)?.from.toString() ?? '';
      expect(until.toString() >= last && checked.toString() >= last).toBe(true);
    }
  });

  it('of businesses change only with a half-year', () => {
    for (const { from } of RATES.business.rates) expect(from.toString()).toMatch(/-0[17]-01$/);
    expect(RATES.business.until.toString()).toMatch(/-06-30$|-12-31$/);
  });

  it('are refused out of order', () => {
    const rows =
      '[{from: 2026-07-01, rate: 2, health: 1, source: x}, {from: 2026-01-01, rate: 2, health: 1, source: x}]';
    const rest = 'checked: 2026-01-01, until: 2026-12-31';
    const other = `statutory: {${rest}, rates: [{from: 2026-01-01, rate: 1, source: x}]}`;
    expect(() => readRates(`{commercial: {${rest}, rates: ${rows}}, ${other}}`)).toThrow('are in order');
  });
});

describe.each(LOCALES)('the demand for payment in %s', (locale) => {
  const template = loadCatalogue(CONTENT_DIR, locale).find('payment-demand');
  if (!template) throw new Error('no demand');
  const needed = { invoice: '12/2026', sender: 'Jan' };
  const demand = (values: Record<string, string>) => {
    const filled = fillTemplate({ template, tone: 'formal', values: { ...needed, ...values } });
    return filled.ok ? filled.text : JSON.stringify(filled.problems);
  };
  const says = {
    pl: {
      interest: 'odsetki ustawowe za opóźnienie w transakcjach handlowych do 8 grudnia 2026 r.: 31,14 zł',
      sum: '2952 zł × 13,75% × 28 dni / 365 = 31,14 zł',
      total: '3152,52 zł',
      inEuro: '40 €, po średnim kursie NBP z 30 października 2026 r.',
      open: '2983,14 zł + 40 €',
      plain: '- odsetki ustawowe za opóźnienie od pierwszego dnia po terminie\n',
    },
    en: {
      interest: 'statutory interest for delay in commercial transactions until 8 December 2026: PLN 31.14',
      sum: 'PLN 2,952 × 13.75% × 28 days / 365 = PLN 31.14',
      total: 'PLN 3,152.52',
      inEuro: '€40, at the National Bank of Poland’s average rate of 30 October 2026',
      open: 'PLN 2,983.14 + €40',
      plain: '- interest on late payment, as the law or our contract allows\n',
    },
  }[locale];
  const spaces = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

  it('shows the sums and how they were reckoned', () => {
    const text = spaces(demand(VALUES));
    for (const part of [says.interest, says.sum, says.total]) expect(text).toContain(part);
  });

  it('leaves the compensation in euro where no rate was typed', () => {
    const text = spaces(demand({ ...VALUES, euroRate: '' }));
    expect(text).toContain(says.inEuro);
    expect(text).toContain(says.open);
  });

  it.each([{ parties: '' }, { parties: 'abroad' }, { payBy: '2027-01-15' }])(
    'asks for interest without a sum: %j',
    (changed) => {
      const text = demand({ ...VALUES, ...changed });
      expect(text).toContain(says.plain);
      expect(text).not.toContain('365');
    },
  );

  it('asks for what the sums need, and not for the sums', () => {
    const names = formFields({ template, tone: 'formal', values: {} })
      .flat()
      .map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['parties', 'euroRate', 'amount']));
    expect(names).not.toEqual(expect.arrayContaining(['sums']));
  });
});
