/**
 * Holds every document against what it names; part of `npm run check`. Links lead to files and headings that exist; commands of `npm run`
 * are there; code blocks can be read by the program that they are for.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { anchorOf } from '../docs/.vitepress/pages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENTS = ['*.md', 'docs/**/*.md', 'src/sandbox/README.md', '.github/**/*.md'];

interface Document {
  readonly path: string;
  /** Without its code blocks, lines kept. */
  readonly prose: string;
  readonly blocks: readonly { readonly language: string; readonly code: string; readonly line: number }[];
}

/** A document with its code blocks apart. */
export function readDocument(path: string, text: string): Document {
  const blocks: { language: string; code: string; line: number }[] = [];
  const prose = text.replaceAll(/^( *)(```+)(\w*)[^\n]*\n([\s\S]*?)^\1\2$/gm, (...match) => {
    const [whole, , , language, code, offset] = match as unknown as [string, string, string, string, string, number];
    blocks.push({ language, code, line: text.slice(0, offset).split('\n').length });
    return whole.replaceAll(/[^\n]/g, '');
  });
  return { path, prose, blocks };
}

/** The names of a document's headings, as the repository's host and as the site make them. */
export function anchorsOf({ prose }: Document): Set<string> {
  const headings = [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, ''),
  );
  const marks = [...prose.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  return new Set([...marks, ...headings.map(anchorOf)]);
}

/** @returns what is wrong with the links of a document, one line each */
export function brokenLinks(document: Document, documents: ReadonlyMap<string, Document>): string[] {
  return [...document.prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    if (/^[a-z]+:/i.test(link)) return [];
    const [path = '', anchor] = decodeURI(link).split('#');
    const file = path === '' ? document.path : posix.join(posix.dirname(document.path), path);
    if (!documents.has(file) && !existsSync(join(root, file))) return [`${document.path}: ${link} leads nowhere`];
    const target = documents.get(file.replace(/\/$/, ''));
    if (anchor === undefined || !target || anchorsOf(target).has(anchor)) return [];
    return [`${document.path}: ${file} has no heading #${anchor}`];
  });
}

const scripts = new Set(
  ['package.json', 'src/sandbox/package.json'].flatMap((file) =>
    Object.keys((JSON.parse(readFileSync(join(root, file), 'utf8')) as { scripts: object }).scripts),
  ),
);

/** Commands of npm that a text names and package.json lacks. */
export function unknownScripts(text: string): string[] {
  return [...text.matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !scripts.has(name));
}

const READERS: Readonly<Record<string, (code: string) => void>> = {
  json: (code) => JSON.parse(code),
  yaml: (code) => parse(code),
  ts: (code) => stripTypeScriptTypes(code),
  sh: (code) => {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr.trim());
  },
  // Settings: NAME=value, or a comment.
  ini: (code) => {
    const wrong = code.split('\n').find((line) => line !== '' && !/^(?:#.*|[A-Z_]+=.*)$/.test(line));
    if (wrong !== undefined) throw new Error(`no setting: ${wrong}`);
  },
};

/** @returns the code blocks that cannot be read, one line each */
export function unreadableBlocks({ path, blocks }: Document): string[] {
  return blocks.flatMap(({ language, code, line }) => {
    try {
      READERS[language]?.(code);
      return [];
    } catch (error) {
      return [`${path}:${line}: ${language}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

if (import.meta.main) {
  const files = globSync(DOCUMENTS, { cwd: root }).sort();
  const documents = new Map(files.map((path) => [path, readDocument(path, readFileSync(join(root, path), 'utf8'))]));
  const problems = [...documents.values()].flatMap((document) => [
    ...brokenLinks(document, documents),
    ...unreadableBlocks(document),
    ...unknownScripts(readFileSync(join(root, document.path), 'utf8')).map(
      (name) => `${document.path}: there is no \`npm run ${name}\``,
    ),
  ]);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`Documents: ${files.length}, with links, commands and code blocks that hold.`);
}
