import type { Database } from '../../src/database/database.ts';
import { createPace } from '../../src/outbox/pace.ts';
import { createMembers } from './answers.ts';
import { createFakeDiscord, type FakeDiscord } from './discord.ts';
import { drawFaults, seeded } from './faults.ts';
import { answers, endPlanning, hasForum, type Place, settle } from './guilds.ts';
import { createMeter } from './meter.ts';
import { composer, startProcess } from './process.ts';
import { type Sighting, type Tally, type TallyOptions, tallyUp } from './tally.ts';
import { DAY, HOUR, instantAt, MINUTE, SECOND, spanOf } from './weeks.ts';

export interface SimulationOptions {
  /** Empty, but migrated. */
  readonly database: Database;
  readonly guilds: number;
  readonly weeks: number;
  readonly seed: number;
  /** Called after each simulated day with its number, from 1. */
  readonly onDay?: (day: number) => void;
  /** For how many milliseconds the simulated Discord recognises a nonce: 0 to see what becomes of a broken one. */
  readonly nonceKept?: number;
}

/** How much of the 50 requests a second was used, as shares (0–1). */
export interface Use {
  readonly busiestSecond: number;
  readonly busiestMinute: number;
  /** On average over the minutes in which check-ins became due. */
  readonly dueMinutes: number;
}

export interface SimulationReport extends Tally {
  readonly use: Use;
  readonly requests: number;
  /** Requests that Discord answered with 429, as more than 50 within a second. */
  readonly refused: number;
  /** How often the ticker looked: only where something was due. */
  readonly ticks: number;
  /** How often the process was killed, and how often it was stopped in order. */
  readonly kills: number;
  readonly restarts: number;
}

