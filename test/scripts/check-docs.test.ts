import { expect, it } from 'vitest';
import { anchorsOf, brokenLinks, readDocument, unknownScripts, unreadableBlocks } from '../../scripts/check-docs.ts';

const documentOf = (text: string) => readDocument('docs/example.md', text);

it('names a link to a file that is not there, and one to a heading that is not', () => {
  const page = documentOf(
    '# Here\n\n[a](operations.md#health) [b](gone.md) [c](#there) [d](#here) [e](https://example.com/x)\n',
  );
  const operations = readDocument('docs/operations.md', '## Health\n');
  const all = new Map([page, operations].map((document) => [document.path, document]));
  expect(brokenLinks(page, all)).toEqual([
    'docs/example.md: gone.md leads nowhere',
    'docs/example.md: docs/example.md has no heading #there',
  ]);
});

it('reads headings as the repository’s host names them, and no comment in a block as one', () => {
  const page = documentOf(
    '<a id="pl"></a>\n\n## … a [`command`](x.md)\n\n### Trudne chwile\n\n```sh\n# no heading\n```\n',
  );
  expect([...anchorsOf(page)]).toEqual(['pl', '-a-command', 'trudne-chwile']);
});

it('names blocks that their program cannot read, by their line', () => {
  const page = documentOf(
    '```sh\nif true\n```\n\n```json\n{ "a": 1 }\n```\n\n```ini\nnot a setting\n```\n\n```ts\nconst a: = 1;\n```\n',
  );
  expect(unreadableBlocks(page).map((problem) => problem.split(': ').slice(0, 2).join(': '))).toEqual([
    'docs/example.md:1: sh',
    'docs/example.md:9: ini',
    'docs/example.md:13: ts',
  ]);
});

it('names commands of npm that there are not', () => {
  expect(unknownScripts('`npm run check`, `npm run -s backup -- FILE`, `npm run fly`')).toEqual(['fly']);
});
