import { Temporal } from 'temporal-polyfill';
import { lateness } from '../checkins/rows.ts';
import { type Clock, dateAt, dateOf } from '../clock.ts';
import type { Db, Tx } from '../database/client.ts';
import { instantOf } from '../outbox.ts';
import { findSettings, planAnew } from './settings.ts';

/** How long a community that removed the bot may come back and find everything as it was. */
export const GRACE_DAYS = 30;

/** Notes that a guild removed the bot. (An outage of the guild is no removal: Discord calls it *unavailable*.) */
export async function noteDeparture({ db, clock }: { db: Tx; clock: Clock }, communityId: string): Promise<void> {
  const leftAt = dateOf(clock);
  // The first notice counts: it is met again at every start until the data are gone.
  await db.communityDeparture.upsert({ where: { communityId }, create: { communityId, leftAt }, update: {} });
  await db.community.updateMany({ where: { id: communityId }, data: { checkinNextAt: null } });
}

/** Notes that the bot is a member of a guild: nothing of it will be deleted. */
export async function noteReturn({ db, clock }: { db: Tx; clock: Clock }, communityId: string): Promise<void> {
  const departure = await db.communityDeparture.findUnique({ where: { communityId } });
  if (!departure) return;
  await db.communityDeparture.deleteMany({ where: { communityId } });
  const settings = await findSettings(db, communityId);
  if (!settings) return;
  // What was due while it was away comes if it is not too late for it; what is older was not missed.
  const now = clock.now();
  const inTime = now.subtract(lateness(settings));
  const since = dateAt(inTime).getTime() > departure.leftAt.getTime() ? inTime : instantOf(departure.leftAt);
  await planAnew(db, communityId, Temporal.Instant.compare(since, now) < 0 ? since : now);
}

/**
 * Compares what is stored with the guilds of which the bot is a member, after a start: removals and returns that happened
 * meanwhile were never announced.
 *
 * @param present ids of all guilds of the bot, unavailable ones included
 */
export async function reconcileMemberships(
  context: { db: Tx; clock: Clock },
  present: ReadonlySet<string>,
): Promise<void> {
  const known = await context.db.community.findMany({ select: { id: true } });
  for (const { id } of known) if (!present.has(id)) await noteDeparture(context, id);
  const departed = await context.db.communityDeparture.findMany({ select: { communityId: true } });
  for (const { communityId } of departed) if (present.has(communityId)) await noteReturn(context, communityId);
}

/** Communities whose 30 days are over. */
export async function findDueDepartures({ db, clock }: { db: Tx; clock: Clock }): Promise<string[]> {
  const before = dateAt(clock.now().subtract({ hours: 24 * GRACE_DAYS }));
  const due = await db.communityDeparture.findMany({ where: { leftAt: { lte: before } }, orderBy: { leftAt: 'asc' } });
  return due.map(({ communityId }) => communityId);
}

/**
 * Deletes what belongs to a community: settings, check-ins, content, counts. What belongs to members stays theirs and only
 * loses the community's name. One transaction; done again, it finds nothing.
 */
export async function deleteCommunity(db: Db, communityId: string): Promise<void> {
  const where = { communityId };
  await db.$transaction(async (tx) => {
    await tx.violation.updateMany({ where, data: { communityId: null, checkinId: null } });
    await tx.articleRating.updateMany({ where, data: { communityId: null } });
    await tx.communityWeek.deleteMany({ where });
    await tx.usage.deleteMany({ where });
    await tx.usageWeek.deleteMany({ where });
    await tx.assistantUse.deleteMany({ where });
    await tx.assistantMemberUse.deleteMany({ where });
    await tx.notice.deleteMany({ where });
    await tx.noticeConsent.deleteMany({ where });
    await tx.auditEntry.deleteMany({ where });
    await tx.searchGap.deleteMany({ where });
    await tx.alert.deleteMany({ where });
    await tx.communityContentDraft.deleteMany({ where });
    await tx.communityContent.deleteMany({ where });
    await tx.checkinAnswer.updateMany({ where, data: { communityId: null, checkinId: null } });
    await tx.checkinReminder.deleteMany({ where });
    await tx.checkinSkip.deleteMany({ where });
    // Cards and advice go with their check-ins.
    await tx.anonymousBlock.deleteMany({ where });
    await tx.messageRemoval.deleteMany({ where });
    await tx.checkin.deleteMany({ where });
    await tx.outboxStep.deleteMany({ where });
    await tx.community.deleteMany({ where: { id: communityId } });
    await tx.communityDeparture.deleteMany({ where });
  });
}
