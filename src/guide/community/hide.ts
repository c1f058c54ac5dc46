import { recordAudit } from '../../communities/audit.ts';
import type { PieceChange } from '../../communities/audit-pieces.ts';
import {
  type ContentItem,
  type ContentScope,
  type ContentStore,
  findNamed,
  lockScope,
} from '../../communities/content/content.ts';
import { addVersion, createItem, stateOf } from '../../communities/content/versions.ts';
import type { Tx } from '../../database/client.ts';
import { LOCALES, type Locale } from '../../i18n/locales.ts';
import { hidingNote, isNote } from './write.ts';

/** An article of the guide, by its name and its titles. */
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

/** Hides an article of the guide from a community in every language, also where the community had written its own in its place. */
export async function hideGuideArticle(
  store: ContentStore,
  communityId: string,
  { slug, titles }: GuideArticle,
  { actorId, locale }: By,
): Promise<void> {
  const scope: ContentScope = { communityId, kind: 'article' };
  await store.db.$transaction(async (tx) => {
    await lockScope(tx, scope);
    const writing = { db: tx, clock: store.clock };
    const pieces: PieceChange[] = [];
    for (const each of LOCALES) {
      const item = await findNamed(tx, scope, { slug, locale: each });
      if (item?.state === 'hidden') continue;
      const text = hidingNote(titles[each]);
      const [state, authorId] = ['hidden', actorId] as const;
      if (!item) {
        const { id, version } = await createItem(writing, { ...scope, slug, locale: each, text, authorId, state });
        pieces.push({ id, before: null, after: { version, state } });
      } else if (item.state === 'published') {
        pieces.push(await changeState(tx, item, state));
      } else {
        await addVersion(writing, item, { text, authorId, state });
        pieces.push({ id: item.id, before: stateOf(item), after: { version: item.version + 1, state } });
      }
    }
    if (pieces.length > 0) {
      const after = { title: titles[locale] };
      await recordAudit(writing, { communityId, actorId, action: 'article.hide', after, pieces });
    }
  });
}

/** Shows an article of the guide again: the community's own in its place where it had written one, else the guide's. */
export async function showGuideArticle(
  store: ContentStore,
  communityId: string,
  { slug, titles }: GuideArticle,
  { actorId, locale }: By,
): Promise<void> {
  const scope: ContentScope = { communityId, kind: 'article' };
  await store.db.$transaction(async (tx) => {
    await lockScope(tx, scope);
    const pieces: PieceChange[] = [];
    for (const each of LOCALES) {
      const item = await findNamed(tx, scope, { slug, locale: each });
      if (item?.state !== 'hidden') continue;
      pieces.push(await changeState(tx, item, isNote(item.text) ? 'removed' : 'published'));
    }
    if (pieces.length > 0)
      await recordAudit(
        { db: tx, clock: store.clock },
        { communityId, actorId, action: 'article.show', after: { title: titles[locale] }, pieces },
      );
  });
}

async function changeState(tx: Tx, item: ContentItem, state: ContentItem['state']): Promise<PieceChange> {
  const { id, version } = item;
  await tx.communityContent.update({ where: { id }, data: { state } });
  return { id, before: stateOf(item), after: { version, state } };
}
