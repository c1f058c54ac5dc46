import type { Tx } from '../../database/client.ts';
import { type Late, type LateTable, noteLater, recallAlong } from '../../database/late.ts';
import type { Memory } from '../../database/memory.ts';
import { type Clock, dateOf } from '../../time/clock.ts';

export interface ReadingStore {
  readonly db: Tx;
  readonly clock: Clock;
  /** Writes later; at once if left out. */
  readonly late?: Late;
  readonly databaseKind?: 'embedded' | 'server';
  /** Spares reading again what nobody has written since. */
  readonly memory?: Memory;
}

/** A person's reading history in the guide. */
export interface ArticleReading {
  /** Slugs of articles read to the end. */
  readonly read: ReadonlySet<string>;
  /** Opened articles, latest first: slug and the page (from 0) last viewed. */
  readonly recent: readonly { readonly article: string; readonly page: number }[];
}

interface Opened {
  readonly personId: string;
  readonly article: string;
  readonly page: number;
  readonly openedAt: Date;
  readonly readAt: Date | null;
}

const later = (one: Date | null, other: Date | null) => ((one?.getTime() ?? 0) > (other?.getTime() ?? 0) ? one : other);

const OPENED: LateTable<Opened> = {
  table: 'ArticleReading',
  personOf: ({ personId }) => personId,
  notedAt: ({ openedAt }) => openedAt,
  keyOf: ({ article }) => article,
  merge: (before, now) => ({ ...now, readAt: later(before.readAt, now.readAt) }),
  async write(db, rows) {
    const column = <T>(of: (row: Opened) => T): T[] => rows.map(of);
    const time = (at: Date | null) => at?.toISOString() ?? null;
    // In the order of the key: two processes that write the same rows do not wait for each other.
    await db.$executeRaw`
      INSERT INTO "ArticleReading" AS known ("personId", article, page, "openedAt", "readAt")
      SELECT "personId", article, page, "openedAt"::timestamptz, "readAt"::timestamptz
      FROM unnest(
        ${column((row) => row.personId)}::text[], ${column((row) => row.article)}::text[], ${column((row) => row.page)}::int[],
        ${column((row) => time(row.openedAt))}::text[], ${column((row) => time(row.readAt))}::text[]
      ) AS opened ("personId", article, page, "openedAt", "readAt")
      ORDER BY "personId", article
      ON CONFLICT ("personId", article) DO UPDATE SET
        page = CASE WHEN EXCLUDED."openedAt" < known."openedAt" THEN known.page ELSE EXCLUDED.page END,
        "openedAt" = greatest(known."openedAt", EXCLUDED."openedAt"),
        "readAt" = greatest(known."readAt", EXCLUDED."readAt")`;
  },
};

/** Notes that a person opened a page of an article; `atEnd`: it is the last page, so the article counts as read. */
export async function noteOpened(
  store: ReadingStore,
  personId: string,
  { article, page, atEnd }: { readonly article: string; readonly page: number; readonly atEnd: boolean },
): Promise<void> {
  const openedAt = dateOf(store.clock);
  await noteLater(store, OPENED, { personId, article, page, openedAt, readAt: atEnd ? openedAt : null });
}

/** A person's opened and read articles. */
export async function findReading(store: Omit<ReadingStore, 'clock'>, personId: string): Promise<ArticleReading> {
  const { stored = [], noted } = await recallAlong(store, OPENED, personId, (ids) => readOpened(store.db, ids));
  const opened = new Map(stored.map((row) => [row.article, row]));
  for (const row of noted) {
    const before = opened.get(row.article);
    opened.set(row.article, before ? { ...row, readAt: later(before.readAt, row.readAt) } : row);
  }
  const recent = [...opened.values()].sort(
    (a, b) => b.openedAt.getTime() - a.openedAt.getTime() || (a.article < b.article ? -1 : 1),
  );
  return {
    read: new Set(recent.filter(({ readAt }) => readAt !== null).map(({ article }) => article)),
    recent: recent.map(({ article, page }) => ({ article, page })),
  };
}

async function readOpened(db: Tx, personIds: readonly string[]): Promise<Map<string, Opened[]>> {
  const rows = await db.$queryRaw<Opened[]>`
    SELECT "personId", article, page, "openedAt", "readAt" FROM "ArticleReading" WHERE "personId" = ANY(${[...personIds]}::text[])`;
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** Deletes a person's whole reading history. */
export async function resetReading(db: Tx, personId: string): Promise<void> {
  await db.articleReading.deleteMany({ where: { personId } });
}

/**
 * Where a person would continue: the last page of an unfinished article; after a finished one, the next unread article. Undefined
 * before the first article and once all are read.
 *
 * @param order slugs in reading order; other read articles (since removed) do not count
 */
export function whereToGoOn(
  order: readonly string[],
  { read, recent }: ArticleReading,
): { readonly article: string; readonly page: number } | undefined {
  const last = recent.find(({ article }) => order.includes(article));
  if (!last) return undefined;
  if (!read.has(last.article)) return last;
  const at = order.indexOf(last.article);
  const article = [...order.slice(at + 1), ...order.slice(0, at)].find((slug) => !read.has(slug));
  return article === undefined ? undefined : { article, page: 0 };
}
