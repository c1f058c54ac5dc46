import type { Locale } from '../../i18n/locales.ts';
import type { Guide } from '../articles.ts';
import { guideDocuments } from './documents.ts';
import { GUIDE_BOOST, type Source } from './search.ts';
import { buildIndex } from './search-index.ts';
import { synonymsOf } from './synonyms.ts';
import { foreignThemes } from './themes.ts';

/** The guide as a search source in each language; each also knows the other's keywords. */
export async function guideSources(guides: Readonly<Record<Locale, Guide>>): Promise<Record<Locale, Source>> {
  const sourceOf = async (locale: Locale, other: Locale): Promise<Source> => ({
    name: 'guide',
    index: await buildIndex(locale, guideDocuments(guides[locale], guides[other])),
    boost: GUIDE_BOOST,
    foreign: foreignThemes(locale, guides[locale].notCovered),
    synonyms: synonymsOf(locale, guides[locale].synonyms),
  });
  return { pl: await sourceOf('pl', 'en'), en: await sourceOf('en', 'pl') };
}
