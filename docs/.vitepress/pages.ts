import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, from which the pages are taken: those of docs/, and documents that lie at its top. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Documents outside docs/, by their place in the site. */
const OTHERS: Readonly<Record<string, string>> = {
  'SECURITY.md': 'explanation/security.md',
  'ARCHITECTURE.md': 'explanation/architecture.md',
  'CONTRIBUTING.md': 'contributing.md',
  'CHANGELOG.md': 'changelog.md',
  'src/sandbox/README.md': 'reference/sandbox.md',
};

/** Where a document of the repository stands in the site, or undefined if it is no page. */
export function pageOf(path: string): string | undefined {
  // It holds both languages; the site has a page for each.
  if (path === 'PRIVACY.md') return 'explanation/privacy.md';
  const other = OTHERS[path];
  if (other !== undefined) return other;
  if (path === 'docs/handbook.en.md') return 'handbook.md';
  if (path === 'docs/handbook.pl.md') return 'pl/handbook.md';
  return path.startsWith('docs/') && path.endsWith('.md') ? path.slice('docs/'.length) : undefined;
}

/** What VitePress reads besides docs/ would be the words of the bot, and documents of packages. */
export const LEFT_OUT = [
  '{README,PRIVACY}.md',
  '{.github,content,commands,node_modules,ops,prisma,scripts,test,lint}/**',
  'src/!(sandbox)/**',
  'src/sandbox/!(README.md)/**',
];

/** Where a link leads that stands in a document of the repository: a page of the site, a file of the repository, or neither. */
export type Target = { readonly page: string } | { readonly file: string } | undefined;

/**
 * @param document path of the document from the repository's top
 * @param href the link as it is written there
 */
export function targetOf(document: string, href: string): Target {
  if (/^(?:[a-z]+:|#|\/)/i.test(href)) return undefined;
  const [path = '', hash] = href.split('#');
  const anchor = hash === undefined ? '' : `#${hash}`;
  const file = posix.join(posix.dirname(document), decodeURI(path)).replace(/\/$/, '');
  const page = pageOf(file) ?? (existsSync(`${ROOT}${file}/index.md`) ? pageOf(`${file}/index.md`) : undefined);
  return page === undefined ? { file } : { page: `/${page}${anchor}` };
}

/** The name of a heading in links, as the repository's host makes it, so that a link to it holds in both places. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
