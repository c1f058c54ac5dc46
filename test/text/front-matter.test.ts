import { expect, it } from 'vitest';
import { readFrontMatter, splitFrontMatter, writeFrontMatter } from '../../src/text/front-matter.ts';

it('tells front matter and text apart, whatever system the file comes from', () => {
  const split = { front: 'title: A', body: 'Text\n---\n', end: 3 };
  expect(splitFrontMatter('---\ntitle: A\n---\nText\n---\n')).toEqual(split);
  expect(splitFrontMatter('\uFEFF---\r\ntitle: A\r\n--- \r\nText\r\n---\r\n')).toEqual(split);
  expect(splitFrontMatter('---\n---')).toEqual({ front: '', body: '', end: 2 });
  expect(splitFrontMatter('Text\n---\n---\n')).toBe('missing');
  expect(splitFrontMatter('---\ntitle: A\n')).toBe('unclosed');
});

it('reads back what it writes, and nothing of what is no YAML or is too long', () => {
  const fields = { title: '--- „A”: b', keywords: ['x'.repeat(100), '\n'] };
  expect(readFrontMatter(`${writeFrontMatter(fields)}\nText`)).toEqual({ fields, body: '\nText' });
  expect(readFrontMatter('---\ntitle: [\n---\nText')).toBeUndefined();
  expect(readFrontMatter('---\ntitle: A\n---\nText', 7)).toBeUndefined();
});
