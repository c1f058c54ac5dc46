import type { Database } from '../../src/database/database.ts';
import { createPace } from '../../src/outbox/pace.ts';
import { createMembers } from './answers.ts';
import { createFakeDiscord, type FakeDiscord } from './discord.ts';
import { drawFaults, seeded } from './faults.ts';
import { createFleet } from './fleet.ts';
import { answers, endPlanning, hasForum, type Place, settle } from './guilds.ts';
import { hasBacklog } from './load.ts';
import { createMeter } from './meter.ts';
import { composer, startProcess } from './process.ts';
import { createShardTable, mostShards } from './shards.ts';
import { type Sighting, type Tally, type TallyOptions, tallyUp } from './tally.ts';
import { createTime } from './time.ts';
import { DAY, instantAt, MINUTE, SECOND, spanOf, WAVE } from './weeks.ts';

export interface SimulationOptions {
  /** Empty, but migrated. */
  readonly database: Database;
  readonly guilds: number;
  readonly weeks: number;
  readonly seed: number;
  /** How many processes share the guilds, 1 by default; another one is there for half of the time. */
  readonly processes?: number;
  /** How many shards there are, 1 by default. */
  readonly shards?: number;
  /** Only the largest wave of the first week, until all that follows from it is done; processes live for half an hour at most. */
  readonly wave?: boolean;
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
  /** On average over the minutes at whose beginning a whole minute's requests were waiting; not a number where there are none. */
  readonly fullMinutes: number;
  /** How many such minutes there were. */
  readonly full: number;
}

export interface SimulationReport extends Tally {
  readonly use: Use;
  readonly requests: number;
  /** Requests that Discord answered with 429, as more than 50 within a second. */
  readonly refused: number;
  /** How often the ticker looked: only where something was due. */
  readonly ticks: number;
  /** How often a process was killed, and how often one was stopped in order. */
  readonly kills: number;
  readonly restarts: number;
}

