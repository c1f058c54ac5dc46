import type { Locale } from '../../i18n/locales.ts';
import type { Guide } from '../articles.ts';
import { GUIDE_BOOST, type Source } from './by-words.ts';
import { guideDocuments } from './documents.ts';
import type { MeaningReader } from './meaning/reader.ts';
import { buildIndex } from './search-index.ts';
import { synonymsOf } from './synonyms.ts';
import { foreignThemes } from './themes.ts';

/**
 * The guide as a search source in each language; each also knows the other's keywords.
 *
 * @param meanings without them the guide is searched by words alone
 */
export async function guideSources(
  guides: Readonly<Record<Locale, Guide>>,
  meanings?: Readonly<Record<Locale, MeaningReader>>,
): Promise<Record<Locale, Source>> {
  const sourceOf = async (locale: Locale, other: Locale): Promise<Source> => ({
    name: 'guide',
    index: await buildIndex(locale, guideDocuments(guides[locale], guides[other])),
    boost: GUIDE_BOOST,
    foreign: foreignThemes(locale, guides[locale].notCovered),
    synonyms: synonymsOf(locale, guides[locale].synonyms),
    meaning: meanings?.[locale],
  });
  return { pl: await sourceOf('pl', 'en'), en: await sourceOf('en', 'pl') };
}
