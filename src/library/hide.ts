import { recordAudit } from '../communities/audit.ts';
import type { PieceChange } from '../communities/audit-pieces.ts';
import type { Tx } from '../database/client.ts';
import { LOCALES, type Locale } from '../i18n/locales.ts';
import { writeFrontMatter } from '../text/front-matter.ts';
import { type ContentItem, type ContentScope, type ContentStore, findNamed, lockScope } from './content.ts';
import { addVersion, createItem, stateOf } from './versions.ts';

/** A piece of the bot's own, such as an article of the guide: its slug and its titles. */
export interface OwnPiece {
  readonly slug: string;
  readonly titles: Readonly<Record<Locale, string>>;
}

interface By {
  /** The moderator (snowflake). */
  readonly actorId: string;
  /** Language in which the audit trail names the piece. */
  readonly locale: Locale;
}

/** A hidden piece of the bot's own is stored as a note: its name and no text. */
function hidingNote(title: string): string {
  return writeFrontMatter({ title });
}

/** Whether a stored text only hides a piece of the bot's own. */
export function isNote(source: string): boolean {
  return /^---\ntitle: [^\n]+\n---\n$/u.test(source);
}

/** Hides a piece of the bot's own from a community in every language, including the community's own replacement. */
export async function hideOwnPiece(store: ContentStore, scope: ContentScope, piece: OwnPiece, by: By): Promise<void> {
  const { slug, titles } = piece;
  const { actorId: authorId } = by;
  const state = 'hidden';
  await changeEach(store, { scope, piece, by, action: 'hide' }, async (tx, locale, item) => {
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

/** Shows a piece of the bot's own again: the community's replacement if there is one, else the bot's. */
export async function showOwnPiece(store: ContentStore, scope: ContentScope, piece: OwnPiece, by: By): Promise<void> {
  await changeEach(store, { scope, piece, by, action: 'show' }, async (tx, _locale, item) =>
    item?.state === 'hidden' ? changeState(tx, item, isNote(item.text) ? 'removed' : 'published') : undefined,
  );
}

interface What {
  readonly scope: ContentScope;
  readonly piece: OwnPiece;
  readonly by: By;
  readonly action: 'hide' | 'show';
}

/** Changes a piece's replacement in each language and records it as one action, if anything changed. */
async function changeEach(
  store: ContentStore,
  { scope, piece: { slug, titles }, by, action }: What,
  change: (tx: Tx, locale: Locale, item: ContentItem | undefined) => Promise<PieceChange | undefined>,
): Promise<void> {
  const { communityId, kind } = scope;
  await store.db.$transaction(async (tx) => {
    await lockScope(tx, scope);
    const pieces: PieceChange[] = [];
    for (const locale of LOCALES) {
      const piece = await change(tx, locale, await findNamed(tx, scope, { slug, locale }));
      if (piece) pieces.push(piece);
    }
    if (pieces.length === 0) return;
    const { actorId, locale } = by;
    const entry = {
      communityId,
      actorId,
      action: `${kind}.${action}` as const,
      after: { title: titles[locale] },
      pieces,
    };
    await recordAudit({ db: tx, clock: store.clock }, entry);
  });
}

async function changeState(tx: Tx, item: ContentItem, state: ContentItem['state']): Promise<PieceChange> {
  const { id, version } = item;
  await tx.communityContent.update({ where: { id }, data: { state } });
  return { id, before: stateOf(item), after: { version, state } };
}
