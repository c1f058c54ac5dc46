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
  ...globSync('docs/**/*.md', { cwd: root, exclude: ['docs/decisions/0*.md'] }),
];
/** Folders whose files are named from the top of the repository. */
const TOP = /^(?:\.ci|commands|content|docs|lint|ops|prisma|scripts|src|test)\//;

/** Paths in a document's own words: `a/b.ts`, `content/<locale>/…`; code blocks hold what does not exist yet. */
function namedIn(text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  const named = [...prose.matchAll(/`([^`\s]+)`/g)].map(([, path = '']) => path);
  return named.filter((path) => TOP.test(path)).map((path) => path.replaceAll(/<[^>]+>/g, '*'));
}

/** Files that a reader is told to make. */
function plannedIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)` \(new\)/g)].map(([, path = '']) => path);
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
  const planned = plannedIn(text);
  const missing = paths.filter((path) => !planned.includes(path) && globSync(path, { cwd: root }).length === 0);
  expect(missing).toEqual([]);
});

it('the new files in CONTRIBUTING.md import what there is', () => {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const planned = plannedIn(text);
  const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  expect(blocks).toHaveLength(planned.length);
  const imports = blocks.flatMap((code, index) =>
    [...code.matchAll(/^import \{ (.+) \} from '(\..+)';$/gm)].flatMap(([, names = '', from = '']) =>
      names.split(', ').map((name) => ({ name, file: join(dirname(planned[index] ?? ''), from) })),
    ),
  );
  expect(imports).not.toEqual([]);
  for (const { name, file } of imports)
    expect(readFileSync(join(root, file), 'utf8')).toMatch(
      new RegExp(`^export (?:async )?(?:const|function) ${name}\\b`, 'm'),
    );
});

it('the tree in ARCHITECTURE.md is that of the repository', () => {
  const named = treeIn(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
  expect(named).toContain('src/discord/');
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rooms.map(({ name }) => `src/${name}/`).filter((room) => !named.includes(room))).toEqual([]);
});

it('each folder of test/ mirrors one of the repository, or is named in CONTRIBUTING.md', () => {
  const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const folders = readdirSync(join(root, 'test'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const strays = folders
    .map(({ name }) => name)
    .filter((name) => !['src/', '', '.'].some((place) => existsSync(join(root, `${place}${name}`))))
    .filter((name) => !contributing.includes(`\`test/${name}/\``));
  expect(strays).toEqual([]);
});
