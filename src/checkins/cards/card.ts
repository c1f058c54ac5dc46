import { SHARING, type Sharing } from '../../communities/settings-schema.ts';
import type { Db, Tx } from '../../database/client.ts';
import type { Card } from '../../database/generated/client.ts';
import type { Sealer } from '../../database/sealing.ts';
import { isReaction, isViolationKind, type Reaction, type ViolationKind } from '../../kinds/violations.ts';
import { type Clock, dateOf } from '../../time/clock.ts';

/** Maximum characters of shared texts: one card and its controls fit a message, even with every character escaped. */
export const CARD_LIMITS = { story: 1500, learned: 300, advice: 1000, reason: 300 } as const;

/** `draft`: not shared yet; `held`: waits for a moderator; `withdrawn`: by its author; `removed`: by moderators. */
export const CARD_STATES = ['draft', 'held', 'shared', 'withdrawn', 'removed'] as const;
export type CardState = (typeof CARD_STATES)[number];

/** The public part of a card. It never identifies an anonymous author. */
export interface CardView {
  readonly id: string;
  /** The member (snowflake) under whose name it is shared; undefined under a pseudonym. */
  readonly author: string | undefined;
  readonly pseudonym: string | undefined;
  readonly kind: ViolationKind;
  readonly reaction: Reaction;
  readonly story: string;
  readonly learned: string | undefined;
  /** Number of members who have experienced the same. */
  readonly meToo: number;
}

/** A card with the parts known only to its author and the bot. */
export interface OpenCard extends CardView {
  readonly authorId: string;
  readonly communityId: string;
  readonly checkinId: string;
  readonly violationId: string | undefined;
  /** Whether its author was shown, before sharing it, that the assistant summarises it in the digest. */
  readonly summarised: boolean;
  readonly state: CardState;
  readonly channelId: string;
  readonly messageId: string | undefined;
}

export interface CardsContext {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

/** Reads a card's row. */
export function readCard(sealer: Sealer, row: Card & Partial<Liked>): OpenCard {
  const { pseudonym, learned, violationId, messageId, ...open } = sealer.open('Card', row);
  const { id, authorId, communityId, checkinId, kind, reaction, story, summarised, state, channelId } = open;
  return {
    id,
    authorId,
    author: pseudonym === null ? authorId : undefined,
    pseudonym: pseudonym ?? undefined,
    communityId,
    checkinId,
    violationId: violationId ?? undefined,
    kind: isViolationKind(kind) ? kind : 'other',
    reaction: isReaction(reaction) ? reaction : 'reminded',
    story,
    learned: learned ?? undefined,
    summarised,
    state: CARD_STATES.find((known) => known === state) ?? 'withdrawn',
    channelId,
    messageId: messageId ?? undefined,
    meToo: row.likes?.length ?? 0,
  };
}

/**
 * Includes a card's likes, for counting. Prisma's own `_count` would group the whole table of likes for one card; this reads
 * the card's rows by their index, and only their keys.
 */
export const WITH_LIKES = { likes: { select: { cardId: true } } } as const;

export interface Liked {
  readonly likes: readonly unknown[];
}

/** A card of any check-in; undefined if there is none. */
export async function findCard(
  context: { readonly db: Tx; readonly sealer: Sealer },
  id: string,
): Promise<OpenCard | undefined> {
  const row = await context.db.card.findUnique({ where: { id }, include: WITH_LIKES });
  return row ? readCard(context.sealer, row) : undefined;
}

/** The member's own card; undefined for another member's. */
export async function findOwnCard(
  context: { readonly db: Tx; readonly sealer: Sealer },
  id: string,
  authorId: string,
): Promise<OpenCard | undefined> {
  const card = await findCard(context, id);
  return card?.authorId === authorId ? card : undefined;
}

/** A member's held or shown card of an entry. */
export interface LiveCard {
  readonly id: string;
  readonly checkinId: string;
  readonly entry: string | undefined;
}

/** The member's held or shown cards of some entries in a community, newest first. */
export async function findLiveCards(
  db: Tx,
  of: { readonly authorId: string; readonly communityId: string; readonly entries: readonly string[] },
): Promise<LiveCard[]> {
  const { authorId, communityId, entries } = of;
  const rows = await db.card.findMany({
    where: { authorId, communityId, violationId: { in: [...entries] }, state: { in: ['held', 'shared'] } },
    select: { id: true, checkinId: true, violationId: true },
    orderBy: { createdAt: 'desc' },
  });
  return rows.map(({ violationId, ...card }) => ({ ...card, entry: violationId ?? undefined }));
}

/** The open discussion of a community. */
export interface Discussion {
  readonly checkinId: string;
  /** The thread, or the forum's post (snowflake). */
  readonly threadId: string;
  /** The check-in's day on the community's calendar (ISO date). */
  readonly day: string;
  readonly closesAt: Date;
}

/** A posted check-in; null for the thread until there is one. */
interface PostedRow {
  readonly id: string;
  readonly threadId: string | null;
  readonly localDate: Date;
  readonly closesAt: Date;
}

/** Where a community shares and answers, as it is stored: what of it is open depends on the moment. */
export interface SharingPlace {
  readonly sharing: Sharing;
  /** Those that had not closed when this was read, latest first. */
  readonly posted: readonly PostedRow[];
}

/** Whether a community shares, and its posted check-ins, in one statement: many private answers offer to share. */
export async function findSharingPlace(db: Tx, clock: Clock, communityId: string): Promise<SharingPlace> {
  const rows = await db.$queryRaw<({ sharing: string } & { [C in keyof PostedRow]: PostedRow[C] | null })[]>`
    SELECT c.sharing, k.id::text, k."threadId", k."localDate", k."closesAt"
    FROM "Community" c LEFT JOIN "Checkin" k ON k."communityId" = c.id AND k.state = 'posted'
      AND k."closesAt" > ${dateOf(clock)}::timestamptz
    WHERE c.id = ${communityId} ORDER BY k."dueAt" DESC`;
  return {
    sharing: SHARING.find((known) => known === rows[0]?.sharing) ?? 'off',
    posted: rows.flatMap(({ id, threadId, localDate, closesAt }) =>
      id && localDate && closesAt ? [{ id, threadId, localDate, closesAt }] : [],
    ),
  };
}

/** The current one among a community's discussions; undefined between a close and the next post. */
export function openDiscussion({ posted }: SharingPlace, clock: Clock): Discussion | undefined {
  const now = dateOf(clock);
  return posted.flatMap((row) => (row.threadId && row.closesAt > now ? [discussionOf(row, row.threadId)] : []))[0];
}

/** The current check-in of a community, as far as it takes answers for its numbers. */
export function openCheckin({ posted }: SharingPlace, clock: Clock): Pick<PostedRow, 'id' | 'localDate'> | undefined {
  const now = dateOf(clock);
  return posted.find(({ closesAt }) => closesAt > now);
}

/** The community's current discussion; undefined between a close and the next post. */
export async function findDiscussion(db: Tx, clock: Clock, communityId: string): Promise<Discussion | undefined> {
  const now = dateOf(clock);
  const row = await db.checkin.findFirst({
    where: { communityId, state: 'posted', closesAt: { gt: now }, threadId: { not: null } },
    orderBy: { dueAt: 'desc' },
  });
  return row?.threadId ? discussionOf(row, row.threadId) : undefined;
}

function discussionOf({ id, localDate, closesAt }: Omit<PostedRow, 'threadId'>, threadId: string): Discussion {
  return { checkinId: id, threadId, day: localDate.toISOString().slice(0, 10), closesAt };
}
