import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import type { CommunitySettings } from '../communities/settings.ts';
import type { Db } from '../database/client.ts';
import type { Messenger, SendResult } from '../messenger.ts';
import { occurrenceInWeek } from './schedule.ts';

/** What a check-in's post is composed from. */
export interface CheckinToPost {
  readonly id: string;
  readonly communityId: string;
  readonly localDate: Temporal.PlainDate;
}

export type PostOutcome =
  | { readonly type: 'posted' | 'alreadyPosted'; readonly channelId: string; readonly messageId: string }
  | { readonly type: 'notSetUp' }
  | { readonly type: 'failed'; readonly reason: (SendResult & { ok: false })['reason'] };

export interface PostContext<C> {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Messenger<C>;
  readonly compose: (checkin: CheckinToPost) => C;
}

/**
 * Posts this week's check-in now, before its time; the week then has no other. Its row, with the nonce of the send, is
 * stored before the first attempt: pressed twice, or repeated after a crash, it is the same row and the same nonce.
 */
export async function postThisWeek<C>(
  { db, clock, messenger, compose }: PostContext<C>,
  settings: CommunitySettings | undefined,
): Promise<PostOutcome> {
  const { schedule, checkinChannelId: channelId } = settings ?? {};
  if (!settings || !schedule || !channelId) return { type: 'notSetUp' };
  const today = clock.now().toZonedDateTimeISO(schedule.zone).toPlainDate();
  const { localDate } = occurrenceInWeek(schedule, today);
  const day = new Date(`${localDate.toString()}T00:00:00Z`);
  const monday = new Date(`${localDate.subtract({ days: localDate.dayOfWeek - 1 }).toString()}T00:00:00Z`);
  const sunday = new Date(`${localDate.add({ days: 7 - localDate.dayOfWeek }).toString()}T00:00:00Z`);

  // By week, not by day: after a change of weekday there is still one check-in a week.
  const inWeek = { communityId: settings.id, localDate: { gte: monday, lte: sunday } };
  const earlier = await db.checkin.findFirst({ where: inWeek });
  const row =
    earlier ??
    (await db.checkin.upsert({
      where: { communityId_localDate: { communityId: settings.id, localDate: day } },
      create: { communityId: settings.id, localDate: day, channelId, nonce: nonceOf(settings.id, localDate) },
      update: {},
    }));
  if (row.messageId) return { type: 'alreadyPosted', channelId: row.channelId, messageId: row.messageId };

  // A row that was never posted follows the channel that is configured now.
  const content = compose({ id: row.id, communityId: settings.id, localDate });
  const result = await messenger.send(channelId, content, row.nonce);
  if (!result.ok) return { type: 'failed', reason: result.reason };
  const { messageId } = result;
  const postedAt = new Date(clock.now().epochMilliseconds);
  await db.checkin.update({ where: { id: row.id }, data: { channelId, messageId, postedAt } });
  return { type: 'posted', channelId, messageId };
}

/** 25 characters at most (Discord's limit): the guild in base 36 (13 at most), the day in base 36 and a letter for the step. */
function nonceOf(communityId: string, localDate: Temporal.PlainDate): string {
  const day = Temporal.PlainDate.from('1970-01-01').until(localDate).days;
  return `p${BigInt(communityId).toString(36)}-${day.toString(36)}`;
}
