import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import pino from 'pino';
import { createCheckinComposer } from '../../commands/checkin/composer.ts';
import { checkinControls } from '../../commands/checkin/controls.ts';
import { type App, startApp } from '../../src/app/app.ts';
import { loadContent } from '../../src/app/content.ts';
import { stopInOrder } from '../../src/operations/shutdown.ts';
import { createMembers } from './answers.ts';
import { drawFaults, seeded } from './faults.ts';
import { deadFor } from './fleet.ts';
import { guardDb } from './guard.ts';
import { answers, endPlanning, hasForum, settle } from './guilds.ts';
import { disturb } from './http-faults.ts';
import { createMeter } from './meter.ts';
import { nextDue, type SimulationOptions, type SimulationReport } from './simulation.ts';
import { type Sighting, type TallyOptions, tallyUp } from './tally.ts';
import { DAY, instantAt, MINUTE, spanOf } from './weeks.ts';

/** Longer than the weeks, in milliseconds: the clock's jumps must not look like a connection that fell silent. */
const HEARTBEAT = 2_000_000_000;

/**
 * The same weeks with the whole app: discord.js over HTTP and the gateway against the sandbox. The sandbox's clock, which the
 * app lives by, runs with the machine's while something is sent, so that the rate is the real one, and jumps in between.
 */
export async function simulateHttp(options: SimulationOptions): Promise<SimulationReport> {
  const { database, guilds, weeks, seed, onDay } = options;
  const { db } = database;
  const random = seeded(seed);
  const span = spanOf(weeks);
  const [begin, end] = span;
  const sandbox = await startSandbox({ rateLimits: true, heartbeatInterval: HEARTBEAT, keep: 100 });
  const { clock: time } = sandbox;
  time.set(begin);
  const clock = { now: () => instantAt(time.now()) };
  const worlds = Array.from({ length: guilds }, (_none, index) => {
    const guild = sandbox.addGuild({ name: `Guild ${index}` });
    const channel = guild.addChannel({ name: 'check-in', kind: hasForum(index) ? 'forum' : 'text' });
    return { guild, channel, team: guild.addChannel({ name: 'moderators' }) };
  });
  const places = worlds.map(({ guild, channel, team }) => ({
    id: guild.id,
    channelId: channel.id,
    moderatorChannelId: team.id,
  }));
  const planned = await settle({ db, random, span }, places);
  // A restart takes a second here, so there are fewer than in virtual time.
  const faults = drawFaults({ random, now: () => time.now(), span, livesFor: 3 * DAY });
  const disturbance = disturb(sandbox, { random, span, guilds: worlds.map(({ guild }) => guild) });
  const meter = createMeter();
  let [requests, refused] = [0, 0];
  sandbox.events.on('request', ({ path, status, fault }) => {
    if (!path.startsWith('/channels') && !path.startsWith('/guilds')) return;
    requests += 1;
    meter.admit(time.now());
    if (status === 429 && fault === undefined) refused += 1;
    disturbance.afterRequest();
  });

  const content = await loadContent();
  const log = pino({ level: 'silent' });
  const begun = async (): Promise<{ readonly app: App; readonly isAlive: () => boolean }> => {
    let alive = true;
    const kill = () => {
      alive = false;
    };
    const isAlive = () => alive;
    const mortal = guardDb(db, { isAlive, atWrite: () => faults.passWrite({ kill }) });
    const { token, apiUrl } = sandbox;
    const guarded = { ...database, db: mortal };
    const app = await startApp({ token, apiUrl, ops: undefined, database: guarded, clock, log, content });
    await app.ready;
    return { app, isAlive };
  };
  const members = createMembers(database, { clock, random });
  const readers = new Set(places.filter((_place, index) => answers(index, guilds)).map(({ id }) => id));
  const seen = new Set<string>();
  const lookAround = async () => {
    const open = await db.checkin.findMany({ where: { state: 'posted', communityId: { in: [...readers] } } });
    for (const { id, communityId } of open) if (!seen.has(id)) members.see(communityId, id, time.now());
    for (const { id } of open) seen.add(id);
  };

  let [ticks, kills, restarts, days, planning] = [0, 0, 0, 0, true];
  let life = await begun();
  for (;;) {
    ticks += 1;
    disturbance.pass();
    await members.answer();
    await life.app.runJob('check-ins');
    await lookAround();
    const stops = random() < 0.005;
    const killed = !life.isAlive();
    if (killed || stops) {
      await stopInOrder(life.app.stopSteps, log);
      if (killed) {
        kills += 1;
        time.advance(deadFor(random));
      } else restarts += 1;
      life = await begun();
    }
    if (planning && time.now() >= end) {
      planning = false;
      await endPlanning(db);
    }
    const next = Math.min(await nextDue(database), members.next ?? Number.POSITIVE_INFINITY);
    const now = time.now();
    if (planning && next >= end) time.set(end);
    else if (next === Number.POSITIVE_INFINITY) break;
    else time.set(Math.max(Math.ceil(next / MINUTE), Math.floor(now / MINUTE) + 1) * MINUTE);
    const day = Math.floor((time.now() - begin) / DAY);
    if (day > days) onDay?.(day);
    days = Math.max(days, day);
  }
  await stopInOrder(life.app.stopSteps, log);
  const { translator, ...served } = content;
  const marks = {
    // No community of a simulation writes scenes.
    ...createCheckinComposer(translator, { ...served, db, communityScenes: { find: async () => served.scenes } }),
    digestMark: (checkin: string) => checkinControls.digest.with({ checkin }),
  };
  const tally = await tallyUp({ db, planned, ...sightingsOf(sandbox), marks });
  const broken = sandbox.violations.map(({ rule, message }) => `${rule}: ${message}`);
  await sandbox.close();
  if (broken.length > 0) throw new Error(`The bot broke rules of Discord:\n${broken.slice(0, 10).join('\n')}`);
  const { peak } = meter;
  const use = {
    busiestSecond: peak.second,
    busiestMinute: peak.minute,
    dueMinutes: meter.meanOf(planned.times),
    fullMinutes: Number.NaN,
    full: 0,
  };
  return { ...tally, use, requests, refused, ticks, kills, restarts };
}

/** How the custom id of the button under a message to moderators begins. */
const ALERT = '1:alert.';

/** By what stands in the custom ids of a message: only the bot's own messages have any. */
function sightingsOf({ world }: Sandbox): Pick<TallyOptions, 'see' | 'alerts'> {
  const byId = new Map<string, Sighting[]>();
  for (const [channelId, messages] of world.messages)
    for (const { message } of messages.values()) {
      const { id, timestamp, edited_timestamp: edited } = message;
      const sighting = { id, channelId, at: Date.parse(timestamp), closed: edited !== null };
      const ids = JSON.stringify(message.components ?? []).matchAll(/"custom_id":"([^"]+)"/g);
      for (const customId of new Set([...ids].map(([, found = '']) => found)))
        byId.set(customId, [...(byId.get(customId) ?? []), sighting]);
    }
  const alerts = [...byId].flatMap(([mark, alike]) => (mark.startsWith(ALERT) ? [alike.length] : []));
  return { see: (mark) => byId.get(mark) ?? [], alerts };
}
