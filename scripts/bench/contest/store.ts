import { Temporal } from 'temporal-polyfill';
import { openDatabase } from '../../../src/database/open.ts';
import { channelId, guildId, memberId } from '../stand-in/world.ts';
import { DATA_KEY } from './contestants.ts';

/** The check-in that members answer. */
export const CHECKIN = '01980000-0000-7000-8000-0000000000ce';
/** The post with its buttons. */
export const POST = '1450000000000000001';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Opens a bot's database beside it, to fill it before or to count after. */
export function openStore(url: string) {
  return openDatabase({ url, log: silent, dataKeys: [new Uint8Array(Buffer.from(DATA_KEY, 'base64'))] });
}

/**
 * Stores a community with an open check-in that was posted just now, and the first half of its members, each with some entries: of the
 * people who ask, the bot knows some and others not.
 */
export async function fillStore(url: string, members: number, entries = 12): Promise<void> {
  const database = await openStore(url);
  const now = Temporal.Now.zonedDateTimeISO('UTC');
  const day = now.toPlainDate();
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  const date = (plain: Temporal.PlainDate) => new Date(`${plain}T00:00:00Z`);
  const later = (hours: number) => new Date(now.add({ hours }).epochMilliseconds);
  try {
    const { db } = database;
    await db.community.create({
      data: {
        id: guildId(0),
        locale: 'pl',
        zone: 'Europe/Warsaw',
        checkinChannelId: channelId(0),
        checkinWeekday: day.dayOfWeek,
        checkinTime: '09:00',
        checkinNextAt: later(24 * 7),
        setUpAt: later(-24),
      },
    });
    await db.checkin.create({
      data: {
        id: CHECKIN,
        communityId: guildId(0),
        week: date(monday),
        localDate: date(day),
        state: 'posted',
        dueAt: later(0),
        latestAt: later(12),
        closesAt: later(72),
        theme: 'step-set-expectations',
        channelId: channelId(0),
        messageId: POST,
        threadId: '1450000000000000002',
        postedAt: later(0),
      },
    });
    const known = Array.from({ length: Math.floor(members / 2) }, (_none, number) => memberId(number));
    await db.member.createMany({ data: known.map((id) => ({ id, locale: 'pl' })) });
    const kinds = ['after-hours', 'scope-creep', 'late-payment', 'other'];
    for (let from = 0; from < known.length; from += 500) {
      const data = known.slice(from, from + 500).flatMap((authorId) =>
        Array.from({ length: entries }, (_none, number) => ({
          authorId,
          communityId: guildId(0),
          kind: kinds[number % kinds.length] ?? 'other',
          story: 'Klient dzwonił wieczorem i prosił o poprawki na jutro rano.',
          reaction: 'reminded',
          weight: 3,
          happenedOn: date(day.subtract({ days: number * 5 })),
          state: 'addressed',
          addressedOn: date(day.subtract({ days: number * 5 })),
          interactionId: `bench-${authorId}-${number}`,
        })),
      );
      await db.violation.createMany({ data });
    }
    await database.withSession((session) =>
      session.exec(`
        INSERT INTO "ViolationTally" ("authorId", week, kind, currency, entries, "letPass", addressed, "addressedDays", "unpaidMinutes", amount)
        SELECT "authorId", date_trunc('week', "happenedOn"::timestamp)::date, kind, '', count(*), 0, count(*), 0, 0, 0
        FROM "Violation" GROUP BY 1, 2, 3;
        ANALYZE`),
    );
  } finally {
    await database.close();
  }
}
