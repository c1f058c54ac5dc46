import { describe, expect, test } from 'vitest';
import { loadContent } from '../../src/app/content.ts';
import { search } from '../../src/guide/search/search.ts';
import { LOCALES } from '../../src/i18n/locales.ts';

const content = await loadContent();

/**
 * Each question of the front matter, with the section that answers it: the one under whose name it stands there, or the
 * article's opening.
 */
const cases = LOCALES.flatMap((locale) =>
  [...content.guides[locale].articles.values()].flatMap((article) => [
    ...article.questions.map((question) => ({ locale, question, ref: article.slug })),
    ...article.sections.flatMap(({ ref, questions }) => questions.map((question) => ({ locale, question, ref }))),
  ]),
);

describe('a question that an article claims to answer', () => {
  test.each(LOCALES)('finds the section that answers it first, in %s', (locale) => {
    const found = cases
      .filter((one) => one.locale === locale)
      .map(({ question, ref }) => {
        const { results, confidence } = search([content.searchSources[locale]], question, 1);
        return { question, ref, first: results[0]?.document.id, confidence };
      });
    expect(found.length).toBeGreaterThan(200);
    expect(found.filter(({ ref, first }) => ref !== first)).toEqual([]);
    expect(found.filter(({ confidence }) => confidence === 'nothing')).toEqual([]);
  });

  test('stands in one place only', () => {
    const seen = cases.map(({ locale, question }) => `${locale} ${question.toLowerCase()}`);
    expect(seen.filter((one, index) => seen.indexOf(one) !== index)).toEqual([]);
  });
});

/** Questions whose answers were once missing, and words without which their section does not answer them. */
test.each([
  ['pl', 'step-address-violations-now#extra-work', /stawkę/],
  ['pl', 'step-address-violations-now#after-hours-calls', /święta/],
  ['pl', 'step-address-violations-now#separate-phones', /prywatny numer/],
  ['pl', 'step-set-expectations#scope', /[Ii]le rund/],
  ['pl', 'step-set-expectations#calls', /pięć minut/],
  ['pl', 'step-build-a-system#auto-reply', /L4/],
  ['pl', 'step-put-it-in-writing#no-contract', /[Uu]stne/],
  ['pl', 'step-put-it-in-writing#payment-terms', /zaliczka.*bierz/],
  ['pl', 'tip-ask-before-signing', /CEIDG/],
  ['pl', 'tip-know-your-priorities', /[Ii]le to ma być godzin/],
  ['pl', 'reason-all-clients-happy', /tyle samo uwagi/],
  ['pl', 'conclusion-prevention', /check-in/],
  ['pl', 'when-client-is-rude#break-off', /rozłączyć/],
  ['pl', 'when-client-does-not-pay#stop-work', /wstrzymuję prace/],
  ['en', 'step-address-violations-now#extra-work', /your rate/],
  ['en', 'step-build-a-system#auto-reply', /[Oo]ff sick/],
  ['en', 'tip-ask-before-signing', /register/],
] as const)('in %s, %s says what is asked of it', (locale, ref, answer) => {
  const [slug = '', id] = ref.split('#');
  const article = content.guides[locale].articles.get(slug);
  expect(id ? article?.sections.find((section) => section.id === id)?.body : article?.body).toMatch(answer);
});

/** What Britons call things. */
test.each([
  ['client calls on a bank holiday', /after-hours-calls|keep-to-hours|mutual-respect|self-care|auto-reply/],
  ['colour of the logo changes again', /end-of-revisions|scope|tested|extra-work|deliverables/],
  ['ask a solicitor', /step-put-it-in-writing|does-not-pay/],
  ['cheque has not arrived', /late-payment|does-not-pay/],
])('in English, %j finds something', (query, expected) => {
  expect(
    search([content.searchSources.en], query, 3)
      .results.map(({ document }) => document.id)
      .join(),
  ).toMatch(expected);
});
