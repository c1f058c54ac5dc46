import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCommandTexts, loadCommandWords } from '../dialogue/command-texts.ts';
import { guideSources } from '../guide/search/guide-sources.ts';
import { readMeaning } from '../guide/search/meaning/reader.ts';
import type { Locale } from '../i18n/locales.ts';
import { loadTranslator } from '../i18n/translator.ts';
import { loadScenes } from '../practice/scenes.ts';
import { catalogueOf } from '../templates/catalogue.ts';
import { keptContent, prepareContent } from './prepared-content.ts';

/** The folder of all content for people. */
export const CONTENT_DIR = fileURLToPath(new URL('../../content', import.meta.url));

/**
 * Reads all content in both languages and indexes the guide.
 *
 * @param warn told when the search has to do without its model of meaning
 * @param keptIn the folder of what an earlier start has prepared, if it may be used
 * @throws if any file breaks a rule: content is part of the program, so the start fails.
 */
export async function loadContent(
  contentDir: string = CONTENT_DIR,
  warn: (message: string) => void = (message) => process.emitWarning(message),
  keptIn?: string,
) {
  const prepared = await (keptIn === undefined ? prepareContent(contentDir) : keptContent(contentDir, keptIn));
  const { guides, templates, indexes } = prepared;
  const meanings = { pl: readMeaning(contentDir, 'pl', warn), en: readMeaning(contentDir, 'en', warn) };
  return {
    guides,
    templates: { pl: catalogueOf('pl', templates.pl), en: catalogueOf('en', templates.en) },
    scenes: { pl: loadScenes(contentDir, 'pl'), en: loadScenes(contentDir, 'en') },
    searchSources: await guideSources(guides, meanings, indexes),
    translator: loadTranslator(contentDir),
    commandTexts: loadCommandTexts(contentDir),
    commandWords: loadCommandWords(contentDir),
    articleExamples: { pl: readExample(contentDir, 'pl'), en: readExample(contentDir, 'en') },
    handbooks: { pl: readHandbook('pl'), en: readHandbook('en') },
  };
}

function readExample(contentDir: string, locale: Locale): string {
  return readFileSync(join(contentDir, locale, 'article-example.md'), 'utf8');
}

function readHandbook(locale: Locale): string {
  return readFileSync(new URL(`../../docs/handbook.${locale}.md`, import.meta.url), 'utf8');
}

export type Content = Awaited<ReturnType<typeof loadContent>>;
