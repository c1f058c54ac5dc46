import { recordAudit } from '../communities/audit.ts';
import type { PieceState } from '../communities/audit-pieces.ts';
import type { Tx } from '../database/client.ts';
import type { Locale } from '../i18n/locales.ts';
import type { ContentState } from '../kinds/content.ts';
import { freeSlug } from '../text/slug.ts';
import { dateOf } from '../time/clock.ts';
import {
  CONTENT_LIMITS,
  type ContentItem,
  type ContentScope,
  type ContentStore,
  findContent,
  findNamed,
  lockScope,
  nameOf,
} from './content.ts';
import { findContentDraft, findSavedDraft, markDraftSaved } from './drafts.ts';

export type PublishOutcome =
  | { readonly outcome: 'published'; readonly item: ContentItem }
  /** The draft has expired, or the piece it changes or became was removed meanwhile. */
  | { readonly outcome: 'gone' }
  /** A later version was saved since the draft was started. */
  | { readonly outcome: 'conflict'; readonly item: ContentItem }
  | { readonly outcome: 'too-many' };

/**
 * Saves a draft as the newest version of the piece it changes, or as a new one: under the draft's slug, else under `wantedSlug`
 * (with a number appended if it is taken). The caller has checked the text.
 *
 * @param over a version saved since the draft was started, of which its author has been told.
 */
export async function publishDraft(
  store: ContentStore,
  scope: ContentScope,
  draftId: string,
  { authorId, wantedSlug, over }: { authorId: string; wantedSlug: string; over?: number | undefined },
): Promise<PublishOutcome> {
  return store.db.$transaction(async (tx): Promise<PublishOutcome> => {
    await lockScope(tx, scope);
    const draft = await findContentDraft({ ...store, db: tx }, scope, { id: draftId, authorId });
    if (draft === undefined) {
      const item = await findPublishedDraft(tx, scope, { id: draftId, authorId });
      return item ? { outcome: 'published', item } : { outcome: 'gone' };
    }
    const { locale, text, edits, slug } = draft;
    const writing = { ...store, db: tx };
    const finish = async (item: ContentItem, before?: ContentItem): Promise<PublishOutcome> => {
      await recordVersion(writing, item, { before, actorId: authorId });
      await markDraftSaved({ db: tx }, draftId, { contentId: item.id, version: item.version });
      return { outcome: 'published', item };
    };
    const next = async (item: ContentItem, state: ContentState) => {
      await addVersion(writing, item, { text, authorId, state });
      return finish({ ...item, version: item.version + 1, text, state }, item);
    };
    if (edits !== undefined) {
      const item = await findContent(tx, scope, edits.contentId);
      if (item === undefined || item.state === 'removed') return { outcome: 'gone' };
      if (item.version !== (over ?? edits.version)) return { outcome: 'conflict', item };
      return next(item, item.state);
    }
    const named = slug === undefined ? undefined : await findNamed(tx, scope, { slug, locale });
    // A removed piece comes back with the new text; a text written meanwhile is not overwritten unseen.
    if (named && named.state !== 'removed' && named.version !== over) return { outcome: 'conflict', item: named };
    if (named) return next(named, 'published');
    if ((await tx.communityContent.count({ where: scope })) >= CONTENT_LIMITS.items) return { outcome: 'too-many' };
    const others = await tx.communityContent.findMany({ where: { ...scope, locale }, select: { slug: true } });
    const free = slug ?? freeSlug(wantedSlug, new Set(others.map((other) => other.slug)));
    return finish(await createItem(writing, { ...scope, slug: free, locale, text, authorId }));
  });
}

/**
 * The piece a moderator's draft was saved as, for a second press or a redelivery, with the version that the draft became.
 * Undefined if it was never saved, or the piece was removed.
 */
export async function findPublishedDraft(
  db: Tx,
  scope: ContentScope,
  draft: { readonly id: string; readonly authorId: string },
): Promise<ContentItem | undefined> {
  const saved = await findSavedDraft({ db }, scope, draft);
  const item = saved && (await findContent(db, scope, saved.contentId));
  return !saved || !item || item.state === 'removed' ? undefined : { ...item, version: saved.version };
}

