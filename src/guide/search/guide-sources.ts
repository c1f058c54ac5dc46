import type { Locale } from '../../i18n/locales.ts';
import type { Guide } from '../articles.ts';
import { GUIDE_BOOST, type Source } from './by-words.ts';
import { guideDocuments } from './documents.ts';
import type { MeaningReader } from './meaning/reader.ts';
import { buildIndex, type SearchIndex } from './search-index.ts';
import { synonymsOf } from './synonyms.ts';
import { foreignThemes } from './themes.ts';

/** The index of the guide in each language; each also knows the other's keywords. */
export async function indexesOf(guides: Readonly<Record<Locale, Guide>>): Promise<Record<Locale, SearchIndex>> {
  return {
    pl: await buildIndex('pl', guideDocuments(guides.pl, guides.en)),
    en: await buildIndex('en', guideDocuments(guides.en, guides.pl)),
  };
}

/**
 * The guide as a search source in each language.
 *
 * @param meanings without them the guide is searched by words alone
 * @param indexes of these guides, if they have been built before
 */
export async function guideSources(
  guides: Readonly<Record<Locale, Guide>>,
  meanings?: Readonly<Record<Locale, MeaningReader>>,
  indexes?: Readonly<Record<Locale, SearchIndex>>,
): Promise<Record<Locale, Source>> {
  const built = indexes ?? (await indexesOf(guides));
  const sourceOf = (locale: Locale): Source => ({
    name: 'guide',
    index: built[locale],
    boost: GUIDE_BOOST,
    foreign: foreignThemes(locale, guides[locale].notCovered),
    synonyms: synonymsOf(locale, guides[locale].synonyms),
    meaning: meanings?.[locale],
  });
  return { pl: sourceOf('pl'), en: sourceOf('en') };
}
