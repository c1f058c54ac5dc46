import type { Tx } from '../../database/client.ts';
import { type Clock, dateOf } from '../../time/clock.ts';

export interface ReadingStore {
  readonly db: Tx;
  readonly clock: Clock;
}

/** A person's reading history in the guide. */
export interface ArticleReading {
  /** Slugs of articles read to the end. */
  readonly read: ReadonlySet<string>;
  /** Opened articles, latest first: slug and the page (from 0) last viewed. */
  readonly recent: readonly { readonly article: string; readonly page: number }[];
}

/** Records that a person opened a page of an article; `atEnd`: it is the last page, so the article counts as read. */
export async function noteOpened(
  { db, clock }: ReadingStore,
  personId: string,
  { article, page, atEnd }: { readonly article: string; readonly page: number; readonly atEnd: boolean },
): Promise<void> {
  const openedAt = dateOf(clock);
  const now = { page, openedAt, ...(atEnd ? { readAt: openedAt } : {}) };
  await db.articleReading.upsert({
    where: { personId_article: { personId, article } },
    create: { personId, article, ...now },
    update: now,
  });
}

/** A person's opened and read articles. */
export async function findReading(db: Tx, personId: string): Promise<ArticleReading> {
  const rows = await db.articleReading.findMany({
    where: { personId },
    orderBy: [{ openedAt: 'desc' }, { article: 'asc' }],
  });
  return {
    read: new Set(rows.filter(({ readAt }) => readAt !== null).map(({ article }) => article)),
    recent: rows.map(({ article, page }) => ({ article, page })),
  };
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