/** A saved version. */
export interface ContentVersion {
  /** Counts from 1. */
  readonly number: number;
  readonly text: string;
  /** Snowflake of the person who saved it; undefined once their data was erased. */
  readonly authorId: string | undefined;
  readonly createdAt: Date;
}

/** All versions of a piece, newest first; empty if it does not exist. */
export async function listVersions(
  db: Tx,
  { communityId, kind }: ContentScope,
  contentId: string,
): Promise<ContentVersion[]> {
  const rows = await db.communityContentVersion.findMany({
    where: { contentId, content: { communityId, kind } },
    orderBy: { number: 'desc' },
  });
  return rows.map(({ number, text, authorId, createdAt }) => {
    return { number, text, authorId: authorId ?? undefined, createdAt };
  });
}

/** Saves an earlier version's text as the newest version, and shows the piece again if it was hidden or removed. */
export async function restoreVersion(
  store: ContentStore,
  scope: ContentScope,
  contentId: string,
  { number, authorId }: { readonly number: number; readonly authorId: string },
): Promise<ContentItem | undefined> {
  return store.db.$transaction(async (tx) => {
    await lockScope(tx, scope);
    const item = await findContent(tx, scope, contentId);
    const earlier = await tx.communityContentVersion.findUnique({ where: { contentId_number: { contentId, number } } });
    if (item === undefined || earlier === null) return undefined;
    const { text } = earlier;
    // A second press restores nothing more.
    if (item.text === text && item.state === 'published') return item;
    await addVersion({ ...store, db: tx }, item, { text, authorId, state: 'published' });
    const written: ContentItem = { ...item, version: item.version + 1, text, state: 'published' };
    await recordVersion({ ...store, db: tx }, written, { before: item, actorId: authorId });
    return written;
  });
}

/** Records in the audit trail who saved which version. */
async function recordVersion(
  { db, clock }: Writing,
  item: ContentItem,
  { before, actorId }: { readonly before: ContentItem | undefined; readonly actorId: string },
): Promise<void> {
  const { communityId, kind, version, state } = item;
  const title = nameOf(item);
  await recordAudit(
    { db, clock },
    {
      communityId,
      actorId,
      action: before ? `${kind}.change` : `${kind}.add`,
      ...(before ? { before: { title, version: before.version } } : {}),
      after: { title, version },
      pieces: [{ id: item.id, before: stateOf(before), after: { version, state } }],
    },
  );
}

/** A piece's earlier state, for undoing the change. */
export function stateOf(item: ContentItem | undefined): PieceState | null {
  return item ? { version: item.version, state: item.state } : null;
}

interface NewItem extends ContentScope {
  readonly slug: string;
  readonly locale: Locale;
  readonly text: string;
  readonly authorId: string;
  readonly state?: ContentState;
}

type Writing = Pick<ContentStore, 'clock'> & { readonly db: Tx };

/** Writes a new piece with its first version; the slug must be free. */
export async function createItem({ db, clock }: Writing, item: NewItem): Promise<ContentItem> {
  const { text, authorId, state = 'published', ...rest } = item;
  const createdAt = dateOf(clock);
  const { id } = await db.communityContent.create({
    data: { ...rest, state, version: 1, versions: { create: { number: 1, text, authorId, createdAt } } },
  });
  return { ...rest, id, state, version: 1, text };
}

/** Writes the next version of a piece. */
export async function addVersion(
  { db, clock }: Writing,
  { id, version }: ContentItem,
  { state, ...written }: { readonly text: string; readonly authorId: string; readonly state?: ContentState },
): Promise<void> {
  const number = version + 1;
  const createdAt = dateOf(clock);
  await db.communityContentVersion.create({ data: { ...written, contentId: id, number, createdAt } });
  await db.communityContent.update({ where: { id }, data: { version: number, ...(state ? { state } : {}) } });
}
