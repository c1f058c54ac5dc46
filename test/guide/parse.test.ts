import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArticle } from '../../src/guide/parse.ts';
import { describeProblem } from '../../src/guide/problems.ts';

const good = `---
title: Płatności
summary: Kiedy i jak klient płaci.
part: steps
order: 2
keywords: [termin płatności, przelew]
questions:
  - Kiedy klient powinien zapłacić?
sections:
  late:
    keywords: [zaległa faktura]
    questions: ['Co robić, gdy klient nie płaci?']
related: [reason-self-care, steps#late]
templates: [late-payment-reminder]
answers: [late-payment]
---

Wstęp do **artykułu**.

### Bez identyfikatora

Dalej wstęp.

## Po terminie {#late}

Zadzwoń.

\`\`\`
## to nie nagłówek {#code}
\`\`\`

## Na koniec

Koniec.
`;

function problemsOf(text: string, file = 'payments.md') {
  const parsed = parseArticle(text, { file });
  return parsed.ok ? [] : parsed.problems.map(({ rule, line, params }) => ({ rule, line, ...params }));
}

describe('a valid article', () => {
  const parsed = parseArticle(good, { file: 'pl/guide/steps/payments.md' });
  if (!parsed.ok) throw new Error(parsed.problems.map(describeProblem).join('\n'));
  const { article } = parsed;

  test('has its fields, and the file names it', () => {
    expect(article).toMatchObject({
      slug: 'payments',
      title: 'Płatności',
      part: 'steps',
      order: 2,
      keywords: ['termin płatności', 'przelew'],
      related: ['reason-self-care', 'steps#late'],
      answers: ['late-payment'],
    });
    expect(article.body.split('\n')[0]).toBe('');
    expect(good.split('\n')[article.bodyLine]).toBe('Wstęp do **artykułu**.');
  });

  test('has sections with their own words; headings in code and without an id open none', () => {
    expect(article.sections).toEqual([
      {
        id: 'late',
        ref: 'payments#late',
        heading: 'Po terminie',
        keywords: ['zaległa faktura'],
        questions: ['Co robić, gdy klient nie płaci?'],
        body: 'Zadzwoń.\n\n```\n## to nie nagłówek {#code}\n```',
        line: good.split('\n').indexOf('## Po terminie {#late}') + 1,
      },
    ]);
    expect(article.opening).toContain('Dalej wstęp.');
    expect(article.opening).toContain('## Na koniec\n\nKoniec.');
    expect(article.opening).not.toContain('Zadzwoń');
  });

  test('reads the same with Windows line ends and a byte order mark', () => {
    const windows = parseArticle(`\uFEFF${good.replaceAll('\n', '\r\n')}`, { file: 'pl/guide/steps/payments.md' });
    expect(windows).toEqual(parsed);
  });

  test('may leave out all but title and summary: it then belongs to the community', () => {
    const short = parseArticle('---\ntitle: A\nsummary: B\n---\nC', { file: 'x.md', slug: 'own-rules' });
    expect(short).toMatchObject({
      ok: true,
      article: { slug: 'own-rules', part: 'community', keywords: [], sections: [] },
    });
  });
});

