import { Temporal } from 'temporal-polyfill';
import { lateness } from '../checkins/rows.ts';
import { findSettings, planAnew } from '../communities/settings.ts';
import type { Tx } from '../database/client.ts';
import { dateAt, instantOf } from '../time/calendar.ts';
import { type Clock, dateOf } from '../time/clock.ts';

/** Days for which the data of a community that removed the bot are kept, in case it comes back. */
export const GRACE_DAYS = 30;
/** Communities per statement: few enough not to delay other work. */
const AT_ONCE = 200;

interface Departures {
  readonly db: Tx;
  readonly clock: Clock;
}

/** Whether the bot is in a guild; undefined where this process cannot tell, as another one hears from it. */
export interface Presence {
  has(communityId: string): boolean | undefined;
}

/** Records that a guild removed the bot. (An outage of the guild is not a removal: Discord calls it *unavailable*.) */
export async function noteDeparture(context: Departures, communityId: string): Promise<void> {
  await noteDepartures(context, [communityId]);
}

async function noteDepartures({ db, clock }: Departures, ids: readonly string[]): Promise<void> {
  const leftAt = dateOf(clock);
  // The first notice counts: it is found again at every start until the data are deleted.
  await db.communityDeparture.createMany({
    data: ids.map((communityId) => ({ communityId, leftAt })),
    skipDuplicates: true,
  });
  await db.community.updateMany({
    where: { id: { in: [...ids] }, checkinNextAt: { not: null } },
    data: { checkinNextAt: null },
  });
}

/** Records that the bot is a member of a guild: none of its data will be deleted. */
export async function noteReturn({ db, clock }: Departures, communityId: string): Promise<void> {
  const departure = await db.communityDeparture.findUnique({ where: { communityId } });
  if (!departure) return;
  await db.communityDeparture.deleteMany({ where: { communityId } });
  const settings = await findSettings(db, communityId);
  if (!settings) return;
  // Check-ins due while it was away are posted if not too late; older ones do not count as missed.
  const now = clock.now();
  const inTime = now.subtract(lateness(settings));
  const since = dateAt(inTime).getTime() > departure.leftAt.getTime() ? inTime : instantOf(departure.leftAt);
  await planAnew(db, communityId, Temporal.Instant.compare(since, now) < 0 ? since : now);
}

/**
 * Compares the stored memberships with the bot's guilds after a start: removals and returns in the meantime were never
 * announced.
 *
 * @param presence the bot's guilds, unavailable ones included
 * @param onError called for a community that could not be recorded; the others are
 */
export async function reconcileMemberships(
  context: Departures,
  presence: Presence,
  onError: (error: unknown, communityId: string) => void,
): Promise<void> {
  const { db } = context;
  const noted = async (ids: readonly string[], work: (some: readonly string[]) => Promise<void>): Promise<void> => {
    try {
      if (ids.length > 0) await work(ids);
    } catch (error) {
      const [first = '', ...others] = ids;
      if (others.length === 0) onError(error, first);
      else for (const id of ids) await noted([id], work);
    }
  };
  for (let after = ''; ; ) {
    const ids = await knownAfter(db, after);
    await noted(
      ids.filter((id) => presence.has(id) === false),
      (some) => noteDepartures(context, some),
    );
    after = ids.at(-1) ?? '';
    if (ids.length < AT_ONCE) break;
  }
  for (let after = ''; ; ) {
    const ids = await departedAfter(db, after);
    for (const id of ids) if (presence.has(id)) await noted([id], () => noteReturn(context, id));
    after = ids.at(-1) ?? '';
    if (ids.length < AT_ONCE) return;
  }
}

async function knownAfter(db: Tx, after: string): Promise<string[]> {
  const rows = await db.community.findMany({
    where: { id: { gt: after } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: AT_ONCE,
  });
  return rows.map(({ id }) => id);
}

async function departedAfter(db: Tx, after: string): Promise<string[]> {
  const rows = await db.communityDeparture.findMany({
    where: { communityId: { gt: after } },
    orderBy: { communityId: 'asc' },
    take: AT_ONCE,
  });
  return rows.map(({ communityId }) => communityId);
}

/** Communities whose 30 days are over, at most a page of them, by id. */
export async function findDueDepartures({ db, clock }: Departures, after = ''): Promise<string[]> {
  const before = dateAt(clock.now().subtract({ hours: 24 * GRACE_DAYS }));
  const due = await db.communityDeparture.findMany({
    where: { leftAt: { lte: before }, communityId: { gt: after } },
    orderBy: { communityId: 'asc' },
    take: AT_ONCE,
  });
  return due.map(({ communityId }) => communityId);
}
