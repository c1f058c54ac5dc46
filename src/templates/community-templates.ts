import type { Db } from '../database/client.ts';
import type { Memory } from '../database/memory.ts';
import type { Locale } from '../i18n/locales.ts';
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

/** A template as a community has published it. */
export interface PublishedTemplate {
  /** Unique in a community and language. */
  readonly slug: string;
  readonly locale: Locale;
  /** The whole file: front matter and text. */
  readonly text: string;
}

export interface CommunityTemplatesContext {
  readonly db: Db;
  readonly memory: Memory;
  /** By slug. */
  readonly listPublished: (communityId: string) => Promise<readonly PublishedTemplate[]>;
  readonly templates: Readonly<Record<Locale, TemplateCatalogue>>;
}

/** Maximum characters of templates kept parsed, all communities together. */
const MAX_CHARACTERS = 2_000_000;
/** Overhead of a community's templates beyond their texts, in characters. */
const BASE_LENGTH = 2000;

interface Entry {
  readonly fingerprint: string;
  readonly length: number;
  readonly local: Readonly<Record<Locale, LocalTemplates>>;
}

/** Keeps the templates that communities used recently, parsed; read again when moderators have changed one. */
export function createCommunityTemplates(
  { db, memory, listPublished, templates: catalogues }: CommunityTemplatesContext,
  maxCharacters = MAX_CHARACTERS,
): CommunityTemplates {
  const entries = new Map<string, Entry>();
  let states = 0;

  const inEachLanguage = (items: readonly PublishedTemplate[]): Readonly<Record<Locale, LocalTemplates>> => {
    const inLanguage = (locale: Locale): LocalTemplates => {
      states += 1;
      const own = oneOfEachName(items, locale).map((item) => fromItem(item, catalogues));
      return { templates: [...own, ...catalogues[locale].templates.map(fromCatalogue)], state: String(states) };
    };
    return { pl: inLanguage('pl'), en: inLanguage('en') };
  };
  const catalogueAlone = inEachLanguage([]);

  const makeRoom = (): void => {
    let total = 0;
    for (const { length } of entries.values()) total += length;
    for (const [oldest, { length }] of entries) {
      if (total <= maxCharacters || entries.size === 1) return;
      entries.delete(oldest);
      total -= length;
    }
  };

  return {
    async find(communityId, locale) {
      if (communityId === undefined) return catalogueAlone[locale];
      const fingerprint = await memory.recall(`templates ${communityId}`, () => fingerprintOf(db, communityId));
      const before = entries.get(communityId);
      entries.delete(communityId);
      if (fingerprint === undefined) return catalogueAlone[locale];
      let entry = before;
      if (entry?.fingerprint !== fingerprint) {
        // Read after the fingerprint: it may be newer, and is then read once more, but is never older.
        const items = await listPublished(communityId);
        const length = items.reduce((sum, { text }) => sum + text.length, BASE_LENGTH);
        entry = { fingerprint, length, local: inEachLanguage(items) };
      }
      entries.set(communityId, entry);
      makeRoom();
      return entry.local[locale];
    },
  };
}

/** Changes with every template that is published, changed, hidden or removed; undefined if there are none. */
async function fingerprintOf(db: Db, communityId: string): Promise<string | undefined> {
  const rows = await db.$queryRaw<{ fingerprint: string | null }[]>`
    SELECT md5(string_agg(id::text || version, ',' ORDER BY id)) AS fingerprint FROM "CommunityContent"
    WHERE "communityId" = ${communityId} AND kind = 'template' AND state = 'published'`;
  return rows[0]?.fingerprint ?? undefined;
}

function oneOfEachName(items: readonly PublishedTemplate[], locale: Locale): PublishedTemplate[] {
  const rank = (item: PublishedTemplate): number => (item.locale === locale ? 1 : 0);
  return [...new Map(items.toSorted((a, b) => rank(a) - rank(b)).map((item) => [item.slug, item])).values()];
}

/** A community's template in fillable form. */
export function fromItem(
  { slug, locale, text }: PublishedTemplate,
  catalogues: Readonly<Record<Locale, TemplateCatalogue>>,
): UsableTemplate {
  // It was checked when saved; if the format has changed since, its text is shown unchanged.
  const template = readCommunityTemplate(text) ?? { title: slug, summary: '', keywords: [], text };
  return fromText(
    { ...template, summary: template.summary || undefined, origin: 'community', id: slug, locale },
    catalogues[locale].placeholders,
  );
}
