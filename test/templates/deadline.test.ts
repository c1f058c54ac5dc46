import { describe, expect, test } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import { fillTemplate } from '../../src/templates/fill.ts';

function remind(locale: 'pl' | 'en', payBy: string): string {
  const template = loadCatalogue(CONTENT_DIR, locale).find('late-payment-reminder');
  if (!template) throw new Error('no reminder');
  const values = { invoice: 'FV 1', amount: '£10', dueDate: '2026-11-10', sender: 'Jan', payBy };
  const filled = fillTemplate({ template, tone: 'firm', values });
  return filled.ok ? filled.text : `problem: ${filled.problems.map(({ code, name }) => `${name} ${code}`).join()}`;
}

describe('a deadline in words', () => {
  test.each([
    ['piątek', 'do piątku.'],
    ['w piątek', 'do piątku.'],
    ['do piątku', 'do piątku.'],
    ['piątku', 'do piątku.'],
    ['środa', 'do środy.'],
    ['jutro', 'do jutra.'],
    ['przyszły piątek, 4 grudnia', 'do przyszłego piątku, 4 grudnia.'],
    ['najbliższą sobotę', 'do najbliższej soboty.'],
    ['koniec miesiąca', 'do końca miesiąca.'],
    ['4.12.2026', 'do 4 grudnia 2026 r. Od'],
    ['4.12', 'do 4 grudnia.'],
  ])('%j follows “do”: %s', (typed, expected) => {
    expect(remind('pl', typed)).toContain(`Oczekuję wpłaty ${expected}`);
  });

  test.each([
    ['Friday', 'by Friday.'],
    ['on Friday', 'by Friday.'],
    ['by Friday', 'by Friday.'],
    ['2026-12-04', 'by 4 December 2026.'],
  ])('%j follows “by”: %s', (typed, expected) => {
    expect(remind('en', typed)).toContain(`I expect your payment ${expected}`);
  });

  test.each([
    ['poniedziałek', 'od poniedziałku'],
    ['od poniedziałku', 'problem: from date-words'],
    ['1.02.2027', 'od 1 lutego 2027 r.'],
  ])('%j follows “od” as it follows “do”: %s', (typed, expected) => {
    const template = loadCatalogue(CONTENT_DIR, 'pl').find('new-rules');
    if (!template) throw new Error('no new rules');
    const filled = fillTemplate({ template, tone: 'firm', values: { from: typed, rules: 'a', sender: 'Jan' } });
    expect(filled.ok ? filled.text : `problem: ${filled.problems[0]?.name} ${filled.problems[0]?.code}`).toContain(
      expected,
    );
  });

  test.each([
    ['pl', 'za tydzień', 'payBy date-words'],
    ['pl', 'piątek o 25:99', 'payBy time-impossible'],
    ['pl', '31.02.2026', 'payBy date-impossible'],
    ['en', 'in a week', 'payBy date-words'],
    ['en', '04/12/2026', 'payBy date-ambiguous'],
  ] as const)('in %s, %j is asked back', (locale, typed, problem) => {
    expect(remind(locale, typed)).toBe(`problem: ${problem}`);
  });
});
