import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { type Guide, loadGuide } from '../guide/articles.ts';
import { indexesOf } from '../guide/search/guide-sources.ts';
import type { SearchIndex } from '../guide/search/search-index.ts';
import type { Locale } from '../i18n/locales.ts';
import { loadTemplates, type TemplateFolder } from '../templates/catalogue.ts';

/** What takes long to make of the content: texts parsed, and words indexed. Plain data, so that it can be kept in a file. */
export interface PreparedContent {
  readonly guides: Readonly<Record<Locale, Guide>>;
  readonly templates: Readonly<Record<Locale, Pick<TemplateFolder, 'templates' | 'placeholders'>>>;
  readonly indexes: Readonly<Record<Locale, SearchIndex>>;
}

/** @throws if any file breaks a rule */
export async function prepareContent(contentDir: string): Promise<PreparedContent> {
  const guides = { pl: loadGuide(contentDir, 'pl'), en: loadGuide(contentDir, 'en') };
  const templates = { pl: loadTemplates(contentDir, 'pl'), en: loadTemplates(contentDir, 'en') };
  return { guides, templates, indexes: await indexesOf(guides) };
}

/** Among the installed packages, as safe as the code itself; the installation prepares it (scripts/prepare-content.mjs). */
export const PREPARED_FOLDER = fileURLToPath(new URL('../../node_modules/.cache/granica/', import.meta.url));
const PREFIX = 'content-';

/**
 * Content as it was prepared by an earlier start or by the installation, if neither the content nor the code that reads it has
 * changed since; otherwise it is prepared now, and kept. A folder that cannot be written only makes starts take longer.
 */
export async function keptContent(contentDir: string, folder = PREPARED_FOLDER): Promise<PreparedContent> {
  const name = await nameFor(contentDir);
  const file = join(folder, name);
  try {
    return deserialize(await readFile(file)) as PreparedContent;
  } catch {
    // There is none yet, or it is cut off.
  }
  const content = await prepareContent(contentDir);
  await keep(content, folder, name).catch(() => undefined);
  return content;
}

async function keep(content: PreparedContent, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const fresh = join(folder, `${name}.${process.pid}`);
  await writeFile(fresh, serialize(content));
  await rename(fresh, join(folder, name));
  const outdated = (await readdir(folder)).filter((other) => other.startsWith(PREFIX) && other !== name);
  await Promise.all(outdated.map((other) => rm(join(folder, other), { force: true })));
}

const CODE = ['guide', 'templates', 'text', 'i18n', 'kinds'].map((room) =>
  fileURLToPath(new URL(`../${room}/`, import.meta.url)),
);
/** Versions of the packages that texts are parsed with. */
const LOCK = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
/** Only learned from, or read by themselves. */
const LEFT_OUT = /[/\\]complaints[/\\]|meaning\.bin$/;

/** A name that changes with everything that the content is made of. */
async function nameFor(contentDir: string): Promise<string> {
  const folders = [
    ...['pl', 'en'].flatMap((locale) => ['guide', 'templates'].map((part) => join(contentDir, locale, part))),
    ...CODE,
  ];
  const listed = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  const files = listed
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !LEFT_OUT.test(file))
    .sort();
  const texts = await Promise.all([LOCK, ...files].map((file) => readFile(file)));
  const parts = texts.flatMap((text, at) => [Buffer.from(`\n${files[at - 1] ?? ''} ${text.length}\n`), text]);
  const digest = hash('sha256', Buffer.concat([Buffer.from(process.version), ...parts]));
  return `${PREFIX}${digest.slice(0, 16)}`;
}
