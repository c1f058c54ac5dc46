import { recordAudit } from '../communities/audit.ts';
import { type CommunitySettings, planAnew } from '../communities/settings.ts';
import type { Db, Tx } from '../database/client.ts';
import { enqueue } from '../outbox/steps.ts';
import { dateAt, mondayOf, toDateColumn } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import { themesOf } from './chosen-themes.ts';
import { checkinRow } from './rows.ts';
import { postKey } from './steps.ts';

export type Forwarded =
  | { readonly type: 'notSetUp' }
  | { readonly type: 'alreadyPosted'; readonly channelId: string; readonly messageId: string }
  /** Its post is a step of the outbox, due now. */
  | { readonly type: 'due'; readonly checkinId: string; readonly stepKey: string };

/**
 * Posts this week's check-in now, also in a week that has none otherwise (paused, skipped, a holiday) or has missed it. It
 * replaces the one planned for later in the week.
 * @param actorId the moderator (snowflake) who wants it
 */
export async function bringForward(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  settings: CommunitySettings | undefined,
  actorId: string,
): Promise<Forwarded> {
  const { schedule, checkinChannelId: channelId } = settings ?? {};
  if (!settings || !schedule || !channelId) return { type: 'notSetUp' };
  const now = clock.now();
  const localDate = now.toZonedDateTimeISO(schedule.zone).toPlainDate();
  return db.$transaction(async (tx) => {
    await lockCommunity(tx, settings.id);
    const key = { communityId: settings.id, week: toDateColumn(mondayOf(localDate)) };
    const earlier = await tx.checkin.findUnique({ where: { communityId_week: key } });
    if (earlier?.messageId)
      return { type: 'alreadyPosted', channelId: earlier.channelId, messageId: earlier.messageId };
    const themes = await themesOf(tx, settings.id, localDate);
    const { id: newCheckinId, ...row } = checkinRow(settings, { localDate, at: now }, { now, themes });
    const checkinId = earlier?.id ?? newCheckinId;
    if (!earlier) await tx.checkin.create({ data: { id: checkinId, ...row } });
    else {
      const { state, dueAt, latestAt, closesAt } = row;
      // One that is already due stays as planned, but no longer becomes too late.
      const data = earlier.state === 'due' ? { latestAt } : { state, dueAt, latestAt, closesAt };
      await tx.checkin.update({ where: { id: checkinId }, data });
    }
    const step = postKey(checkinId);
    await enqueue(tx, [{ ...step, communityId: settings.id, dueAt: now }]);
    // A step that was given up is taken up again; it knows that it may have been sent before.
    await tx.outboxStep.updateMany({
      where: { key: step.key, state: { in: ['cancelled', 'failed', 'uncertain'] } },
      data: { state: 'pending', nextAt: dateAt(now), endedAt: null },
    });
    await planAnew(tx, settings.id, now);
    const after = { day: localDate.toString() };
    await recordAudit({ db: tx, clock }, { communityId: settings.id, actorId, action: 'checkin.post', after });
    return { type: 'due', checkinId, stepKey: step.key };
  });
}

/** Waits for other planning of this community. */
export async function lockCommunity(tx: Tx, communityId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "Community" WHERE id = ${communityId} FOR UPDATE`;
}

/** Where a check-in was posted; undefined if it is not (yet). */
export async function findPost(
  { db }: { readonly db: Tx },
  checkinId: string,
): Promise<{ readonly channelId: string; readonly messageId: string } | undefined> {
  const row = await db.checkin.findUnique({ where: { id: checkinId } });
  return row?.messageId ? { channelId: row.channelId, messageId: row.messageId } : undefined;
}
