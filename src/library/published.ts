import type { Db } from '../database/client.ts';
import type { Memory } from '../database/memory.ts';
import type { Locale } from '../i18n/locales.ts';
import type { ContentKind, ContentState } from '../kinds/content.ts';
import { listContent } from './content.ts';

/** A text as a community has published or hidden it. */
export interface PublishedText {
  /** Unique in a community and language. */
  readonly slug: string;
  readonly locale: Locale;
  readonly state: ContentState;
  /** The whole file: front matter and text. */
  readonly text: string;
}

export interface PublishedContext {
  readonly db: Db;
  readonly memory: Memory;
}

/** Which texts are kept. */
export interface Kept {
  readonly kind: ContentKind;
  readonly states: readonly ContentState[];
}

/** What is made of a community's texts. */
export interface Published<T> {
  /** Outside a community, or in one without its own: what is made of none. */
  find(communityId: string | undefined): Promise<T>;
}

/** Overhead of a community beyond its texts, in characters. */
const BASE_LENGTH = 2000;

interface Entry<T> {
  readonly fingerprint: string;
  length: number;
  readonly made: Promise<T>;
}

/**
 * Keeps what was made of the texts of the communities that asked for it last; made again once moderators have changed one.
 *
 * @param make may take its time: those that ask meanwhile wait for the same
 * @param maxCharacters of the texts kept, all communities together
 */
export function createPublished<T>(
  { db, memory }: PublishedContext,
  { kind, states }: Kept,
  make: (items: readonly PublishedText[]) => T | Promise<T>,
  maxCharacters: number,
): Published<T> {
  const entries = new Map<string, Entry<T>>();
  const ofNone = make([]);

  const makeRoom = (): void => {
    let total = 0;
    for (const { length } of entries.values()) total += length;
    for (const [oldest, { length }] of entries) {
      if (total <= maxCharacters || entries.size === 1) return;
      entries.delete(oldest);
      total -= length;
    }
  };

  /** Reads after the fingerprint: what is read may be newer, and is then read once more, but is never older. */
  const begin = (communityId: string, fingerprint: string): Entry<T> => {
    const read = async (): Promise<T> => {
      const items = await listContent(db, { communityId, kind }, states);
      entry.length = items.reduce((sum, { text }) => sum + text.length, BASE_LENGTH);
      return make(items);
    };
    const entry: Entry<T> = { fingerprint, length: BASE_LENGTH, made: read() };
    return entry;
  };

  return {
    async find(communityId) {
      if (communityId === undefined) return ofNone;
      const fingerprint = await memory.recall(`${kind} ${communityId}`, () =>
        fingerprintOf(db, communityId, { kind, states }),
      );
      const before = entries.get(communityId);
      entries.delete(communityId);
      if (fingerprint === undefined) return ofNone;
      const entry = before?.fingerprint === fingerprint ? before : begin(communityId, fingerprint);
      entries.set(communityId, entry);
      try {
        return await entry.made;
      } catch (error) {
        if (entries.get(communityId) === entry) entries.delete(communityId);
        throw error;
      } finally {
        makeRoom();
      }
    },
  };
}

/** Changes with every text that is published, changed, hidden or removed; undefined if there are none. */
async function fingerprintOf(db: Db, communityId: string, { kind, states }: Kept): Promise<string | undefined> {
  const rows = await db.$queryRaw<{ fingerprint: string | null }[]>`
    SELECT md5(string_agg(id::text || version || state, ',' ORDER BY id)) AS fingerprint FROM "CommunityContent"
    WHERE "communityId" = ${communityId} AND kind = ${kind} AND state = ANY(${[...states]})`;
  return rows[0]?.fingerprint ?? undefined;
}

/** The texts by name: in this language where there are two, else in the other. */
export function oneOfEachName<I extends Pick<PublishedText, 'slug' | 'locale'>>(
  items: readonly I[],
  locale: Locale,
): I[] {
  const rank = (item: I): number => (item.locale === locale ? 1 : 0);
  return [...new Map(items.toSorted((a, b) => rank(a) - rank(b)).map((item) => [item.slug, item])).values()];
}
