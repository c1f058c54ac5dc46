import type { Tx } from '../database/client.ts';
import { type Shards, shardOf } from '../ports/shards.ts';
import type { Clock } from '../time/clock.ts';
import { canonicalZone } from '../time/zones.ts';
import { noteDeparture, noteReturn, type Presence, reconcileMemberships } from './departure.ts';

export interface MembershipContext {
  readonly db: Tx;
  readonly clock: Clock;
  /** The shards that this process holds. */
  readonly shards: Shards;
  /** Ids of the bot's guilds on a shard (others do not matter), unavailable ones included; undefined while it is not connected. */
  readonly present: (shard: number) => ReadonlySet<string> | undefined;
  /** Called for a change that could not be recorded; it is retried. */
  readonly onError: (error: unknown, communityId: string | undefined) => void;
}

/**
 * Keeps the stored memberships in step with Discord. Only what Discord says to the shard of a guild counts: to all other shards,
 * and with another number of shards, each guild is unknown.
 */
export interface Memberships {
  /** Records that a guild added or removed the bot. Never rejects. */
  note(change: 'joined' | 'left', guildId: string): Promise<void>;
  /** Marks that changes may have been missed on shards, all that are held by default: compared once those are connected. */
  doubt(some?: readonly number[]): void;
  /** Compares what may have been missed: at a start, when a shard was taken, and after the database was away. */
  catchUp(): Promise<void>;
}

export function createMemberships(context: MembershipContext): Memberships {
  const { shards, present, onError } = context;
  const inDoubt = new Set<number>();
  const doubt = (some = shards.held()): void => {
    for (const shard of some) inDoubt.add(shard);
  };
  const missed = (error: unknown, communityId?: string): void => {
    if (communityId === undefined || shards.count === 0) doubt();
    else inDoubt.add(shardOf(communityId, shards.count));
    onError(error, communityId);
  };
  return {
    async note(change, guildId) {
      // The new holder of a shard that was lost compares all of its guilds.
      if (!shards.holds(guildId)) return;
      try {
        await (change === 'left' ? noteDeparture(context, guildId) : noteReturn(context, guildId));
      } catch (error) {
        missed(error, guildId);
      }
    },
    doubt,
    async catchUp() {
      const { count } = shards;
      const ready = [...inDoubt].filter((shard) => shards.held().includes(shard) && present(shard));
      if (ready.length === 0) return;
      for (const shard of ready) inDoubt.delete(shard);
      const presence: Presence = {
        // Asked right before each write: a shard may be lost, or another number of them begin, meanwhile.
        has(communityId) {
          const shard = shardOf(communityId, count);
          if (shards.count !== count || !ready.includes(shard) || !shards.holds(communityId)) return undefined;
          const guilds = present(shard);
          if (!guilds) inDoubt.add(shard); // its connection was lost meanwhile
          return guilds?.has(communityId);
        },
      };
      try {
        await reconcileMemberships(context, presence, missed);
      } catch (error) {
        missed(error);
      }
    },
  };
}

/**
 * Corrects zones that were stored as typed ("America/New York"), or under an older name: no job can read the first. Invalid
 * zones stay as they are, and the jobs that find them tell the moderators.
 * @returns the number of corrected names
 */
export async function healZones(db: Tx): Promise<number> {
  const rows = await db.$queryRaw<{ zone: string }[]>`
    SELECT DISTINCT zone FROM "Community" UNION SELECT DISTINCT zone FROM "Member" WHERE zone IS NOT NULL`;
  let healed = 0;
  for (const { zone: stored } of rows) {
    const zone = canonicalZone(stored);
    if (zone === undefined || zone === stored) continue;
    await db.community.updateMany({ where: { zone: stored }, data: { zone } });
    await db.member.updateMany({ where: { zone: stored }, data: { zone } });
    healed += 1;
  }
  return healed;
}
