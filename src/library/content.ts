import { recordAudit } from '../communities/audit.ts';
import type { Db, Tx } from '../database/client.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';
import { CONTENT_KINDS, CONTENT_STATES, type ContentKind, type ContentState } from '../kinds/content.ts';
import type { Clock } from '../time/clock.ts';

/** Maximum pieces of one kind in a community, in any state, and characters of a text, front matter included. */
export const CONTENT_LIMITS = { items: 200, text: 256 * 1024 } as const;

/** Scope of every lookup: none is by id alone, so no community can reach another's content. */
export interface ContentScope {
  /** Snowflake of the guild. */
  readonly communityId: string;
  readonly kind: ContentKind;
}

/** The current state of an article, template or scene. */
export interface ContentItem extends ContentScope {
  readonly id: string;
  /** Unique in a community, kind and language. */
  readonly slug: string;
  readonly locale: Locale;
  readonly state: ContentState;
  /** Number of the newest version, which this text is. */
  readonly version: number;
  /** The whole text as a file: front matter and Markdown. */
  readonly text: string;
}

export interface ContentStore {
  readonly db: Db;
  readonly clock: Clock;
}

/** All pieces of a kind in the given states, by slug. */
export async function listContent(
  db: Tx,
  { communityId, kind }: ContentScope,
  states: readonly ContentState[] = ['published'],
): Promise<ContentItem[]> {
  const rows = await db.communityContent.findMany({
    where: { communityId, kind, state: { in: [...states] } },
    include: NEWEST_VERSION,
    orderBy: [{ slug: 'asc' }, { locale: 'desc' }],
  });
  return rows.filter(isReadable).map(toItem);
}

/** A piece without its full text. */
export interface ContentHead extends Pick<ContentItem, 'id' | 'slug' | 'locale' | 'state'> {
  /** Start of the text: its front matter, up to the maximum length. */
  readonly head: string;
}

/** Characters searched for a title: the longest front matter, with its fences. */
const HEAD = 16 * 1024 + 16;

/** Like {@link listContent} without the texts, which can be megabytes: for lists of titles. */
export async function listHeads(
  db: Tx,
  { communityId, kind }: ContentScope,
  states: readonly ContentState[],
): Promise<ContentHead[]> {
  const rows = await db.$queryRaw<{ id: string; slug: string; locale: string; state: string; head: string }[]>`
    SELECT c.id::text AS id, c.slug, c.locale, c.state, v.head FROM "CommunityContent" c
    CROSS JOIN LATERAL (
      SELECT left(v.text, ${HEAD}::int) AS head FROM "CommunityContentVersion" v
      WHERE v."contentId" = c.id ORDER BY v.number DESC LIMIT 1
    ) v
    WHERE c."communityId" = ${communityId} AND c.kind = ${kind} AND c.state = ANY(${[...states]})
    ORDER BY c.slug, c.locale DESC`;
  return rows.flatMap(({ locale, state, ...row }) => {
    const known = CONTENT_STATES.find((one) => one === state);
    return known && isLocale(locale) ? [{ ...row, locale, state: known }] : [];
  });
}

/** One piece by its id, in any state. */
export async function findContent(
  db: Tx,
  { communityId, kind }: ContentScope,
  id: string,
): Promise<ContentItem | undefined> {
  const row = await db.communityContent.findFirst({ where: { id, communityId, kind }, include: NEWEST_VERSION });
  return row === null || !isReadable(row) ? undefined : toItem(row);
}

/** One piece by its name and language, in any state. */
export async function findNamed(
  db: Tx,
  { communityId, kind }: ContentScope,
  { slug, locale }: { readonly slug: string; readonly locale: Locale },
): Promise<ContentItem | undefined> {
  const row = await db.communityContent.findFirst({
    where: { communityId, kind, slug, locale },
    include: NEWEST_VERSION,
  });
  return row === null ? undefined : toItem(row);
}

/**
 * A published piece by its name: in the requested language, else in another.
 * @returns undefined if it is hidden, removed or another community's.
 */
export async function findPublished(
  db: Tx,
  { communityId, kind }: ContentScope,
  slug: string,
  locale: Locale,
): Promise<ContentItem | undefined> {
  const where = { communityId, kind, slug, state: 'published' };
  const items = (await db.communityContent.findMany({ where, include: NEWEST_VERSION })).map(toItem);
  return items.find((item) => item.locale === locale) ?? items[0];
}

const STATE_ACTIONS = { published: 'show', hidden: 'hide', removed: 'remove' } as const;

/**
 * Hides, removes or shows a piece, and records it in the audit trail.
 *
 * @param actorId the moderator (snowflake)
 * @returns the piece, or undefined if it does not exist.
 */
export async function setContentState(
  { db, clock }: ContentStore,
  scope: ContentScope,
  id: string,
  state: ContentState,
  actorId: string,
): Promise<ContentItem | undefined> {
  const { communityId, kind } = scope;
  return db.$transaction(async (tx) => {
    await lockScope(tx, scope);
    const item = await findContent(tx, scope, id);
    if (!item || item.state === state) return item;
    await tx.communityContent.update({ where: { id }, data: { state } });
    const { version } = item;
    await recordAudit(
      { db: tx, clock },
      {
        communityId,
        actorId,
        action: `${kind}.${STATE_ACTIONS[state]}`,
        after: { title: nameOf(item) },
        pieces: [{ id, before: { version, state: item.state }, after: { version, state } }],
      },
    );
    return { ...item, state };
  });
}

/** A piece's name in the audit trail: its title, or its slug if the text has none. */
export function nameOf({ text, slug }: Pick<ContentItem, 'text' | 'slug'>): string {
  return /^title:\s*["']?(.+?)["']?\s*$/mu.exec(text)?.[1] ?? slug;
}

export const NEWEST_VERSION = { versions: { orderBy: { number: 'desc' }, take: 1 } } as const;

type Row = Awaited<ReturnType<Tx['communityContent']['findFirstOrThrow']>> & {
  readonly versions: readonly { readonly number: number; readonly text: string }[];
};

/** Whether this version can read a piece; unreadable ones are omitted from lists. */
function isReadable({ kind, state, locale, versions }: Row): boolean {
  const known = CONTENT_KINDS.some((one) => one === kind) && CONTENT_STATES.some((one) => one === state);
  return known && isLocale(locale) && versions.length > 0;
}

export function toItem(row: Row): ContentItem {
  const { id, communityId, slug, locale } = row;
  const kind = CONTENT_KINDS.find((one) => one === row.kind);
  const state = CONTENT_STATES.find((one) => one === row.state);
  const [newest] = row.versions;
  if (kind === undefined || state === undefined || newest === undefined || !isLocale(locale))
    throw new Error(`content ${id} has an unknown kind, state or language, or no version`);
  return { id, communityId, kind, slug, locale, state, version: newest.number, text: newest.text };
}

/** Without the lock, two moderators could both see a slug as free, or the same version as the newest. */
export async function lockScope(tx: Tx, { communityId, kind }: ContentScope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind} ${communityId}`}, 0))`;
}
