import type { Tx } from '../database/client.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';
import { dateIn, dateOf } from '../time/clock.ts';
import type { ContentScope, ContentStore } from './content.ts';

/** Hours for which an unsaved text is kept after the last change. */
export const CONTENT_DRAFT_HOURS = 24;

/** A text written by a moderator and not saved yet. */
export interface ContentDraft extends ContentScope {
  /** Snowflake of the interaction it came from. */
  readonly id: string;
  /** The moderator (snowflake), the only one who can save it. */
  readonly authorId: string;
  readonly locale: Locale;
  /** The piece it changes; undefined for a new one. */
  readonly edits: { readonly contentId: string; readonly version: number } | undefined;
  /** Name of a new piece; derived from its title if undefined. */
  readonly slug?: string | undefined;
  readonly text: string;
}

type Drafts = Pick<ContentStore, 'clock'> & { readonly db: Tx };

/** Stores a text for its preview, and deletes the community's expired drafts. */
export async function startContentDraft(store: Drafts, draft: ContentDraft): Promise<void> {
  const { id, communityId, kind, authorId, locale, edits, slug, text } = draft;
  await store.db.communityContentDraft.deleteMany({ where: { communityId, expiresAt: { lte: dateOf(store.clock) } } });
  const row = {
    id,
    communityId,
    kind,
    authorId,
    locale,
    contentId: edits?.contentId ?? null,
    basedOn: edits?.version ?? null,
    slug: slug ?? null,
    text,
    expiresAt: dateIn(store.clock, CONTENT_DRAFT_HOURS),
  };
  // An upsert that changes nothing would be a transaction of five statements.
  await store.db.communityContentDraft.createMany({ data: [row], skipDuplicates: true });
}

/** A moderator's own draft in this community; undefined if it is another's or expired. */
export async function findContentDraft(
  store: Drafts,
  { communityId, kind }: ContentScope,
  { id, authorId }: { readonly id: string; readonly authorId: string },
): Promise<ContentDraft | undefined> {
  const row = await store.db.communityContentDraft.findFirst({
    where: { id, communityId, kind, authorId, savedAs: null, expiresAt: { gt: dateOf(store.clock) } },
  });
  if (row === null) return undefined;
  const { locale, contentId, basedOn, slug, text } = row;
  if (!isLocale(locale)) throw new Error(`draft ${id} has an unknown language`);
  const edits = contentId === null || basedOn === null ? undefined : { contentId, version: basedOn };
  return { id, communityId, kind, authorId, locale, edits, ...(slug === null ? {} : { slug }), text };
}

/** The piece a moderator's draft was saved as, while the row is kept; undefined for any other draft. */
export async function findSavedDraft(
  { db }: Pick<Drafts, 'db'>,
  { communityId, kind }: ContentScope,
  { id, authorId }: { readonly id: string; readonly authorId: string },
): Promise<{ readonly contentId: string; readonly version: number } | undefined> {
  const row = await db.communityContentDraft.findFirst({
    where: { id, communityId, kind, authorId },
    select: { contentId: true, savedAs: true },
  });
  if (row === null || row.contentId === null || row.savedAs === null) return undefined;
  return { contentId: row.contentId, version: row.savedAs };
}

/** Reduces a saved draft to its result, kept until it would have expired. */
export async function markDraftSaved(
  { db }: Pick<Drafts, 'db'>,
  id: string,
  { contentId, version }: { readonly contentId: string; readonly version: number },
): Promise<void> {
  await db.communityContentDraft.update({ where: { id }, data: { contentId, savedAs: version, text: '' } });
}

/** Replaces a draft's text. */
export async function changeContentDraft(store: Drafts, draft: ContentDraft, text: string): Promise<ContentDraft> {
  await store.db.communityContentDraft.update({
    where: { id: draft.id },
    data: { text, expiresAt: dateIn(store.clock, CONTENT_DRAFT_HOURS) },
  });
  return { ...draft, text };
}
