import type { Temporal } from 'temporal-polyfill';
import type { Db } from '../../src/database/client.ts';
import { isHoliday } from '../../src/time/holidays.ts';
import { occurrences } from '../../src/time/weekly.ts';
import { DAY, instantAt, type Span } from './weeks.ts';

const WEEK = 7 * DAY;
const ZONES = ['Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];

/** Where a guild's check-ins are posted, and where its moderators are told of what needs them. */
export interface Place {
  readonly id: string;
  readonly channelId: string;
  readonly moderatorChannelId: string;
}

/** What becomes due in the simulated weeks. */
export interface Planned {
  /** Each check-in as "community day". */
  readonly checkins: ReadonlySet<string>;
  /** When they do, in milliseconds since 1970. */
  readonly times: ReadonlySet<number>;
}

/** Each fifth guild has its check-in in a forum. */
export const hasForum = (index: number): boolean => index % 5 === 0;

/** One guild in fifty, and of few guilds a quarter, has members who answer; half of those want the digest in the channel as well. */
export const answers = (index: number, guilds: number): boolean => index % Math.min(50, Math.ceil(guilds / 4)) === 1;

/**
 * Stores the guilds with their schedules. Half of them keep to Friday at ten, so that thousands are due in one minute; most
 * others want a full or half hour of the day, a few any minute. Half are Polish and leave out Polish holidays.
 */
export async function settle(
  { db, random, span: [from, to] }: { readonly db: Db; readonly random: () => number; readonly span: Span },
  places: readonly Place[],
): Promise<Planned> {
  const [checkins, times] = [new Set<string>(), new Set<number>()];
  const rows = places.map(({ id, channelId, moderatorChannelId }, index) => {
    const polish = random() < 0.5;
    const zone = polish ? 'Europe/Warsaw' : (ZONES[Math.floor(random() * ZONES.length)] ?? 'UTC');
    const { weekday, time } = drawTime(random);
    const holiday = (day: Temporal.PlainDate) => polish && isHoliday('PL', day);
    const plan = { weekday, time, zone, isHoliday: holiday, skippedWeeks: new Set<string>(), pausedUntil: undefined };
    const due = occurrences(plan, instantAt(from), instantAt(to - 1));
    for (const { localDate, at } of due) {
      checkins.add(`${id} ${localDate}`);
      times.add(at.epochMilliseconds);
    }
    // One that is due later than in the simulated time is planned all the same, as in reality.
    const [first] = due.length > 0 ? due : occurrences(plan, instantAt(to), instantAt(to + 2 * WEEK));
    return {
      id,
      locale: polish ? 'pl' : 'en',
      zone,
      checkinChannelId: channelId,
      moderatorChannelId,
      checkinWeekday: weekday,
      checkinTime: time,
      checkinHolidays: polish ? 'PL' : null,
      checkinNextAt: first ? new Date(first.at.epochMilliseconds) : null,
      digestInChannel: answers(index, places.length) && random() < 0.5,
    };
  });
  for (let first = 0; first < rows.length; first += 1000)
    await db.community.createMany({ data: rows.slice(first, first + 1000) });
  return { checkins, times };
}

function drawTime(random: () => number): { weekday: number; time: string } {
  const luck = random();
  if (luck < 0.5) return { weekday: 5, time: '10:00' };
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const weekday = 1 + Math.floor(random() * 7);
  if (luck < 0.95) return { weekday, time: `${two(8 + random() * 11)}:${random() < 0.7 ? '00' : '30'}` };
  return { weekday, time: `${two(random() * 24)}:${two(random() * 60)}` };
}

/**
 * Nothing is planned any more: what is due later belongs to no simulated week. Without a channel plans are not derived anew
 * either; what was sent stands where it was sent.
 */
export async function endPlanning(db: Db): Promise<void> {
  await db.community.updateMany({ data: { checkinChannelId: null, checkinNextAt: null } });
}