/** Lives through weeks of many guilds in virtual time, with faults and restarts, and says what has become of each check-in. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { database, guilds, weeks, seed, onDay } = options;
  const { db, sealer } = database;
  const random = seeded(seed);
  const span = spanOf(weeks);
  const [begin, end] = span;
  let now = begin;
  const clock = { now: () => instantAt(now) };
  const places = Array.from({ length: guilds }, (_none, index) => placeOf(index));
  const planned = await settle({ db, random, span }, places);
  const faults = drawFaults({ random, now: () => now, span });
  const meter = createMeter();
  const members = createMembers(database, { clock, random });
  const discord = createFakeDiscord({
    now: () => Math.round(now),
    look: (communityId, channelId) =>
      faults.standing(channelId, Number(channelId) < FIRST_TEAM && hasForum(indexOf(communityId))),
    fate: ({ channelId }) => (meter.admit(now) ? faults.fate(channelId) : 'limited'),
    onMessage({ content: { mark }, channelId }) {
      const [, checkinId = ''] = mark.split('post ');
      const place = places[Number(channelId) - FIRST_CHANNEL];
      if (checkinId && place && answers(indexOf(place.id), guilds)) members.see(place.id, checkinId, now);
    },
    ...(options.nonceKept === undefined ? {} : { nonceKept: options.nonceKept }),
  });

  // Whoever waits for its turn moves the clock to it; each minute that passes meanwhile is the ticker's.
  let ticked = now;
  let opening: Promise<unknown> = Promise.resolve();
  const wait = async (milliseconds: number) => {
    now += milliseconds;
    if (now - ticked < MINUTE) return;
    ticked = Math.floor(now / MINUTE) * MINUTE;
    opening = Promise.all([opening, process.open()]);
  };
  const start = () =>
    startProcess({
      db,
      sealer,
      clock,
      discord,
      pace: createPace({ now: () => now, wait }),
      random,
      alone: database.kind === 'embedded',
      atWrite: (_write, kill) => faults.passWrite({ kill }),
    });

  let [ticks, kills, restarts, days, vacuumedAt, planning] = [0, 0, 0, 0, 0, true];
  let process = start();
  for (;;) {
    ticks += 1;
    ticked = now;
    await members.answer();
    await process.tick();
    await opening;
    if (!process.alive) {
      kills += 1;
      await process.outbox.stop();
      now += deadFor(random);
      process = start();
    } else if (random() < 0.005) {
      restarts += 1;
      await process.outbox.stop();
      await process.outbox.release();
      now += RESTART;
      process = start();
    }
    if (planning && now >= end) {
      planning = false;
      await endPlanning(db);
    }
    const next = Math.min(await nextDue(database), members.next ?? Number.POSITIVE_INFINITY);
    if (planning && next >= end) now = end;
    else if (next === Number.POSITIVE_INFINITY) break;
    // The ticker looks at each full minute. Those in which nothing is due are left out: such a tick claims nothing, opens
    // nothing and so writes nothing, and what may go wrong is drawn at writes and requests alone.
    else now = Math.max(Math.ceil(next / MINUTE), Math.floor(now / MINUTE) + 1) * MINUTE;
    const day = Math.floor((now - begin) / DAY);
    if (day > days) {
      days = day;
      // The embedded database has no autovacuum. The app does this every hour; here it is enough, as on a server, when a fifth
      // of the rows may have changed.
      if (database.kind === 'embedded' && discord.requests > 1.2 * vacuumedAt + 500) {
        vacuumedAt = discord.requests;
        await database.withSession((session) => session.exec('VACUUM (ANALYZE)'));
      }
      onDay?.(day);
    }
  }
  const { refused, peak } = meter;
  return {
    ...(await tallyUp({ db, planned, ...sightingsOf(discord), marks: composer })),
    use: { busiestSecond: peak.second, busiestMinute: peak.minute, dueMinutes: meter.meanOf(planned.times) },
    requests: discord.requests,
    refused,
    ticks,
    kills,
    restarts,
  };
}

/** How long an orderly restart takes at least. */
const RESTART = 2 * SECOND;
const FIRST_GUILD = 100_000;
const FIRST_CHANNEL = 900_000;
const FIRST_TEAM = 5_000_000;
const placeOf = (index: number): Place => ({
  id: String(FIRST_GUILD + index),
  channelId: String(FIRST_CHANNEL + index),
  moderatorChannelId: String(FIRST_TEAM + index),
});
const indexOf = (communityId: string): number => Number(communityId) - FIRST_GUILD;

/** Most are back at once, some after a while, a few so late that a check-in is missed. */
export function deadFor(random: () => number): number {
  const luck = random();
  if (luck < 0.7) return random() * 5000;
  return random() * (luck < 0.98 ? 20 * MINUTE : 15 * HOUR);
}

function sightingsOf(discord: FakeDiscord): Pick<TallyOptions, 'see' | 'alerts'> {
  const byMark = new Map<string, Sighting[]>();
  for (const { id, channelId, at, content } of [...discord.messages.values()].flat()) {
    const alike = byMark.get(content.mark) ?? [];
    byMark.set(content.mark, alike);
    alike.push({ id, channelId, at, closed: content.text.startsWith('closed') });
  }
  const alerts = [...byMark].flatMap(([mark, alike]) => (mark.startsWith('alert ') ? [alike.length] : []));
  return { see: (mark) => byMark.get(mark) ?? [], alerts };
}

/** When a step or a community is due next, in milliseconds since 1970; infinite if none is. */
export async function nextDue({ db }: Pick<Database, 'db'>): Promise<number> {
  const [row] = await db.$queryRaw<{ next: Date | null }[]>`
    SELECT least(
      (SELECT min("nextAt") FROM "OutboxStep" WHERE state = 'pending'),
      (SELECT min("nextAt") FROM "OutboxStep" WHERE state = 'claimed'),
      (SELECT min("checkinNextAt") FROM "Community")) AS next`;
  return row?.next?.getTime() ?? Number.POSITIVE_INFINITY;
}
