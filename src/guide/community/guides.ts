import type { Db } from '../../database/client.ts';
import type { Memory } from '../../database/memory.ts';
import { isLocale, type Locale } from '../../i18n/locales.ts';
import { type ContentScope, findContent } from '../../library/content.ts';
import { nextTurn } from '../../threads/next-turn.ts';
import type { Article } from '../article.ts';
import type { Guide } from '../articles.ts';
import { parseLongArticle } from '../parse-aside.ts';
import { type AnswerPool, type Answers, createAnswerPool } from '../search/answers.ts';
import { GUIDE_BOOST, type Source } from '../search/by-words.ts';
import { documentsOf } from '../search/documents.ts';
import { addInSteps, createIndex, removeDocument, type SearchIndex } from '../search/search-index.ts';
import { mergeGuide, placed, type Written } from './merge.ts';

/** The guide as read and searched in one place and language. */
export interface LocalGuide {
  readonly guide: Guide;
  /** The guide and the community's articles, without those it hid or replaced. */
  readonly sources: readonly Source[];
  /** What was answered from these sources; gone as soon as an article changes. */
  readonly answers: Answers;
}

/** The guide as each community sees it. */
export interface CommunityGuides {
  /** Always the currently published state, whichever process published it. Outside a community: the guide unchanged. */
  find(communityId: string | undefined, locale: Locale): Promise<LocalGuide>;
}

export interface GuidesContext {
  readonly db: Db;
  readonly memory?: Memory;
  readonly guides: Readonly<Record<Locale, Guide>>;
  readonly searchSources: Readonly<Record<Locale, Source>>;
}

/** Maximum characters of articles kept parsed and indexed, all communities together; about 200 MB at most. */
const MAX_CHARACTERS = 10_000_000;
/** Overhead of a community's indexes beyond its texts, in characters. */
const BASE_LENGTH = 20_000;

interface Kept extends Written {
  readonly version: number;
  readonly length: number;
}

/** Articles of one kind in their index. */
interface Indexed {
  readonly index: SearchIndex;
  readonly articles: Map<string, Article>;
}

interface Entry {
  readonly fingerprint: string;
  /** By content id. */
  readonly kept: ReadonlyMap<string, Kept>;
  readonly indexes: Readonly<Record<Locale, { readonly own: Indexed; readonly overriding: Indexed }>>;
  readonly local: Readonly<Record<Locale, LocalGuide>>;
}

/**
 * Keeps what communities read recently. Each lookup asks the database what is published (one short query) and reads, parses and
 * indexes only what changed since. The least recently used communities are evicted.
 */
export function createCommunityGuides(context: GuidesContext, maxCharacters = MAX_CHARACTERS): CommunityGuides {
  const { db, memory, guides, searchSources } = context;
  const entries = new Map<string, Entry>();
  const turns = new Map<string, Promise<unknown>>();
  const pool = createAnswerPool();
  const untouched: Record<Locale, LocalGuide> = {
    pl: { guide: guides.pl, sources: [searchSources.pl], answers: pool.open() },
    en: { guide: guides.en, sources: [searchSources.en], answers: pool.open() },
  };

  function forget(communityId: string): void {
    for (const { answers } of Object.values(entries.get(communityId)?.local ?? {})) pool.close(answers);
    entries.delete(communityId);
  }

  /** One refresh at a time per community: two at once would change the same index. */
  function refresh(communityId: string, fingerprint: string): Promise<Entry> {
    const before = turns.get(communityId) ?? Promise.resolve();
    const turn = before
      .catch(() => undefined)
      .then(async () => {
        const known = entries.get(communityId);
        if (known?.fingerprint === fingerprint) return known;
        // Removed until it is complete again, so that a failure half-way leaves no half-changed entry.
        forget(communityId);
        const entry = await bringUpToDate(context, communityId, fingerprint, pool, known);
        entries.set(communityId, entry);
        makeRoom();
        return entry;
      })
      .finally(() => {
        if (turns.get(communityId) === turn) turns.delete(communityId);
      });
    turns.set(communityId, turn);
    return turn;
  }

  function makeRoom(): void {
    let total = 0;
    // The last entry of the map is the most recently used; it stays, however large.
    for (const [at, [id, { kept }]] of [...entries].reverse().entries()) {
      total += BASE_LENGTH;
      for (const { length } of kept.values()) total += length;
      if (at > 0 && total > maxCharacters) forget(id);
    }
  }

  function readFingerprint(communityId: string): Promise<string | undefined> {
    const read = () => fingerprintOf(db, communityId);
    return memory ? memory.recall(`guide ${communityId}`, read) : read();
  }

  return {
    async find(communityId, locale) {
      const fingerprint = communityId === undefined ? undefined : await readFingerprint(communityId);
      if (communityId === undefined || fingerprint === undefined) {
        if (communityId !== undefined) forget(communityId);
        return untouched[locale];
      }
      const known = entries.get(communityId);
      if (known?.fingerprint !== fingerprint) return (await refresh(communityId, fingerprint)).local[locale];
      entries.delete(communityId);
      entries.set(communityId, known);
      return known.local[locale];
    },
  };
}

