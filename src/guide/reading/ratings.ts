import type { Tx } from '../../database/client.ts';
import type { Sealer } from '../../database/sealing.ts';
import type { Locale } from '../../i18n/locales.ts';

/** Maximum characters of a note added to a rating. */
export const MAX_NOTE_LENGTH = 300;

export interface Rating {
  readonly personId: string;
  /** The article's slug. */
  readonly article: string;
  readonly locale: Locale;
  /** Where it was given (guild's snowflake); undefined outside a community. */
  readonly communityId: string | undefined;
  readonly helpful: boolean;
  /** The reason, at most {@link MAX_NOTE_LENGTH} characters; if omitted, an earlier note is kept. */
  readonly note?: string;
}

/** Stores whether an article helped a person. One rating per person and article: the last one counts. */
export async function rateArticle(
  { db, sealer }: { readonly db: Tx; readonly sealer: Pick<Sealer, 'seal'> },
  { note, ...rating }: Rating,
): Promise<void> {
  const { personId, article, locale, helpful } = rating;
  const answer = { locale, helpful, communityId: rating.communityId ?? null };
  const { id } = await db.articleRating.upsert({
    where: { personId_article: { personId, article } },
    create: { personId, article, ...answer },
    update: answer,
    select: { id: true },
  });
  if (note === undefined) return;
  // The seal includes the row's key, so the row is created first.
  const sealed = sealer.seal('ArticleRating', { id, note: note.slice(0, MAX_NOTE_LENGTH) || null });
  await db.articleRating.update({ where: { id }, data: { note: sealed.note } });
}
