import { CONTENT_DIR } from '../../src/app/content.ts';
import { loadCommandWords } from '../../src/dialogue/command-texts.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { privacyPage } from '../privacy-document.ts';
import { commandsReference } from './commands-reference.ts';
import { limitsReference } from './limits-reference.ts';

/** Where the pages of a language lie. */
const FOLDERS = { en: 'docs', pl: 'docs/pl' } as const;

/** The pages that are made from the code, by their paths. */
export function generatedPages(): ReadonlyMap<string, string> {
  const translator = loadTranslator(CONTENT_DIR);
  const words = loadCommandWords(CONTENT_DIR);
  return new Map([
    ...LOCALES.flatMap((locale): (readonly [string, string])[] => [
      [`${FOLDERS[locale]}/reference/commands.md`, commandsReference(locale, translator, CONTENT_DIR)],
      [`${FOLDERS[locale]}/explanation/privacy.md`, `${MADE}\n\n${privacyPage(locale, translator, words)}\n`],
    ]),
    ['docs/reference/limits.md', limitsReference()],
  ]);
}

const MADE =
  '<!-- Made by `npm run docs:reference` from the ownership registry: change that, and PRIVACY.md is the same text. -->';
