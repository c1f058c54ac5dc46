import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { openDatabase } from '../../src/database/database.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { disturb } from './disturb.ts';
import { type Life, live, logEntry } from './persons.ts';
import { startProxy } from './proxy.ts';
import { compare, newTally, type Tally } from './tally.ts';

export interface ChaosOptions {
  /** A PostgreSQL server whose user may create databases. */
  readonly serverUrl: string;
  readonly seed: number;
  /** How long the persons use the bot. */
  readonly seconds: number;
  /** How long Discord waits for an answer, in milliseconds; 3 s if left out. A test shares its computer with others. */
  readonly answerWithin?: number;
}

export interface ChaosResult {
  readonly tally: Tally;
  /** Whether everything worked at the first try, five seconds after the last disturbance. */
  readonly recovered: boolean;
  /** How often the check-in that was due is in its channel. */
  readonly posts: number;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NAMES = ['Anna', 'Bartek', 'Celina', 'Darek', 'Ewa'];
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Runs the bot, its persons and the disturbances, and counts. */
export async function runChaos({ serverUrl, seed, seconds, answerWithin = 3000 }: ChaosOptions): Promise<ChaosResult> {
  const random = randomFrom(seed);
  const name = `granica_chaos_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const direct = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const sandbox = await startSandbox({ keep: 50, answerWithin });
  const database = await openDatabase({ url: direct, log: silent });
  const way = await startProxy(direct);
  try {
    const guild = sandbox.addGuild({ name: 'Freelancerzy', locale: 'pl' });
    const channel = guild.addChannel({ name: 'ogolny' });
    const checkin = guild.addChannel({ name: 'check-in' });
    await database.db.community.create({
      data: { id: guild.id, locale: 'pl', zone: 'Europe/Warsaw', ...dueNow(), checkinChannelId: checkin.id },
    });
    const bot = await startBot(sandbox, way.url);
    const tally = newTally();
    const confirmed = { entries: new Set<string>(), templates: new Set<string>(), answers: new Set<string>() };
    const lives = NAMES.map((each, number): Life => {
      const person = sandbox.addPerson({ name: each, locale: 'pl' });
      guild.join(person);
      return { person, number, channel, checkin, tally, random: randomFrom(seed * 100 + number), confirmed };
    });
    const end = Date.now() + seconds * 1000;
    const isOver = () => Date.now() > end;
    await Promise.all([disturb(way, random, isOver), ...lives.map((life) => live(life, isOver))]);
    await pause(5000);
    const well = await Promise.all(lives.map((life) => logEntry(life, 1_000_000)));
    // The check-in was due all along; what is left of it comes with a tick of its minute.
    const post = lives[0]?.person.in(checkin);
    await post?.until(({ buttons }) => buttons.length > 0, 65_000).catch(() => undefined);
    const posts = post?.messages().filter(({ buttons }) => buttons.length > 0).length ?? 0;
    await bot.stop();
    const { db } = database;
    const entries = await db.violation.findMany({ select: { story: true } });
    compare(tally, { confirmed: confirmed.entries, stored: entries.map(({ story }) => story) });
    const templates = await db.ownTemplate.findMany({ select: { title: true } });
    compare(tally, { confirmed: confirmed.templates, stored: templates.map(({ title }) => title) });
    const answers = await db.checkinAnswer.findMany({ select: { personId: true } });
    const numbers = answers.map(({ personId }) => `${lives.findIndex(({ person }) => person.id === personId)}`);
    compare(tally, { confirmed: confirmed.answers, stored: numbers });
    return { tally, recovered: well.every(Boolean), posts };
  } finally {
    await way.close();
    await database.close();
    await sandbox.close();
    await onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

/** A check-in that is due since the last full minute. */
function dueNow() {
  const now = Temporal.Now.zonedDateTimeISO('Europe/Warsaw').round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const checkinTime = now.toPlainTime().toString({ smallestUnit: 'minute' });
  return { checkinWeekday: now.dayOfWeek, checkinTime, checkinNextAt: new Date(now.epochMilliseconds) };
}

/** The bot as it is started everywhere, in a process of its own. */
async function startBot(sandbox: Sandbox, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'granica-chaos-'));
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts')], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.apiUrl,
      DATABASE_URL: databaseUrl,
      OPS_PORT: '0',
      LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(child, 'exit');
  const died = gone.then(() => Promise.reject(new Error('The bot ended by itself')));
  died.catch(() => undefined);
  await Promise.race([sandbox.untilRegistered(60_000), died]);
  return {
    async stop() {
      child.kill('SIGTERM');
      await gone;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Numbers that follow from the seed (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
