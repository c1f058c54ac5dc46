import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENTS = [
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'README.md',
  'SECURITY.md',
  ...globSync('docs/*.md', { cwd: root }),
];
/** Folders whose files are named from the top of the repository. */
const TOP = /^(?:\.ci|commands|content|docs|lint|prisma|scripts|src|test)\//;

/** Paths in a document's own words: `a/b.ts`, `content/<locale>/…`; code blocks hold what does not exist yet. */
function namedIn(text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  const named = [...prose.matchAll(/`([^`\s]+)`/g)].map(([, path = '']) => path);
  return named.filter((path) => TOP.test(path)).map((path) => path.replaceAll(/<[^>]+>/g, '*'));
}

/** Where the links of a document lead, but for other sites. */
function linkedFrom(document: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link.split('#')[0] ?? '');
  return links.filter((link) => link !== '' && !/^[a-z]+:/.test(link)).map((link) => join(dirname(document), link));
}

/** What the tree in ARCHITECTURE.md names: folders at its top, and what lies in `src/` below that line. */
function treeIn(text: string): string[] {
  const [, tree = ''] = /^```\n([\s\S]*?)^```$/m.exec(text) ?? [];
  let folder = '';
  return tree.split('\n').flatMap((line) => {
    const [, indent, name] = /^( *)(\S+) /.exec(line) ?? [];
    if (name === undefined) return [];
    if (indent === '') folder = name;
    return indent === '' ? [name] : [join(folder, name)];
  });
}

it.each(DOCUMENTS)('%s names only what exists', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const paths = [...namedIn(text), ...linkedFrom(document, text)];
  const planned = new Set([...text.matchAll(/`([^`]+)` \(new\)/g)].map(([, path]) => path));
  const missing = paths.filter((path) => !planned.has(path) && globSync(path, { cwd: root }).length === 0);
  expect(missing).toEqual([]);
});

it('the tree in ARCHITECTURE.md is that of the repository', () => {
  const named = treeIn(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
  expect(named).toContain('src/discord/');
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rooms.map(({ name }) => `src/${name}/`).filter((room) => !named.includes(room))).toEqual([]);
});