describe('problems name line and rule', () => {
  test.each([
    ['no front matter', 'Just text', { rule: 'front-matter-missing', line: 1 }],
    ['open front matter', '---\ntitle: x\n', { rule: 'front-matter-unclosed', line: 1 }],
    ['broken YAML', '---\ntitle: a\nsummary: b: c\n---\nx', { rule: 'front-matter-syntax', line: 3 }],
    ['aliases', '---\ntitle: &a x\nsummary: *a\n---\nx', { rule: 'front-matter-syntax', line: 1 }],
    ['missing title', '---\nsummary: b\n---\nx', { rule: 'field-missing', line: 1, field: 'title' }],
    [
      'unknown field',
      '---\ntitle: a\nsummary: b\nauthor: c\n---\nx',
      { rule: 'field-unknown', line: 4, field: 'author' },
    ],
    [
      'wrong type',
      '---\ntitle: a\nsummary: b\nkeywords:\n  - a\n  - 2\n---\nx',
      { rule: 'field-type', line: 6, field: 'keywords.1' },
    ],
    ['empty title', '---\ntitle: " "\nsummary: b\n---\nx', { rule: 'field-empty', line: 2, field: 'title' }],
    [
      'long summary',
      `---\ntitle: a\nsummary: ${'b'.repeat(161)}\n---\nx`,
      { rule: 'field-too-long', line: 3, max: 160 },
    ],
    ['bad reference', '---\ntitle: a\nsummary: b\nrelated: [Zły Adres]\n---\nx', { rule: 'field-invalid', line: 4 }],
    ['empty body', '---\ntitle: a\nsummary: b\n---\n\n', { rule: 'body-empty', line: 4 }],
    ['title in the body', '---\ntitle: a\nsummary: b\n---\n\n# A\n\nx', { rule: 'heading-level-one', line: 6 }],
    ['id on a deeper heading', '---\ntitle: a\nsummary: b\n---\n### A {#a}\nx', { rule: 'section-level', line: 5 }],
    ['bad id', '---\ntitle: a\nsummary: b\n---\n## A {#Zła}\nx', { rule: 'section-id-invalid', line: 5, id: 'Zła' }],
    [
      'double id',
      '---\ntitle: a\nsummary: b\n---\n## A {#a}\nx\n## B {#a}\ny',
      { rule: 'section-id-duplicate', line: 7 },
    ],
    ['empty section', '---\ntitle: a\nsummary: b\n---\nx\n## A {#a}\n', { rule: 'section-empty', line: 6 }],
    [
      'described, not written',
      '---\ntitle: a\nsummary: b\nsections:\n  b: {}\n---\nx',
      { rule: 'section-without-heading', line: 5, id: 'b' },
    ],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toContainEqual(expect.objectContaining(expected));
  });

  test('the name of a file must make a slug', () => {
    expect(problemsOf(good, 'Moje Zasady.md')).toEqual([
      { rule: 'slug-invalid', line: 1, slug: 'Moje Zasady', max: 60 },
    ]);
  });

  test('a text above the limit is refused before it is read', () => {
    expect(problemsOf(`${good}${'x'.repeat(256 * 1024)}`)).toMatchObject([{ rule: 'text-too-long' }]);
  });

  test('several problems are reported at once, as sentences with all parameters filled in', () => {
    const parsed = parseArticle('---\nsummary: b\nauthor: c\n---\nx', { file: 'x.md' });
    const sentences = parsed.ok ? [] : parsed.problems.map(describeProblem);
    expect(sentences).toEqual([
      'x.md:1: the field “title” is missing (field-missing)',
      'x.md:3: the field “author” is not known (field-unknown)',
    ]);
  });
});

test('any text is answered by an article or by problems within it, never by an exception', () => {
  const piece = fc.constantFrom(
    '---',
    'title: a',
    'summary: b',
    'sections: {__proto__: {}}',
    'a: &x [*x]',
    '[[[[',
    '## A {#a}',
    '{#',
    '}',
    '```',
    '# x',
    '\u202E',
    '',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }).map((lines) => lines.join('\n')),
    fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }).map((lines) => `---\n${lines.join('\n')}\n---\nx`),
  );
  fc.assert(
    fc.property(text, (input) => {
      const parsed = parseArticle(input, { file: 'any.md' });
      if (parsed.ok) return;
      const count = input.split(/\r\n?|\n/).length;
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const problem of parsed.problems) {
        expect(problem.line).toBeGreaterThanOrEqual(1);
        expect(problem.line).toBeLessThanOrEqual(count);
        expect(describeProblem(problem)).not.toMatch(/\{(?:field|max|id|slug)\}/);
      }
    }),
  );
});

test('front matter nested deeply is a problem, not a crash', () => {
  expect(problemsOf(`---\n${'['.repeat(16_000)}\n---\nx`)[0]).toMatchObject({ rule: 'front-matter-syntax' });
});

test('front matter beyond its size is not parsed at all', () => {
  const text = `---\n${'['.repeat(100_000)}\n---\nx`;
  expect(problemsOf(text)).toMatchObject([{ rule: 'front-matter-too-long', line: 1 }]);
});

test('of many problems in front matter all are counted, and the lines of the first alone looked for', () => {
  const keys = Array.from({ length: 1500 }, (_, at) => `key${at}: 1`);
  const problems = problemsOf(`---\n${keys.join('\n')}\n---\nx`).filter(({ rule }) => rule === 'field-unknown');
  expect(problems).toHaveLength(1500);
  expect(problems.filter(({ line }) => line > 1).length).toBeLessThanOrEqual(20);
  expect(problems[0]).toMatchObject({ line: 2 });
});

test('a long heading is refused only where it names a section', () => {
  const matter = '---\ntitle: a\nsummary: b\n---\n\n';
  const heading = 'What should I do if a member of this community keeps writing to me about paid work at night?';
  expect(parseArticle(`${matter}### ${heading}\n\ntext`, { file: 'x.md' }).ok).toBe(true);
  expect(parseArticle(`${matter}## ${heading}\n\ntext`, { file: 'x.md' }).ok).toBe(true);
  expect(parseArticle(`${matter}## ${heading} {#x}\n\ntext`, { file: 'x.md' })).toMatchObject({
    ok: false,
    problems: [{ rule: 'heading-too-long', line: 6 }],
  });
});