/** Lives through weeks of many guilds in virtual time, with faults and restarts, and says what has become of each check-in. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { database, guilds, weeks, seed, processes = 1, shards = 1, wave = false, onDay } = options;
  const { db, sealer } = database;
  const random = seeded(seed);
  const span = wave ? WAVE : spanOf(weeks);
  const [begin, end] = span;
  // While somebody waits for their turn, each minute that passes is the ticker's.
  let opening: Promise<unknown> = Promise.resolve();
  const full = new Set<number>();
  const time = createTime(begin, (minute) => {
    opening = Promise.all([opening, fleet.open(), noteBacklog(minute)]);
  });
  const noteBacklog = async (minute: number): Promise<void> => {
    if (await hasBacklog(db, new Date(minute), A_MINUTES_WORK)) full.add(minute);
  };
  const clock = { now: () => instantAt(time.now) };
  const places = Array.from({ length: guilds }, (_none, index) => placeOf(index));
  const planned = await settle({ db, random, span }, places);
  const drawn = { random, now: () => time.now, span: spanOf(weeks) };
  const faults = drawFaults(wave ? { ...drawn, livesFor: 30 * MINUTE } : drawn);
  const meter = createMeter();
  const members = createMembers(database, { clock, random });
  const discord = createFakeDiscord({
    now: () => Math.round(time.now),
    look: (communityId, channelId) =>
      faults.standing(channelId, Number(channelId) < FIRST_TEAM && hasForum(indexOf(communityId))),
    fate: ({ channelId }) => (meter.admit(time.now) ? faults.fate(channelId) : 'limited'),
    onMessage({ content: { mark }, channelId }) {
      const [, checkinId = ''] = mark.split('post ');
      const place = places[Number(channelId) - FIRST_CHANNEL];
      if (checkinId && place && answers(indexOf(place.id), guilds)) members.see(place.id, checkinId, time.now);
    },
    ...(options.nonceKept === undefined ? {} : { nonceKept: options.nonceKept }),
  });
  const fleet = createFleet({
    time,
    table: createShardTable(shards, mostShards(shards, processes)),
    random,
    start(own, onDeath) {
      const { timing, work } = time.begin();
      return startProcess({
        db,
        sealer,
        clock,
        discord,
        pace: createPace(timing, own),
        shards: own,
        random,
        alone: database.kind === 'embedded' && processes === 1,
        atWrite: (_write, kill) => faults.passWrite({ kill }),
        work,
        onDeath,
      });
    },
  });
  for (let number = 0; number < processes; number += 1) fleet.add();
  if (processes > 1) {
    time.at(begin + (end - begin) / 4, () => fleet.add());
    time.at(begin + (3 * (end - begin)) / 4, () => {
      opening = Promise.all([opening, fleet.remove()]);
    });
  }

  let [ticks, days, vacuumedAt, planning] = [0, 0, 0, true];
  for (;;) {
    ticks += 1;
    await members.answer();
    await fleet.tick(await dueShards(database, clock.now().epochMilliseconds, shards));
    await opening;
    if (random() < 0.005) await fleet.restart();
    if (planning && time.now >= end) {
      planning = false;
      await endPlanning(db);
    }
    const next = Math.min(await nextDue(database), members.next ?? Number.POSITIVE_INFINITY);
    if (planning && next >= end) time.passUntil(end);
    else if (next === Number.POSITIVE_INFINITY) break;
    // The ticker looks at each full minute. Those in which nothing is due are left out: such a tick claims nothing, opens
    // nothing and so writes nothing, and what may go wrong is drawn at writes and requests alone. A process that comes or takes
    // shards looks at once.
    else {
      const minute = Math.max(Math.ceil(next / MINUTE), Math.floor(time.now / MINUTE) + 1) * MINUTE;
      time.passUntil(Math.min(minute, time.next));
    }
    const day = Math.floor((time.now - begin) / DAY);
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
  const { kills, restarts } = fleet;
  return {
    ...(await tallyUp({ db, planned, ...sightingsOf(discord), marks: composer })),
    use: {
      busiestSecond: peak.second,
      busiestMinute: peak.minute,
      dueMinutes: meter.meanOf(planned.times),
      fullMinutes: full.size === 0 ? Number.NaN : meter.meanOf(full),
      full: full.size,
    },
    requests: discord.requests,
    refused,
    ticks,
    kills,
    restarts,
  };
}

/** Requests that Discord allows in a minute: with so many steps waiting at its beginning, it can be used in full. */
const A_MINUTES_WORK = 50 * (MINUTE / SECOND);
const FIRST_GUILD = 100_000;
const FIRST_CHANNEL = 900_000;
const FIRST_TEAM = 5_000_000;
/** Guilds were made at different times, and so fall on all shards: the first bits of an id are the millisecond. */
const placeOf = (index: number): Place => ({
  id: String((BigInt(FIRST_GUILD + index) * 1_000n + BigInt(spread(index))) << 22n),
  channelId: String(FIRST_CHANNEL + index),
  moderatorChannelId: String(FIRST_TEAM + index),
});
const indexOf = (communityId: string): number => Number((BigInt(communityId) >> 22n) / 1_000n) - FIRST_GUILD;
/** From 0 to 999, as if at random. */
const spread = (index: number): number => Math.floor(seeded(index)() * 1000);

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

/** The shards for which a step or a community is due. */
async function dueShards({ db }: Pick<Database, 'db'>, now: number, count: number): Promise<ReadonlySet<number>> {
  const rows = await db.$queryRaw<{ shard: number }[]>`
    SELECT DISTINCT shard_of("communityId", ${count}::int) AS shard FROM (
      SELECT "communityId" FROM "OutboxStep" WHERE state = 'pending' AND "nextAt" <= ${new Date(now)}
      UNION ALL SELECT "communityId" FROM "OutboxStep" WHERE state = 'claimed' AND "nextAt" <= ${new Date(now)}
      UNION ALL SELECT id FROM "Community" WHERE "checkinNextAt" <= ${new Date(now)}) AS due`;
  return new Set(rows.map(({ shard }) => shard));
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
