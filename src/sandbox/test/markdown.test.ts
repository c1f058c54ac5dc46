import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown, plainMessage } from '../page/markdown/blocks.ts';
import { type Inline, parseInline } from '../page/markdown/inline.ts';

/** A short notation of the tree: `strong(a)`. */
function short(nodes: Inline[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      if (node.kind === 'break') return '⏎';
      if (node.kind === 'code') return `code(${node.text})`;
      if (node.kind === 'link') return `link(${node.href}: ${short(node.children)})`;
      if ('children' in node) return `${node.kind}(${short(node.children)})`;
      return JSON.stringify(node);
    })
    .join('');
}

describe('a message in one line', () => {
  it.each([
    ['## Check-in\n**Na ten tydzień:** spokój', 'Check-in Na ten tydzień: spokój'],
    ['> cytat\n- raz\n- dwa', 'cytat raz dwa'],
    ['-# drobny druk\n`kod` [link](https://a.example)', 'drobny druk kod link'],
    ['```\na\nb\n```', 'a b'],
  ])('%j', (source, plain) => {
    expect(plainMessage(source)).toBe(plain);
  });
});

describe('inline markdown', () => {
  it.each([
    ['**a** *b* _c_ __d__ ~~e~~ ||f||', 'strong(a) emphasis(b) emphasis(c) underline(d) strike(e) spoiler(f)'],
    ['***a***', 'strong(emphasis(a))'],
    ['*a **b***', 'emphasis(a strong(b))'],
    ['**a *b* c**', 'strong(a emphasis(b) c)'],
    ['snake_case_name', 'snake_case_name'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['\\*a\\* \\_b\\_ c:\\d', '*a* _b_ c:\\d'],
    ['**never closed', '**never closed'],
    ['`**a**` ``b`c``', 'code(**a**) code(b`c)'],
    ['a\nb', 'a⏎b'],
    [
      '[czytaj](https://a.pl/b_(c)) i https://b.pl/x.',
      'link(https://a.pl/b_(c): czytaj) i link(https://b.pl/x: https://b.pl/x).',
    ],
    ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
    ['<https://a.pl>', 'link(https://a.pl: https://a.pl)'],
    ['<b>a</b>', '<b>a</b>'],
  ])('reads %j', (source, tree) => {
    expect(short(parseInline(source))).toBe(tree);
  });

  it('reads mentions, commands, times and emojis', () => {
    expect(parseInline('<@1><@!2><@&3><#4></guide read:5><t:60:R><:zob:6>@everyone')).toEqual([
      { kind: 'user', id: '1' },
      { kind: 'user', id: '2' },
      { kind: 'role', id: '3' },
      { kind: 'channel', id: '4' },
      { kind: 'command', id: '5', name: 'guide read' },
      { kind: 'time', at: 60_000, style: 'R' },
      { kind: 'emoji', name: 'zob' },
      { kind: 'everyone', name: '@everyone' },
    ]);
  });

  it('loses no plain text, whatever marks stand in it', () => {
    const word = fc.stringMatching(/^[a-z]{1,4}$/);
    const mark = fc.constantFrom('*', '**', '_', '__', '~~', '||', ' ', '\n', '\\', '[', ']', '(', ')', '<', '>');
    fc.assert(
      fc.property(fc.array(fc.oneof(word, mark), { maxLength: 40 }), (parts) => {
        const source = parts.join('');
        const letters = (text: string) => text.replaceAll(/[^a-z]/g, '');
        const plain = (nodes: Inline[]): string =>
          nodes
            .map((node) => ('children' in node ? plain(node.children) : node.kind === 'text' ? node.text : ''))
            .join('');
        expect(letters(plain(parseInline(source)))).toBe(letters(source));
      }),
    );
  });

  it('takes no longer than it must on a text made to be slow', () => {
    const blocks = parseMarkdown(`${'**_'.repeat(600)}${'*'.repeat(800)}${'> '.repeat(200)}`);
    expect(blocks.length).toBeGreaterThan(0);
  });
});

describe('block markdown', () => {
  it('ends a quote with its lines, unlike CommonMark', () => {
    expect(parseMarkdown('> a\n> b\nc').map(({ kind }) => kind)).toEqual(['quote', 'paragraph']);
    expect(parseMarkdown('a\n>>> b\nc').map(({ kind }) => kind)).toEqual(['paragraph', 'quote']);
  });

  it('wants a space after the mark of a quote, also on an empty line of it', () => {
    expect(parseMarkdown('> a\n> \n> b')).toMatchObject([{ kind: 'quote', blocks: [{}, {}] }]);
    expect(parseMarkdown('> a\n>\n> b').map(({ kind }) => kind)).toEqual(['quote', 'paragraph', 'quote']);
    expect(parseMarkdown('>a').map(({ kind }) => kind)).toEqual(['paragraph']);
  });

  it('knows headings, small print, lists in lists, and code', () => {
    const blocks = parseMarkdown('# A\n### B\n-# c\n- d\n  - e\n- f\n3. g\n```ts\nh\n\n# i\n```\nj');
    expect(blocks.map(({ kind }) => kind)).toEqual(['heading', 'heading', 'small', 'list', 'code', 'paragraph']);
    expect(blocks[3]).toMatchObject({ items: [{ lists: [{ items: [{}] }] }, {}, {}] });
    expect(blocks[4]).toEqual({ kind: 'code', language: 'ts', text: 'h\n\n# i' });
  });

  it('takes a hash without a space, tables and HTML as text', () => {
    expect(parseMarkdown('#a').map(({ kind }) => kind)).toEqual(['paragraph']);
    expect(parseMarkdown('|a|b|\n|-|-|').map(({ kind }) => kind)).toEqual(['paragraph']);
    expect(parseMarkdown('a\n===').map(({ kind }) => kind)).toEqual(['paragraph']);
  });
});
