import type { Db, Tx } from '../database/client.ts';
import { newId } from '../database/ids.ts';
import { type Late, type LateTable, lateWhereAlone, noteLater } from '../database/late.ts';
import type { ShareKind } from '../kinds/shares.ts';
import { type Clock, dateOf } from '../time/clock.ts';

export interface SharesStore {
  readonly db: Db;
  readonly clock: Clock;
  readonly late?: Late;
  readonly databaseKind?: 'embedded' | 'server';
}

/** A message by which a member shows something to a channel. Nothing of what it says is stored. */
export interface SharedPost {
  /** The member (snowflake). */
  readonly authorId: string;
  readonly kind: ShareKind;
  /** The guild (snowflake); undefined in direct messages. */
  readonly guildId: string | undefined;
  /** Whether the bot is a member there, and so can delete the message by itself. */
  readonly member: boolean;
  readonly channelId: string;
  readonly messageId: string;
}

interface Row {
  readonly id: string;
  readonly authorId: string;
  readonly kind: string;
  readonly communityId: string | null;
  readonly guildId: string | null;
  readonly channelId: string;
  readonly messageId: string;
  readonly createdAt: Date;
}

const POSTS: LateTable<Row> = {
  table: 'SharedPost',
  personOf: ({ authorId }) => authorId,
  notedAt: ({ createdAt }) => createdAt,
  keyOf: ({ messageId }) => messageId,
  async write(db, rows) {
    await db.sharedPost.createMany({ data: [...rows], skipDuplicates: true });
  },
};

/** Remembers where something stands that a member shares. A message that stands already is shared, whatever becomes of this. */
export async function noteSharedPost(store: SharesStore, post: SharedPost): Promise<void> {
  const { member, guildId, ...kept } = post;
  const createdAt = dateOf(store.clock);
  await noteLater(lateWhereAlone(store), POSTS, {
    ...kept,
    id: newId(createdAt.getTime()),
    guildId: guildId ?? null,
    communityId: member ? (guildId ?? null) : null,
    createdAt,
  });
}

/** Forgets a message that is gone, or about to go. */
export async function forgetSharedPost(db: Tx, messageId: string): Promise<void> {
  await db.sharedPost.deleteMany({ where: { messageId } });
}
