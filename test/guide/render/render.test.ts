import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAST_PAGE_LIMIT, pageOfSection, renderArticle, renderMarkdown } from '../../../src/guide/render/render.ts';
import { shownText } from './discord-text.ts';
import { anyMarkdown, bare, longMarkdown, writtenText } from './texts.ts';

const limits = fc.integer({ min: LEAST_PAGE_LIMIT, max: 2000 });
const only = (source: string) => {
  const { pages } = renderMarkdown(source, { pageLimit: 4000 });
  expect(pages).toHaveLength(1);
  return pages[0].text;
};
const shown = (source: string, pageLimit?: number) =>
  renderMarkdown(source, pageLimit === undefined ? {} : { pageLimit })
    .pages.map(({ text }) => shownText(text))
    .join('\n');

describe('whatever the text', () => {
  test.each([
    ['any marks', anyMarkdown],
    ['articles', longMarkdown],
  ])('the pages show what was written, no more and no less (%s)', (_name, sources) => {
    fc.assert(
      fc.property(sources, limits, (source, pageLimit) => {
        const written = writtenText(source);
        fc.pre(written !== undefined);
        // A section's id at the end of a heading is for the reader's eyes no more.
        const expected = bare(written ?? '').replaceAll(/\{#[^{}]*\}/g, '');
        expect(bare(shown(source, pageLimit)).replaceAll(/\{#[^{}]*\}/g, '')).toBe(expected);
      }),
      { numRuns: 400 },
    );
  });

  test('no page passes the limit or is empty, and the same text makes the same pages', () => {
    fc.assert(
      fc.property(fc.oneof(anyMarkdown, longMarkdown), limits, (source, pageLimit) => {
        const rendered = renderMarkdown(source, { pageLimit });
        for (const { text } of rendered.pages) expect(text.length).toBeLessThanOrEqual(pageLimit);
        if (rendered.pages.length > 1) for (const { text } of rendered.pages) expect(text.trim()).not.toBe('');
        expect(renderMarkdown(source, { pageLimit })).toEqual(rendered);
      }),
      { numRuns: 300 },
    );
  });

  test('no page but the last ends with a heading, and none inside a sentence that fits a page', () => {
    fc.assert(
      fc.property(longMarkdown, (source) => {
        const { pages } = renderMarkdown(source, { pageLimit: 900 });
        for (const { text } of pages.slice(0, -1)) {
          expect(text.split('\n').at(-1)).not.toMatch(/^(> )?#/);
          expect(text).toMatch(/(\.|```)\**$/);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is shown how', () => {
  test.each([
    ['## Dwa\n\nTekst', '## Dwa\nTekst'],
    ['### Trzy', '### Trzy'],
    ['#### Cztery *i pół*', '**Cztery** ***i pół***'],
    ['Tytuł\n=====', '# Tytuł'],
    ['- a\n- b\n  - c\n    1. d\n    2. e\n- f', '- a\n- b\n  - c\n    1. d\n    2. e\n- f'],
    ['7. a\n8. b\n\n   dalej', '7. a\n8. b\n   dalej'],
    ['> raz\n> dwa\n>\n> trzy', '> raz dwa\n> \n> trzy'],
    ['> - a\n> - b', '> - a\n> - b'],
    ['> > w głębi', '> w głębi'],
    ['raz\ndwa  \ntrzy', 'raz dwa\ntrzy'],
    ['**a***b*', '**a**\u200B*b*'],
    ['**ma spację **dalej', '\\*\\*ma spację \\*\\*dalej'],
    ['`a*b` i `` c`d ``', '`a*b` i `` c`d ``'],
    ['[tu](https://a.b/c_(d))', '[tu](https://a.b/c_%28d%29)'],
    ['<https://a.b/c_d>', 'https://a.b/c_d'],
    ['[https://a.b](https://zly.pl)', 'https\\://a.b (<https://zly.pl>)'],
    ['[mail](mailto:a@b.pl)', 'mail (a@b.pl)'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['![Wykres [x]](https://a.b/c.png)', '*🖼 Wykres \\[x\\] (<https://a.b/c.png>)*'],
    ['Tekst ![wykres](https://a.b/c.png) dalej', 'Tekst\n*[🖼 wykres](https://a.b/c.png)*\ndalej'],
    ['a\n\n***\n\nb', 'a\n\n───────\n\nb'],
    ['```js\nlet a;\n```', '```js\nlet a;\n```'],
    ['````\n```\n````', '```\n`\u200B`\u200B`\n```'],
    ['- a\n\n  ```\n  kod\n  ```\n- b', '- a\n\n```\nkod\n```\n\n- b'],
    ['<b>nie</b> &amp; &copy;', '**nie** & ©'],
    ['||s|| __u__ ~~d~~ @everyone <@1> :x:', '\\|\\|s\\|\\| **u** \\~\\~d\\~\\~ @\u200Beveryone \\<@1> \\:x:'],
    ['-# małe', '\\-# małe'],
    ['\\# nie', '\\# nie'],
    ['1\\. nie', '1\\. nie'],
    ['\\- nie', '\\- nie'],
    ['', ''],
  ])('%j', (source, expected) => {
    expect(only(source)).toBe(expected);
  });

  test('a table of two columns is a list below its headings', () => {
    expect(only('| Sytuacja | Odpowiedź |\n|---|---|\n| po godzinach | *jutro* |\n| weekend | |')).toBe(
      '**Sytuacja – Odpowiedź**\n- **po godzinach** – *jutro*\n- **weekend**',
    );
  });

  test('of a wider table each row is an item, each further cell a line with its heading', () => {
    expect(only('Przed.\n\n| Kto | Ile | Kiedy |\n|---|---|---|\n| a | 1 | |\n| b | 2 | dziś |\n\nPo.')).toBe(
      'Przed.\n\n- Kto: **a**\n  - Ile: 1\n- Kto: **b**\n  - Ile: 2\n  - Kiedy: dziś\n\nPo.',
    );
  });

  test('links inside the guide and to templates are bold and come back as references, each once a page', () => {
    const { pages } = renderMarkdown(
      'Zob. [kroki](guide:steps#scope), [odmowę](template:polite-refusal) i znów [je](guide:steps#scope).',
    );
    expect(pages).toEqual([
      {
        text: 'Zob. **kroki**, **odmowę** i znów **je**.',
        sections: [],
        references: [
          { type: 'article', slug: 'steps', section: 'scope', label: 'kroki' },
          { type: 'template', id: 'polite-refusal', label: 'odmowę' },
        ],
      },
    ]);
  });
});

describe('pages', () => {
  const section = (id: string, length: number) => `## ${id} {#${id}}\n\n${'Zdanie o granicach. '.repeat(length / 20)}`;

  test('a page is turned before a heading rather than inside its section', () => {
    const { pages } = renderMarkdown([section('a', 700), section('b', 700), section('c', 200)].join('\n\n'), {
      pageLimit: 1000,
    });
    expect(pages.map(({ sections }) => sections)).toEqual([['a'], ['b', 'c']]);
  });

  test('each section is known to start where its heading stands', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const rendered = renderArticle({ body: ids.map((id) => section(id, 500)).join('\n\n') }, { pageLimit: 600 });
    for (const id of ids) expect(rendered.pages[pageOfSection(rendered, id)]?.text).toContain(`## ${id}`);
    expect(pageOfSection(rendered, 'nie-ma')).toBe(0);
    expect(pageOfSection(rendered, undefined)).toBe(0);
  });

  test('a sentence longer than a page is cut between words, a word longer than a page between characters', () => {
    const words = renderMarkdown('słowo '.repeat(200), { pageLimit: 200 }).pages;
    for (const { text } of words) expect(text).toMatch(/^(słowo )*słowo$/);
    const emoji = renderMarkdown('👩‍👩‍👧'.repeat(5000 / 8), { pageLimit: 200 }).pages;
    for (const { text } of emoji) expect(text).toMatch(/^(👩‍👩‍👧)+$/u);
  });

  test('a block of code longer than a page is closed and opened again', () => {
    const lines = Array.from({ length: 100 }, (_, line) => `wiersz(${line});`);
    const { pages } = renderMarkdown(`> Przed:\n> \`\`\`js\n${lines.map((line) => `> ${line}`).join('\n')}\n> \`\`\``, {
      pageLimit: 300,
    });
    expect(pages.length).toBeGreaterThan(4);
    for (const { text } of pages.slice(1)) expect(text).toMatch(/^> ```js\n(> wiersz\(\d+\);\n)+> ```$/);
  });

  test('a long bold sentence is bold on each of its pages', () => {
    const { pages } = renderMarkdown(`**${'bardzo ważne słowa '.repeat(40).trim()}**`, { pageLimit: 200 });
    expect(pages.length).toBeGreaterThan(3);
    for (const { text } of pages) expect(text).toMatch(/^\*\*[^*]+\*\*$/);
  });

  test('a page smaller than the least is refused', () => {
    expect(() => renderMarkdown('x', { pageLimit: LEAST_PAGE_LIMIT - 1 })).toThrow(RangeError);
  });
});

describe('hostile texts', () => {
  const size = 256 * 1024;
  const filled = (unit: string) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

  test.each([
    ['quotes', '>'.repeat(10_000)],
    ['quotes a line', `${'> '.repeat(10_000)}x`],
    ['lists', Array.from({ length: 10_000 }, (_, depth) => `${' '.repeat(Math.min(depth * 2, 40))}- x`).join('\n')],
    ['lists a line', `${'1. '.repeat(10_000)}x`],
    ['brackets', '['.repeat(10_000)],
    ['links', `${'['.repeat(10_000)}a${'](u)'.repeat(10_000)}`],
    ['pictures', `${'!['.repeat(10_000)}a${'](u)'.repeat(10_000)}`],
    ['emphasis', `${'*'.repeat(10_000)}a${'*'.repeat(10_000)}`],
  ])('10,000 levels of %s', (_name, source) => {
    for (const { text } of renderMarkdown(source).pages) expect(text.length).toBeLessThanOrEqual(1000);
  });

  test.each([
    'a',
    'a ',
    '# a\n',
    '- a\n',
    'a\n\n',
    '**a',
    '`` a',
    '|a',
    '&amp;',
    '[a](guide:b) ',
    '\u0301',
    '😀',
    '\n> a\n',
  ])('256 KB of %j', (unit) => {
    for (const { text } of renderMarkdown(filled(unit)).pages) expect(text.length).toBeLessThanOrEqual(1000);
  });

  test('what lies too deep for structure is still shown', () => {
    const list = Array.from({ length: 60 }, (_, depth) => `${'  '.repeat(depth)}- słowo${depth}`).join('\n');
    const words = shown(list).match(/słowo\d+/g);
    expect(words).toEqual(Array.from({ length: 60 }, (_, depth) => `słowo${depth}`));
    expect(shown(`${'> '.repeat(500)}koniec`)).toContain('koniec');
  });

  test('one word of 5,000 characters is all there', () => {
    expect(bare(shown(`a${'b'.repeat(4998)}c`))).toBe(`a${'b'.repeat(4998)}c`);
  });
});
