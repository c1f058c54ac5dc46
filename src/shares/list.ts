import { withdrawAdvice } from '../checkins/cards/advice.ts';
import type { CardsContext } from '../checkins/cards/card.ts';
import { withdrawCard } from '../checkins/cards/share.ts';
import { type MessageAddress, removalKey, removeMessage } from '../checkins/cards/steps.ts';
import type { Db, Tx } from '../database/client.ts';
import { SHARE_KINDS, type ShareKind } from '../kinds/shares.ts';
import type { Outbox } from '../outbox/steps.ts';

/** The tables of what a member shares. Cards and advice are the bot's own posts, and have their own. */
export const SHARE_SOURCES = ['post', 'card', 'advice'] as const;
export type ShareSource = (typeof SHARE_SOURCES)[number];

/** Something that a member shares, and where it stands. */
export interface Shared {
  readonly source: ShareSource;
  /** Id of its row. */
  readonly id: string;
  readonly what: ShareKind | 'card' | 'anonymousCard' | 'advice';
  readonly guildId: string | undefined;
  /** The guild of which the bot is a member; undefined if it cannot delete the message by itself. */
  readonly communityId: string | undefined;
  readonly channelId: string;
  readonly messageId: string;
  readonly sharedAt: Date;
}

/** Cards and advice of an author that others can see. */
const standingOf = (authorId: string) => ({ where: { authorId, state: 'shared', messageId: { not: null } } }) as const;

/** Everything that a member shares in channels, newest first. */
export async function listShared(db: Tx, authorId: string): Promise<Shared[]> {
  const posts = await db.sharedPost.findMany({ where: { authorId } });
  const standing = standingOf(authorId);
  const cards = await db.card.findMany(standing);
  const advice = await db.cardAdvice.findMany(standing);
  const own = (
    source: 'card' | 'advice',
    what: Shared['what'],
    row: (typeof cards)[number] | (typeof advice)[number],
  ) => ({
    source,
    what,
    id: row.id,
    guildId: row.communityId,
    communityId: row.communityId,
    channelId: row.channelId,
    messageId: row.messageId ?? '',
    sharedAt: row.createdAt,
  });
  const all: Shared[] = [
    ...posts.map(({ id, kind, guildId, communityId, channelId, messageId, createdAt }) => ({
      source: 'post' as const,
      id,
      what: SHARE_KINDS.find((known) => known === kind) ?? 'message',
      guildId: guildId ?? undefined,
      communityId: communityId ?? undefined,
      channelId,
      messageId,
      sharedAt: createdAt,
    })),
    ...cards.map((row) => own('card', row.pseudonym === null ? 'card' : 'anonymousCard', row)),
    ...advice.map((row) => own('advice', 'advice', row)),
  ];
  return all.toSorted((a, b) => b.sharedAt.getTime() - a.sharedAt.getTime() || (a.id < b.id ? 1 : -1));
}

/** Number of things that a member shares. */
export async function countShared(db: Tx, authorId: string): Promise<number> {
  const standing = standingOf(authorId);
  const posts = await db.sharedPost.count({ where: { authorId } });
  return posts + (await db.card.count(standing)) + (await db.cardAdvice.count(standing));
}

/** Which of a member's shared things is meant: as in a list's value. */
export interface ShareRef {
  readonly source: ShareSource;
  readonly id: string;
}

/**
 * Takes something back from afar, if it is still the member's: its message is removed by a step of the outbox.
 *
 * @param reaches whether the bot is a member where it stands
 * @returns what was taken back; undefined if there is nothing (any more), `unreachable` if the bot is no member there
 */
export async function takeBack(
  store: CardsContext & { readonly db: Db },
  authorId: string,
  { source, id }: ShareRef,
  reaches: (shared: Shared) => boolean,
): Promise<Shared | 'unreachable' | undefined> {
  const found = (await listShared(store.db, authorId)).find((each) => each.source === source && each.id === id);
  if (!found) return undefined;
  if (source === 'card') return (await withdrawCard(store, id, authorId)) ? found : undefined;
  if (source === 'advice') return (await withdrawAdvice(store, id, authorId)) ? found : undefined;
  const address = addressOf(found);
  if (!address || !reaches(found)) return 'unreachable';
  const gone = await store.db.$transaction(async (tx) => {
    const { count } = await tx.sharedPost.deleteMany({ where: { id, authorId } });
    if (count > 0) await removeMessage(tx, address, store.clock.now());
    return count > 0;
  });
  return gone ? found : undefined;
}

/** The address from which the bot can remove it; undefined where it is no member. */
export function addressOf({ communityId, channelId, messageId }: Shared): MessageAddress | undefined {
  return communityId === undefined ? undefined : { communityId, channelId, messageId };
}

/** Which of these messages still wait to be removed, with the ids of their removals. */
async function listUnremoved(db: Tx, messageIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.messageRemoval.findMany({ where: { messageId: { in: [...messageIds] } } });
  return new Map(rows.map(({ messageId, id }) => [messageId, id]));
}

/** Attempts the removal of these messages now, of at most `most`. @returns the ids of those that still stand */
export async function removeNow(
  { db, outbox }: { readonly db: Tx; readonly outbox: Outbox },
  messageIds: readonly string[],
  most = 10,
): Promise<string[]> {
  const waiting = await listUnremoved(db, messageIds);
  for (const id of [...waiting.values()].slice(0, most)) await outbox.runNow(removalKey(id));
  return [...(await listUnremoved(db, messageIds)).keys()];
}
