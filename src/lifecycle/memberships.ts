import type { Tx } from '../database/client.ts';
import type { Clock } from '../time/clock.ts';
import { canonicalZone } from '../time/zones.ts';
import { noteDeparture, noteReturn, reconcileMemberships } from './departure.ts';

export interface MembershipContext {
  readonly db: Tx;
  readonly clock: Clock;
  /** Ids of the bot's guilds, unavailable ones included; undefined while Discord is not connected. */
  readonly present: () => ReadonlySet<string> | undefined;
  /** Called for a change that could not be recorded; it is retried. */
  readonly onError: (error: unknown, communityId: string | undefined) => void;
}

/** Keeps the stored memberships in step with Discord. */
export interface Memberships {
  /** Records that a guild added or removed the bot. Never rejects. */
  note(change: 'joined' | 'left', guildId: string): Promise<void>;
  /** Marks that changes may have been missed: they are compared at a start. */
  doubt(): void;
  /** Compares everything if changes may have been missed: at a start, and after the database was away. */
  catchUp(): Promise<void>;
}

export function createMemberships(context: MembershipContext): Memberships {
  const { present, onError } = context;
  let inDoubt = false;
  const missed = (error: unknown, communityId?: string): void => {
    inDoubt = true;
    onError(error, communityId);
  };
  return {
    async note(change, guildId) {
      try {
        await (change === 'left' ? noteDeparture(context, guildId) : noteReturn(context, guildId));
      } catch (error) {
        missed(error, guildId);
      }
    },
    doubt() {
      inDoubt = true;
    },
    async catchUp() {
      const guilds = inDoubt ? present() : undefined;
      if (!guilds) return;
      inDoubt = false;
      try {
        await reconcileMemberships(context, guilds, missed);
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