/** Changes with every article that is published, changed, hidden or removed; undefined if there are none. */
async function fingerprintOf(db: Db, communityId: string): Promise<string | undefined> {
  const rows = await db.$queryRaw<{ fingerprint: string | null }[]>`
    SELECT md5(string_agg(id::text || version || state, ',' ORDER BY id)) AS fingerprint FROM "CommunityContent"
    WHERE "communityId" = ${communityId} AND kind = 'article' AND state <> 'removed'`;
  return rows[0]?.fingerprint ?? undefined;
}

async function bringUpToDate(
  { db, guides, searchSources }: GuidesContext,
  communityId: string,
  fingerprint: string,
  pool: AnswerPool,
  before: Entry | undefined,
): Promise<Entry> {
  const kept = await readKept(db, guides, communityId, before?.kept ?? new Map());
  const indexes = before?.indexes ?? { pl: emptyIndexes('pl'), en: emptyIndexes('en') };
  const localIn = async (locale: Locale, other: Locale): Promise<LocalGuide> => {
    const { guide, own, overriding, left } = mergeGuide(guides[locale], [...kept.values()]);
    const { own: ownIndex, overriding: overridingIndex } = indexes[locale];
    await bringIndex(ownIndex, own, () => undefined);
    await bringIndex(overridingIndex, overriding, (slug) => guides[other].articles.get(slug));
    const { synonyms } = searchSources[locale];
    const sources: Source[] = [
      { ...searchSources[locale], hidden: left },
      { name: 'community', index: ownIndex.index, synonyms },
      { name: 'overriding', index: overridingIndex.index, synonyms, boost: GUIDE_BOOST },
    ];
    return { guide, sources: sources.filter(({ index }) => index.numbers.size > 0), answers: pool.open() };
  };
  return { fingerprint, kept, indexes, local: { pl: await localIn('pl', 'en'), en: await localIn('en', 'pl') } };
}

function emptyIndexes(locale: Locale): Entry['indexes'][Locale] {
  const empty = (): Indexed => ({ index: createIndex(locale), articles: new Map() });
  return { own: empty(), overriding: empty() };
}

/** Articles that are not removed; each version is read and parsed once. */
async function readKept(
  db: Db,
  guides: GuidesContext['guides'],
  communityId: string,
  before: ReadonlyMap<string, Kept>,
): Promise<Map<string, Kept>> {
  const scope: ContentScope = { communityId, kind: 'article' };
  const rows = await db.communityContent.findMany({
    where: { ...scope, state: { in: ['published', 'hidden'] } },
    select: { id: true, slug: true, locale: true, state: true, version: true },
    orderBy: [{ slug: 'asc' }, { locale: 'asc' }],
  });
  const kept = new Map<string, Kept>();
  for (const { id, slug, locale, state, version } of rows) {
    if (!isLocale(locale)) throw new Error(`article ${id} has an unknown language`);
    const known = before.get(id);
    const now = { slug, locale, state: state === 'hidden' ? 'hidden' : 'published' } as const;
    if (known?.version === version) {
      kept.set(id, { ...known, ...now });
      continue;
    }
    const item = await findContent(db, scope, id);
    if (!item) continue;
    // It was checked when saved. A text that does not parse hides one of the guide's articles, or has an older format.
    const parsed = await parseLongArticle(item.text, { file: `${slug}.md`, slug, community: 'as-read' }).catch(
      () => undefined,
    );
    const article = parsed?.ok ? placed(parsed.article, guides[locale]) : undefined;
    kept.set(id, { ...now, version: item.version, article, length: item.text.length });
    await nextTurn();
  }
  return kept;
}

/** Makes an index hold exactly these articles, touching only the differences. */
async function bringIndex(
  { index, articles }: Indexed,
  wanted: readonly Article[],
  twinOf: (slug: string) => Article | undefined,
): Promise<void> {
  const bySlug = new Map(wanted.map((article) => [article.slug, article]));
  for (const [slug, article] of articles) {
    if (bySlug.get(slug) === article) continue;
    for (const id of [slug, ...article.sections.map(({ ref }) => ref)]) removeDocument(index, id);
    articles.delete(slug);
  }
  for (const article of wanted) {
    if (articles.has(article.slug)) continue;
    for (const document of documentsOf(article, twinOf(article.slug)))
      for (const _ of addInSteps(index, document)) await nextTurn();
    articles.set(article.slug, article);
  }
}
