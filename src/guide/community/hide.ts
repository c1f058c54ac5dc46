import { recordAudit } from '../../communities/audit.ts';
import {
  type ContentItem,
  type ContentScope,
  type ContentStore,
  findNamed,
  lockScope,
} from '../../communities/content/content.ts';
import { addVersion, createItem } from '../../communities/content/versions.ts';
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
    let changed = false;
    for (const each of LOCALES) {
      const item = await findNamed(tx, scope, { slug, locale: each });
      if (item?.state === 'hidden') continue;
      changed = true;
      const text = hidingNote(titles[each]);
      if (!item) await createItem(writing, { ...scope, slug, locale: each, text, authorId: actorId, state: 'hidden' });
      else if (item.state === 'published') await changeState(tx, item, 'hidden');
      else await addVersion(writing, item, { text, authorId: actorId, state: 'hidden' });
    }
    if (changed)
      await recordAudit(writing, { communityId, actorId, action: 'article.hide', after: { title: titles[locale] } });
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
    let changed = false;
    for (const each of LOCALES) {
      const item = await findNamed(tx, scope, { slug, locale: each });
      if (item?.state !== 'hidden') continue;
      changed = true;
      await changeState(tx, item, isNote(item.text) ? 'removed' : 'published');
    }
    if (changed)
      await recordAudit(
        { db: tx, clock: store.clock },
        { communityId, actorId, action: 'article.show', after: { title: titles[locale] } },
      );
  });
}

async function changeState(tx: Tx, { id }: ContentItem, state: ContentItem['state']): Promise<void> {
  await tx.communityContent.update({ where: { id }, data: { state } });
}
