import { Temporal } from 'temporal-polyfill';
import { occurrences } from '../../src/checkins/schedule.ts';
import type { Database } from '../../src/database/database.ts';
import { isHoliday } from '../../src/holidays.ts';
import { createPace } from '../../src/jobs/outbox/pace.ts';
import { createFakeDiscord } from './discord.ts';
import { drawFaults, seeded } from './faults.ts';
import { createMeter, type Meter } from './meter.ts';
import { startProcess } from './process.ts';
import { type Tally, tallyUp } from './tally.ts';

export interface SimulationOptions {
  /** Empty, but migrated. */
  readonly database: Database;
  readonly guilds: number;
  readonly weeks: number;
  readonly seed: number;
  /** Called after each simulated day with its number, from 1. */
  readonly onDay?: (day: number) => void;
}

export interface SimulationReport extends Tally {
  readonly requests: number;
  /** Requests that Discord answered with 429, as more than 50 within a second. */
  readonly refused: number;
  readonly peak: Meter['peak'];
  /** How often the ticker looked: only where something was due. */
  readonly ticks: number;
  /** How often the process was killed, and how often it was stopped in order. */
  readonly kills: number;
  readonly restarts: number;
}

/** A Monday from which eight weeks hold the autumn's clock changes of Europe and America and Polish holidays. */
const START = Temporal.Instant.from('2026-10-12T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONES = ['Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];

/** Lives through weeks of many guilds in virtual time, with faults and restarts, and says what has become of each check-in. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { database, guilds, weeks, seed, onDay } = options;
  const { db, sealer } = database;
  const random = seeded(seed);
  const end = START.epochMilliseconds + weeks * 7 * DAY;
  let now = START.epochMilliseconds;
  const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(Math.round(now)) };
  const planned = await settle({ db, guilds, random, end });
  const faults = drawFaults({ random, now: () => now, span: [now, end] });
  const meter = createMeter();
  const discord = createFakeDiscord({
    now: () => Math.round(now),
    look: (communityId, channelId) => faults.standing(channelId, isForum(communityId)),
    fate: ({ channelId }) => (meter.admit(now) ? faults.fate(channelId) : 'limited'),
  });
  // Whoever waits for its turn moves the clock to it.
  const wait = async (milliseconds: number) => {
    now += milliseconds;
  };
  const begin = () =>
    startProcess({
      db,
      sealer,
      clock,
      discord,
      pace: createPace(undefined, { now: () => now, wait }),
      random,
      alone: database.kind === 'embedded',
      atWrite: (_write, kill) => faults.passWrite({ kill }),
    });

  let [ticks, kills, restarts, days] = [0, 0, 0, 0];
  let process = begin();
  for (;;) {
    ticks += 1;
    await process.tick();
    if (!process.alive) {
      kills += 1;
      await process.outbox.stop();
      now += deadFor(random);
      process = begin();
    } else if (random() < 0.005) {
      restarts += 1;
      await process.outbox.stop();
      await process.outbox.release();
      process = begin();
    }
    const next = await nextTime(database, end);
    if (next === undefined) break;
    // The ticker looks at each full minute.
    now = Math.max(Math.ceil(next / MINUTE), Math.floor(now / MINUTE) + 1) * MINUTE;
    const day = Math.floor((now - START.epochMilliseconds) / DAY);
    if (day > days) {
      days = day;
      // The embedded database has no autovacuum; the app does this every hour.
      if (database.kind === 'embedded') await database.withSession((session) => session.exec('VACUUM (ANALYZE)'));
      onDay?.(day);
    }
  }
  const { refused, peak } = meter;
  return {
    ...(await tallyUp(db, discord, planned)),
    requests: discord.requests,
    refused,
    peak,
    ticks,
    kills,
    restarts,
  };
}

/** Most are back at once, some after a while, a few so late that a check-in is missed. */
function deadFor(random: () => number): number {
  const luck = random();
  if (luck < 0.7) return random() * 5000;
  return random() * (luck < 0.98 ? 20 * MINUTE : 15 * HOUR);
}

/** Each fifth guild has its check-in in a forum. */
const isForum = (communityId: string) => Number(communityId) % 5 === 0;

interface Settling extends Pick<SimulationOptions, 'guilds'> {
  readonly db: Database['db'];
  readonly random: () => number;
  readonly end: number;
}

/** Stores the guilds; most want a full hour, half of them are Polish. Returns what becomes due: "community day". */
async function settle({ db, guilds, random, end }: Settling): Promise<Set<string>> {
  const planned = new Set<string>();
  const until = Temporal.Instant.fromEpochMilliseconds(end - 1);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const rows = Array.from({ length: guilds }, (_none, index) => {
    const id = String(100_000 + index);
    const polish = random() < 0.5;
    const zone = polish ? 'Europe/Warsaw' : (ZONES[Math.floor(random() * ZONES.length)] ?? 'UTC');
    const time = random() < 0.7 ? `${two(8 + random() * 11)}:00` : `${two(random() * 24)}:${two(random() * 60)}`;
    const weekday = 1 + Math.floor(random() * 7);
    const plan = {
      weekday,
      time,
      zone,
      isHoliday: (day: Temporal.PlainDate) => polish && isHoliday('PL', day),
      skippedWeeks: new Set<string>(),
      pausedUntil: undefined,
    };
    const due = occurrences(plan, START, until);
    for (const { localDate } of due) planned.add(`${id} ${localDate}`);
    return {
      id,
      locale: polish ? 'pl' : 'en',
      zone,
      checkinChannelId: String(900_000 + index),
      checkinWeekday: weekday,
      checkinTime: time,
      checkinHolidays: polish ? 'PL' : null,
      checkinNextAt: due[0] ? new Date(due[0].at.epochMilliseconds) : null,
    };
  });
  for (let from = 0; from < rows.length; from += 1000)
    await db.community.createMany({ data: rows.slice(from, from + 1000) });
  return planned;
}

/** When there is something to do next (digests, which nobody writes here, left out); undefined if all that became due before `end` is over. */
async function nextTime({ db }: Database, end: number): Promise<number | undefined> {
  const step = await db.outboxStep.findFirst({
    where: { nextAt: { not: null }, kind: { not: 'checkin.digest' } },
    orderBy: { nextAt: 'asc' },
  });
  const community = await db.community.findFirst({
    where: { checkinNextAt: { lt: new Date(end) } },
    orderBy: { checkinNextAt: 'asc' },
  });
  if (!community)
    await db.community.updateMany({ where: { checkinNextAt: { not: null } }, data: { checkinNextAt: null } });
  const times = [step?.nextAt, community?.checkinNextAt].flatMap((at) => (at ? [at.getTime()] : []));
  return times.length > 0 ? Math.min(...times) : undefined;
}
