import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../../i18n/locales.ts';
import { decodeModel, type MeaningModel } from './model.ts';

/** Gives a language's model when it is first needed; undefined if there is none that can be used. */
export type MeaningReader = () => MeaningModel | undefined;

/** Where `npm run search:train` writes a language's model, and the search reads it. */
export function modelFile(contentDir: string, locale: Locale): string {
  return join(contentDir, locale, 'guide', 'meaning.bin');
}

/**
 * Reads the model at the first query rather than at the start. Without it the search goes by words alone.
 *
 * @param warn told once why there is no model
 */
export function readMeaning(contentDir: string, locale: Locale, warn: (message: string) => void): MeaningReader {
  let model: MeaningModel | undefined;
  let isRead = false;
  return () => {
    if (isRead) return model;
    isRead = true;
    const file = modelFile(contentDir, locale);
    try {
      model = decodeModel(readFileSync(file));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      warn(`The search goes by words alone in “${locale}”, since ${file} cannot be used: ${reason}`);
    }
    return model;
  };
}
