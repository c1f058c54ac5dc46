import { recordAudit } from '../../communities/audit.ts';
import type { PieceChange } from '../../communities/audit-pieces.ts';
import type { Tx } from '../../database/client.ts';
import { LOCALES, type Locale } from '../../i18n/locales.ts';
import { type ContentItem, type ContentScope, type ContentStore, findNamed, lockScope } from '../../library/content.ts';
import { addVersion, createItem, stateOf } from '../../library/versions.ts';
import { hidingNote, isNote } from './write.ts';

/** An article of the guide: its slug and its titles. */
export interface GuideArticle {
  readonly slug: string;
  readonly titles: Readonly<Record<Locale, string>>;
}

interface By {
  /** The moderator (snowflake). */
  readonly actorId: string;
  /** Language in which the audit trail names the article. */
  readonly locale: Locale;
}

/** Hides an article of the guide from a community in every language, including the community's own replacement. */
export async function hideGuideArticle(
  store: ContentStore,
  communityId: string,
  article: GuideArticle,
  by: By,
): Promise<void> {
  const { slug, titles } = article;
  const { actorId: authorId } = by;
  const state = 'hidden';
  await changeEach(store, { communityId, article, by, action: 'article.hide' }, async (tx, scope, locale, item) => {
    if (item?.state === 'hidden') return undefined;
    if (item?.state === 'published') return changeState(tx, item, state);
    const writing = { db: tx, clock: store.clock };
    const text = hidingNote(titles[locale]);
    if (item) {
      await addVersion(writing, item, { text, authorId, state });
      return { id: item.id, before: stateOf(item), after: { version: item.version + 1, state } };
    }
    const { id, version } = await createItem(writing, { ...scope, slug, locale, text, authorId, state });
    return { id, before: null, after: { version, state } };
  });
}

/** Shows an article of the guide again: the community's replacement if there is one, else the guide's. */
export async function showGuideArticle(
  store: ContentStore,
  communityId: string,
  article: GuideArticle,
  by: By,
): Promise<void> {
  await changeEach(store, { communityId, article, by, action: 'article.show' }, async (tx, _scope, _locale, item) =>
    item?.state === 'hidden' ? changeState(tx, item, isNote(item.text) ? 'removed' : 'published') : undefined,
  );
}

interface What {
  readonly communityId: string;
  readonly article: GuideArticle;
  readonly by: By;
  readonly action: 'article.hide' | 'article.show';
}

/** Changes an article's replacement in each language and records it as one action, if anything changed. */
async function changeEach(
  store: ContentStore,
  { communityId, article: { slug, titles }, by, action }: What,
  change: (
    tx: Tx,
    scope: ContentScope,
    locale: Locale,
    item: ContentItem | undefined,
  ) => Promise<PieceChange | undefined>,
): Promise<void> {
  const scope: ContentScope = { communityId, kind: 'article' };
  await store.db.$transaction(async (tx) => {
    await lockScope(tx, scope);
    const pieces: PieceChange[] = [];
    for (const locale of LOCALES) {
      const piece = await change(tx, scope, locale, await findNamed(tx, scope, { slug, locale }));
      if (piece) pieces.push(piece);
    }
    if (pieces.length === 0) return;
    const { actorId, locale } = by;
    const entry = { communityId, actorId, action, after: { title: titles[locale] }, pieces };
    await recordAudit({ db: tx, clock: store.clock }, entry);
  });
}

async function changeState(tx: Tx, item: ContentItem, state: ContentItem['state']): Promise<PieceChange> {
  const { id, version } = item;
  await tx.communityContent.update({ where: { id }, data: { state } });
  return { id, before: stateOf(item), after: { version, state } };
}
