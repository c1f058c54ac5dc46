import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/guide/markdown.ts';
import { renderMarkdown } from '../../../src/guide/render/render.ts';

const shown = (source: string) =>
  renderMarkdown(source)
    .pages.map(({ text }) => text)
    .join('\n\n');

describe('HTML in Markdown', () => {
  test('comments are hidden, in blocks, over several lines and in sentences', () => {
    expect(shown('one\n\n<!-- note: rate X\n\nfor the firm Y -->\n\ntwo')).toBe('one\n\ntwo');
    expect(shown('one <!-- secret --> two')).toBe('one  two');
    expect(shown('one\n<!-- secret -->\ntwo')).toBe('one\n\ntwo');
    expect(shown('- one\n\n  <!-- secret -->\n\n- two')).toBe('- one\n- two');
    expect(shown('<!-- secret --> one')).toBe('one');
    expect(shown('`<!-- shown -->`')).toBe('`<!-- shown -->`');
  });

  test('a comment that never ends hides nothing', () => {
    expect(shown('<!-- oops\n\none')).toContain('one');
    expect(shown('<!-- oops\n\none')).toContain('oops');
  });

  test('breaks break, also in a table', () => {
    expect(shown('one<br>two<br/>three<BR />four')).toBe('one\ntwo\nthree\nfour');
    expect(shown('| a | b |\n| - | - |\n| x<br>y | z |')).not.toMatch(/br/);
  });

  test('links and pictures lead, styles are kept, other tags go and leave their text', () => {
    expect(shown('<a href="https://example.com/sign-up">Sign *up*</a> now')).toBe(
      '[Sign](https://example.com/sign-up) *[up](https://example.com/sign-up)* now',
    );
    expect(shown('<img src="https://example.com/a.png" alt="A cat" width=10>')).toBe(
      '*[🖼 A cat](https://example.com/a.png)*',
    );
    expect(shown('<b>bold</b> H<sub>2</sub>O')).toBe('**bold** H2O');
    expect(shown('<details>\n<summary>More</summary>\n\nText *here*\n\n</details>')).toBe('**More**\n\nText *here*');
    expect(shown('<div align="center">\n\n# Title\n\n</div>')).toBe('# Title');
  });

  test('what is no tag stays as typed', () => {
    expect(shown('Hello <your name>, 1 < 2 and \\<b> stays')).toBe('Hello \\<your name>, 1 \\< 2 and \\<b> stays');
  });

  test('tags that are never closed take nothing with them', () => {
    expect(shown(`${'<b>'.repeat(200)}one *two*\n\nthree`)).toBe('**one** ***two***\n\nthree');
    expect(shown('</b></a></i>one')).toBe('one');
  });
});

test('a text full of comments that do not end is shown, and soon', () => {
  for (const part of ['<!--', '<!--\n', '<a ', '<!-- -->\n'])
    expect(renderMarkdown(part.repeat(50_000)).pages.length).toBeGreaterThan(0);
});

describe('linked pictures', () => {
  test('lead where the link leads', () => {
    expect(shown('[![Sign up](https://example.com/button.png)](https://example.com/sign-up)')).toBe(
      '*[🖼 Sign up](https://example.com/sign-up)*',
    );
    expect(shown('see [![](https://example.com/button.png)](https://example.com/sign-up)')).toContain(
      'https://example.com/sign-up',
    );
    expect(shown('[![Rules](https://example.com/b.png)](guide:house-rules)')).toContain('Rules');
  });
});

test('what is hidden is not searched either', () => {
  expect(plainText('one <!-- secret --> two<br>three\n\n<!-- secret -->\n\n<div>\nfour\n</div>')).not.toMatch(
    /secret|<|>/,
  );
  expect(plainText('<div>\nfour\n</div>')).toContain('four');
});

describe('footnotes', () => {
  test('of any length are kept', () => {
    expect(shown('Text[^1]\n\n[^1]: Source.')).toContain('Source.');
    expect(shown('Text[^a]\n\n[^a]: https://example.com/source')).toContain('example.com/source');
  });
});
