import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CONTENT_DIR, loadContent } from '../../src/app/content.ts';
import { keptContent, prepareContent } from '../../src/app/prepared-content.ts';
import { search } from '../../src/guide/search/search.ts';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'granica-prepared-'));
  folder = join(root, 'kept');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const kept = () => readdir(folder);

it('is, when it is read again, what it was made of', async () => {
  const fresh = await prepareContent(CONTENT_DIR);
  expect(await keptContent(CONTENT_DIR, folder)).toEqual(fresh);
  const again = await keptContent(CONTENT_DIR, folder);
  expect(again).toEqual(fresh);
  // Parts and the list of all articles share the same articles.
  for (const { articles } of again.guides.pl.parts)
    for (const article of articles) expect(again.guides.pl.articles.get(article.slug)).toBe(article);
  expect(await kept()).toHaveLength(1);
});

it('searches, and finds templates, like content that is read anew', async () => {
  const anew = await loadContent();
  for (const content of [
    await loadContent(CONTENT_DIR, undefined, folder),
    await loadContent(CONTENT_DIR, undefined, folder),
  ]) {
    for (const query of ['klient nie płaci', 'urlop', 'placi po terminie', 'przepis na sernik'])
      expect(search([content.searchSources.pl], query)).toEqual(search([anew.searchSources.pl], query));
    const [template] = anew.templates.en.templates;
    expect(content.templates.en.find(template?.id ?? '')).toEqual(template);
  }
});

it('is made anew when a text changes, and the old one is not kept', async () => {
  const content = join(root, 'content');
  await cp(CONTENT_DIR, content, { recursive: true });
  await keptContent(content, folder);
  const before = await kept();
  const file = join(content, 'pl/guide/steps/steps.md');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^title: .*$/m, 'title: Zmieniony tytuł'));
  const { guides } = await keptContent(content, folder);
  expect(guides.pl.articles.get('steps')?.title).toBe('Zmieniony tytuł');
  const after = await kept();
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
});

it('is made anew when the file is cut off', async () => {
  await keptContent(CONTENT_DIR, folder);
  const [name = ''] = await kept();
  await truncate(join(folder, name), 1000);
  const { guides } = await keptContent(CONTENT_DIR, folder);
  expect(guides.en.articles.size).toBeGreaterThan(20);
});

it('is read without a folder to keep it in', async () => {
  const file = join(root, 'file');
  await writeFile(file, '');
  expect((await keptContent(CONTENT_DIR, join(file, 'below'))).guides.pl.articles.size).toBeGreaterThan(20);
});
