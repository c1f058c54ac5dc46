import type { Locale } from '../i18n/locales.ts';
import { createPublished, oneOfEachName, type PublishedContext, type PublishedText } from '../library/published.ts';
import type { TemplateCatalogue } from './catalogue.ts';
import { readCommunityTemplate } from './community.ts';
import { fromCatalogue, fromText, type UsableTemplate } from './usable.ts';

/** What everybody can use in one place and language. */
export interface LocalTemplates {
  /** The community's, in this language if possible, then the catalogue's. */
  readonly templates: readonly UsableTemplate[];
  /** Distinguishes them from all others in this process, and from what they were before a change. */
  readonly state: string;
}

export interface CommunityTemplates {
  /** Outside a community, or in one without its own: the catalogue. */
  find(communityId: string | undefined, locale: Locale): Promise<LocalTemplates>;
}

export interface CommunityTemplatesContext extends PublishedContext {
  readonly templates: Readonly<Record<Locale, TemplateCatalogue>>;
}

/** Maximum characters of templates kept parsed, all communities together. */
const MAX_CHARACTERS = 2_000_000;

/** Keeps the templates that communities used recently, parsed; read again when moderators have changed one. */
export function createCommunityTemplates(
  { templates: catalogues, ...context }: CommunityTemplatesContext,
  maxCharacters = MAX_CHARACTERS,
): CommunityTemplates {
  let states = 0;
  const inEachLanguage = (items: readonly PublishedText[]): Readonly<Record<Locale, LocalTemplates>> => {
    const inLanguage = (locale: Locale): LocalTemplates => {
      states += 1;
      const own = oneOfEachName(items, locale).map((item) => fromItem(item, catalogues));
      return { templates: [...own, ...catalogues[locale].templates.map(fromCatalogue)], state: String(states) };
    };
    return { pl: inLanguage('pl'), en: inLanguage('en') };
  };
  const published = createPublished(
    context,
    { kind: 'template', states: ['published'] },
    inEachLanguage,
    maxCharacters,
  );
  return { find: async (communityId, locale) => (await published.find(communityId))[locale] };
}

/** A community's template in fillable form. */
export function fromItem(
  { slug, locale, text }: Omit<PublishedText, 'state'>,
  catalogues: Readonly<Record<Locale, TemplateCatalogue>>,
): UsableTemplate {
  // It was checked when saved; if the format has changed since, its text is shown unchanged.
  const template = readCommunityTemplate(text) ?? { title: slug, summary: '', keywords: [], text };
  return fromText(
    { ...template, summary: template.summary || undefined, origin: 'community', id: slug, locale },
    catalogues[locale].placeholders,
  );
}
