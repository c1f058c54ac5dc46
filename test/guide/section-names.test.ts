import { describe, expect, test } from 'vitest';
import { ARTICLE_LIMITS, isSlug } from '../../src/guide/article.ts';
import { readPlain } from '../../src/guide/community/plain.ts';
import { parseArticle } from '../../src/guide/parse.ts';
import { pageOfSection, renderArticle } from '../../src/guide/render/render.ts';
import { nameSections } from '../../src/guide/section-names.ts';

const LONG = 'Zdanie o granicach w pracy. '.repeat(80);
const matter = '---\ntitle: A\nsummary: B\n---\n\n';
const read = (body: string, community: 'as-written' | 'as-read' = 'as-read') => {
  const parsed = parseArticle(matter + body, { file: 'x.md', community });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.article;
};

describe('a long article without names of sections', () => {
  test('is read in sections, which open where they stand', () => {
    const article = read(`Wstęp.\n\n## Żółta kartka ##\n\n${LONG}\n\nUmowa\n-----\n\n${LONG}\n\n## Umowa\n\nKoniec.`);
    expect(article.sections.map(({ id, heading }) => [id, heading])).toEqual([
      ['zolta-kartka', 'Żółta kartka'],
      ['umowa', 'Umowa'],
      ['umowa-2', 'Umowa'],
    ]);
    const rendered = renderArticle(article);
    expect(pageOfSection(rendered, 'umowa')).toBeGreaterThan(0);
    expect(rendered.pages.map(({ text }) => text).join('')).not.toContain('{#');
  });

  test('keeps the names that its author gave, and is written as it was', () => {
    const body = `## Umowa {#papier}\n\n${LONG}\n\n## Papier\n\n${LONG}`;
    expect(read(body).sections.map(({ id }) => id)).toEqual(['papier', 'papier-2']);
    expect(read(body, 'as-written').body.trim()).toBe(body.trim());
    expect(read(body, 'as-written').sections.map(({ id }) => id)).toEqual(['papier']);
  });

  test('has no more sections than an article may have, each with a valid name', () => {
    const many = Array.from({ length: 90 }, (_, at) => `## 漢字 ${'bardzo długi nagłówek '.repeat(at % 5)}\n\n${LONG}`);
    const { sections } = read(many.join('\n\n'));
    expect(sections.length).toBeLessThanOrEqual(ARTICLE_LIMITS.sections);
    expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
    for (const { id } of sections) expect(isSlug(id)).toBe(true);
  });

  test('a short one, a heading over nothing, in code or in a list stays as it is', () => {
    expect(nameSections('## A\n\nkrótko')).toBe('## A\n\nkrótko');
    const body = `## Pusty\n\n## Pełny\n\n${LONG}\n\n\`\`\`\n## kod\n\`\`\`\n\n- ## lista`;
    expect(nameSections(body)).toBe(body.replace('## Pełny', '## Pełny {#pelny}'));
  });
});

describe('plain Markdown', () => {
  test.each([
    ['# Tytuł\n\nTekst', { title: 'Tytuł', text: 'Tekst' }],
    ['Tytuł\n=====\n\n# Dalej\n\nTekst', { title: 'Tytuł', text: '## Dalej\n\nTekst' }],
    ['Wstęp\n\n# Tytuł\n\nTekst', { title: 'Tytuł', text: 'Wstęp\n\n## Tytuł\n\nTekst' }],
    ['\uFEFFSam tekst\r\n', { title: 'Moje zasady 2', text: 'Sam tekst' }],
  ])('%j is read whole', (source, expected) => {
    expect(readPlain(source, 'moje-zasady_2.md')).toEqual(expected);
  });

  test('a heading that is too long for a title stays in the text', () => {
    const heading = 'Słowo '.repeat(30).trim();
    expect(readPlain(`# ${heading}\n\nx`, 'a.md').text).toBe(`## ${heading}\n\nx`);
  });
});

test('fields of other programs are ignored where a community writes, slips and wrong values are not', () => {
  const of = (front: string, community?: 'as-written') =>
    parseArticle(`---\ntitle: a\nsummary: b\n${front}\n---\nx`, { file: 'x.md', ...(community ? { community } : {}) });
  expect(of('tags: [a]\nauthor: c', 'as-written')).toMatchObject({
    ok: true,
    ignored: [
      { field: 'tags', line: 4 },
      { field: 'author', line: 5 },
    ],
  });
  expect(of('tags: [a]').ok).toBe(false);
  expect(of('keyword: [a]', 'as-written').ok).toBe(false);
  expect(of('tags: [a]\norder: x', 'as-written')).toMatchObject({
    ok: false,
    problems: [{ rule: 'field-type', line: 5 }],
  });
});
