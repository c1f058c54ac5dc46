import { fileURLToPath } from 'node:url';
import { loadCommandTexts, loadCommandWords } from './discord/command-texts.ts';
import { loadGuide } from './guide/articles.ts';
import { guideDocuments } from './guide/search/documents.ts';
import { buildIndex } from './guide/search/search-index.ts';
import { loadTranslator } from './i18n/translator.ts';
import { loadCatalogue } from './templates/catalogue.ts';

/** The folder of everything that people read. */
export const CONTENT_DIR = fileURLToPath(new URL('../content', import.meta.url));

/**
 * Reads all content of both languages and indexes the guide.
 * @throws if any file breaks a rule: content is part of the program, so the start stops.
 */
export async function loadContent(contentDir: string = CONTENT_DIR) {
  const guides = { pl: loadGuide(contentDir, 'pl'), en: loadGuide(contentDir, 'en') };
  return {
    guides,
    templates: { pl: loadCatalogue(contentDir, 'pl'), en: loadCatalogue(contentDir, 'en') },
    searchIndexes: {
      pl: await buildIndex('pl', guideDocuments(guides.pl, guides.en)),
      en: await buildIndex('en', guideDocuments(guides.en, guides.pl)),
    },
    translator: loadTranslator(contentDir),
    commandTexts: loadCommandTexts(contentDir),
    commandWords: loadCommandWords(contentDir),
  };
}

export type Content = Awaited<ReturnType<typeof loadContent>>;
