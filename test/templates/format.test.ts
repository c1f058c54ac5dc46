import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../src/i18n/locales.ts';
import { formatValue, tidyValue } from '../../src/templates/format.ts';
import type { Placeholder, PlaceholderKind, TemplateValue } from '../../src/templates/types.ts';
import { parseMoney } from '../../src/text/money.ts';
import { listItems } from '../../src/text/tidy.ts';

function formatted(value: TemplateValue | undefined, kind: PlaceholderKind, locale: Locale): string {
  const placeholder: Placeholder = { name: 'x', label: 'X', kind, required: false, maxLength: 60 };
  const result = formatValue(value, placeholder, locale);
  return result.ok ? result.text : `problem: ${result.code}`;
}

describe('values in the format of the language', () => {
  test.each<[PlaceholderKind, TemplateValue | undefined, string, string]>([
    ['date', '2026-12-01', '1 grudnia 2026', '1 December 2026'],
    ['date', '1.12.2026', '1 grudnia 2026', '1 December 2026'],
    ['date', '01.12.2026 r.', '1 grudnia 2026', '1 December 2026'],
    ['date', '2024-02-29', '29 lutego 2024', '29 February 2024'],
    ['date', '10.11', '10 listopada', '10 November'],
    ['date', '31.04', 'problem: date-impossible', 'problem: date-impossible'],
    ['date', '04/12/2026', 'problem: date-ambiguous', 'problem: date-ambiguous'],
    ['date', '24/12/2026', '24 grudnia 2026', '24 December 2026'],
    ['date', '12/24/2026', '24 grudnia 2026', '24 December 2026'],
    ['date', '24/12/26', '24/12/26', '24/12/26'],
    ['date', '31/31/2026', 'problem: date-impossible', 'problem: date-impossible'],
    ['date', 'piątek o 25:99', 'problem: time-impossible', 'problem: time-impossible'],
    ['date', 'piątek o 15:30', 'piątek o 15:30', 'piątek o 15:30'],
    ['date', 'piątek, 4 grudnia', 'piątek, 4 grudnia', 'piątek, 4 grudnia'],
    ['date', '2026-02-29', 'problem: date-impossible', 'problem: date-impossible'],
    ['date', '31.04.2026', 'problem: date-impossible', 'problem: date-impossible'],
    ['date', '2026-13-01', 'problem: date-impossible', 'problem: date-impossible'],
    ['date', '0026-01-01', 'problem: date-impossible', 'problem: date-impossible'],
    ['time', '8', '8:00', '08:00'],
    ['time', '08:30', '8:30', '08:30'],
    ['time', '16.45', '16:45', '16:45'],
    ['time', '24:00', '24:00', '24:00'],
    ['time', '25:99', 'problem: time-impossible', 'problem: time-impossible'],
    ['time', '12.75', 'problem: time-impossible', 'problem: time-impossible'],
    ['time', '31', 'problem: time-impossible', 'problem: time-impossible'],
    ['time', '10:00 (Warsaw time)', '10:00 (Warsaw time)', '10:00 (Warsaw time)'],
    ['time', 'po południu', 'po południu', 'po południu'],
    ['money', '1500 zł', '1500 zł', 'PLN 1,500'],
    ['money', '12 000,50 PLN', '12 000,50 zł', 'PLN 12,000.50'],
    ['money', '€200', '200 €', '€200'],
    ['money', '1,200.50 usd', '1200,50 USD', 'US$1,200.50'],
    ['money', { amount: 2400, currency: 'PLN' }, '2400 zł', 'PLN 2,400'],
    ['money', '800 zł netto', '800 zł netto', 'PLN 800 + VAT'],
    ['money', '£200 + VAT', '200 GBP netto', '£200 + VAT'],
    ['money', '984 zł brutto', '984 zł brutto', 'PLN 984 including VAT'],
    ['money', '$300', '300 USD', '$300'],
    ['money', '2400,50', 'problem: money-currency', 'problem: money-currency'],
    ['money', '800 netto', 'problem: money-currency', 'problem: money-currency'],
    ['money', '-5 zł', 'problem: money-impossible', 'problem: money-impossible'],
    ['money', '-5', 'problem: money-impossible', 'problem: money-impossible'],
    ['money', '0 zł', 'problem: money-impossible', 'problem: money-impossible'],
    ['money', '0,50 zł', '0,50 zł', 'PLN 0.50'],
    ['money', 'około 300 zł netto', 'około 300 zł netto', 'około 300 zł netto'],
    ['money', '1.500 zł', '1.500 zł', '1.500 zł'],
    ['list', ['e-mail', 'Slack', 'Zoom'], 'e-mail, Slack i Zoom', 'e-mail, Slack and Zoom'],
    ['list', '- logo\n• wizytówka\n\n3. strona', 'logo, wizytówka i strona', 'logo, wizytówka and strona'],
    ['list', 'tylko jedno', 'tylko jedno', 'tylko jedno'],
    ['text', 'a\nb\t c', 'a b c', 'a b c'],
    ['longtext', 'a  b \n\n\n\n c', 'a b\n\nc', 'a b\n\nc'],
    ['text', 'x'.repeat(61), 'problem: value-too-long', 'problem: value-too-long'],
    ['list', 'x'.repeat(61), 'problem: value-too-long', 'problem: value-too-long'],
    ['text', undefined, '', ''],
    ['list', ' \n ; , ', '', ''],
  ])('%s %j', (kind, value, polish, english) => {
    // Intl writes no-break spaces into sums; the words around them matter here.
    expect(formatted(value, kind, 'pl').replace(/[\u00a0\u202f]/gu, ' ')).toBe(polish);
    expect(formatted(value, kind, 'en').replace(/[\u00a0\u202f]/gu, ' ')).toBe(english);
  });

  test('the time zone of the machine does not move a date', () => {
    const before = process.env.TZ;
    try {
      for (const zone of ['Pacific/Apia', 'America/Los_Angeles', 'UTC']) {
        process.env.TZ = zone;
        expect(formatted('2026-01-01', 'date', 'pl')).toBe('1 stycznia 2026');
        expect(formatted('00:15', 'time', 'en')).toBe('00:15');
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});

test.each([
  ['1 500 zł', 1500, 'PLN'],
  ['1.500,00 zł', 1500, 'PLN'],
  ['EUR 99.9', 99.9, 'EUR'],
  ['£5', 5, 'GBP'],
])('%j is %d %s', (typed, amount, currency) => {
  expect(parseMoney(typed)).toEqual({ amount, currency });
});

test.each(['', '100', 'zł', '1,500 zł', '1.2.3 zł', '-5 zł', '10 abc', '1e9 zł', '1 zł 2 zł'])(
  '%j is no sum that is certain',
  (typed) => {
    expect(parseMoney(typed)).toBeUndefined();
  },
);

test.each([
  ['a; b;c', ['a', 'b', 'c']],
  ['a, b, c', ['a', 'b', 'c']],
  ['a, b; c', ['a, b', 'c']],
  ['a; b\nc', ['a; b', 'c']],
  ['2,5 h, 3 h', ['2,5 h', '3 h']],
  ['e-mail', ['e-mail']],
])('%j lists %j', (value, items) => {
  expect(listItems(value)).toEqual(items);
});

describe('tidy', () => {
  test.each([
    ['Anna\r\nNowak', 'Anna Nowak'],
    ['Anna\u2028Nowak', 'Anna Nowak'],
    ['\u202eannA\u202c', 'annA'],
    ['A\u0000n\u0007na\u200b', 'Anna'],
    ['**Anna** @everyone <@1> `x`', '**Anna** @everyone <@1> `x`'],
    ['👩‍💻 Ola', '👩‍💻 Ola'],
    ['Zo\u0301sia', 'Zósia'],
    ['x\ud800', 'x\ufffd'],
  ])('%j becomes %j', (typed, expected) => {
    expect(tidyValue(typed, 'name')).toBe(expected);
  });

  test('property: nothing invisible is left, and a second time changes nothing', () => {
    const odd = [' ', '\n', '\t', '\r\n', '\u200b', '\u0000', '\ufffc', '\u202e', '\ud800', '\u0301', '🙂', 'a', 'ł'];
    const text = fc.string({ unit: fc.constantFrom(...odd), maxLength: 20 });
    fc.assert(
      fc.property(text, fc.constantFrom<PlaceholderKind>('name', 'text', 'longtext', 'list'), (typed, kind) => {
        const once = tidyValue(typed, kind);
        expect(tidyValue(once, kind)).toBe(once);
        expect(once).not.toMatch(/[^\P{Cc}\n]|\u200b|\ufffc| {2}|\n{3}|^\s|\s$/u);
        if (kind === 'name' || kind === 'text') expect(once).not.toContain('\n');
      }),
    );
  });
});
