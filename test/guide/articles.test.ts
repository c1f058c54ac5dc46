import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadGuide } from '../../src/guide/articles.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'granica-guide-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(path: string, fields: string): void {
  const file = join(directory, 'pl', 'guide', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `---\ntitle: T\nsummary: S\n${fields}\n---\nText.\n`);
}

test('parts and articles come in reading order, the overview apart', () => {
  write('tips/tip-b.md', 'part: tips\norder: 2');
  write('tips/tip-a.md', 'part: tips\norder: 1');
  write('tips/tips.md', 'part: tips\norder: 0');
  write('introduction/why.md', 'part: introduction\norder: 1');
  const guide = loadGuide(directory, 'pl');
  expect([...guide.articles.keys()]).toEqual(['why', 'tips', 'tip-a', 'tip-b']);
  expect(
    guide.parts.map(({ id, overview, articles }) => [id, overview?.slug, articles.map(({ slug }) => slug)]),
  ).toEqual([
    ['introduction', undefined, ['why']],
    ['tips', 'tips', ['tip-a', 'tip-b']],
  ]);
});

test('all problems of all files come in one error with file, line and rule', () => {
  write('tips/broken.md', 'part: tips\nauthor: x');
  write('steps/lost.md', 'part: tips\norder: 3');
  write('other/odd.md', 'part: other\norder: 4');
  write('reasons/one.md', 'part: reasons\norder: 1');
  write('reasons/two.md', 'part: reasons\norder: 1');
  write('steps/one.md', 'part: steps\norder: 1');
  expect(() => loadGuide(directory, 'pl')).toThrow(
    [
      'The content has 5 problem(s):',
      'pl/guide/other/odd.md:1: the part “other” is not one of introduction, reasons, steps, tips, situations, conclusion (part-unknown)',
      'pl/guide/reasons/two.md:1: the place 1 in this part is already taken by “one” (order-duplicate)',
      'pl/guide/steps/lost.md:1: the front matter says part “tips”, the file lies in “steps” (part-folder)',
      'pl/guide/steps/one.md:1: another article is already called “one” (pl/guide/reasons/one.md) (slug-duplicate)',
      'pl/guide/tips/broken.md:5: the field “author” is not known (field-unknown)',
    ].join('\n'),
  );
});
