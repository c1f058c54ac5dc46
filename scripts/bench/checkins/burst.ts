// Thousands of check-ins that are due in the same minute: how much of Discord's 50 requests a second the bot uses, and how long
// members wait for answers meanwhile.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { MessageState, Sandbox } from '@granica/discord-sandbox';
import { Temporal } from 'temporal-polyfill';
import { openDatabase } from '../../../src/database/open.ts';
import { type BotProcess, startBotProcess } from '../bot-process.ts';

export interface BurstFigures {
  readonly database: string;
  readonly due: number;
  /** Seconds from the due time until all were posted, or until the measurement ended. */
  readonly seconds: number;
  /** Of 50 requests a second, over a minute that begins with the first one. */
  readonly share: number;
  /** The same, minute by minute from the first request on. */
  readonly shareByMinute: readonly number[];
  /** The most requests within any one second: above 50 Discord would refuse some. */
  readonly busiestSecond: number;
  readonly posted: number;
  /** Posts beyond the first of a guild. */
  readonly duplicated: number;
  /** Guilds without a post; counted only once all should be there. */
  readonly lost: number | undefined;
  /** Milliseconds until a private answer, before and meanwhile. */
  readonly idleP50: number;
  readonly idleP99: number;
  readonly busyP50: number;
  readonly busyP99: number;
}

const ALLOWED = 50;
/** The flag of a private answer. */
const EPHEMERAL = 1 << 6;
const MINUTE = 60_000;
/** Between two questions of a member. */
const PAUSE = 25;

/**
 * @param whole goes on until all is posted: eleven minutes for 10,000, with their threads and questions; otherwise for a minute
 * @param startSeconds how long the bot may take to start and the answers before it to be measured
 */
export async function measureBurst(options: {
  readonly due: number;
  readonly whole: boolean;
  readonly serverUrl?: string | undefined;
  readonly startSeconds: number;
}): Promise<BurstFigures> {
  const { due, whole, serverUrl, startSeconds } = options;
  const dueAt = Math.ceil((Date.now() + startSeconds * 1000) / MINUTE) * MINUTE;
  const times: number[] = [];
  const bot = await startBotProcess({
    script: 'src/start.js',
    flags: ['--max-semi-space-size=16'],
    guilds: due,
    env: serverUrl ? { DATABASE_URL: serverUrl } : {},
    patience: startSeconds * 1000,
    prepare: (sandbox, home) => store(sandbox, serverUrl ?? `file:${join(home, 'data/granica')}`, dueAt),
  });
  try {
    const { sandbox } = bot;
    await wait(2000);
    const idle = await ask(bot, () => Date.now() < dueAt - 3000, 400);
    if (Date.now() > dueAt - 1000) throw new Error('The start took too long: allow more seconds for it');
    sandbox.events.on('request', ({ route, at: arrived }) => {
      if (/^\/channels/.test(route)) times.push(arrived);
    });
    await wait(dueAt - Date.now() + 500);
    const posted = () => postsOf(sandbox).filter((posts) => posts > 0).length;
    const goOn = () => {
      const first = times[0];
      if (whole) return posted() < due && Date.now() < dueAt + due * 80 + 2 * MINUTE;
      return first === undefined ? Date.now() < dueAt + MINUTE : Date.now() < first + MINUTE + 2000;
    };
    const busy = await ask(bot, goOn, Number.POSITIVE_INFINITY);
    times.sort((a, b) => a - b);
    const [first = dueAt] = times;
    const shareByMinute = Array.from({ length: Math.floor((Date.now() - first) / MINUTE) }, (_none, minute) => {
      const begin = first + minute * MINUTE;
      return times.filter((time) => time >= begin && time < begin + MINUTE).length / (ALLOWED * 60);
    });
    const posts = postsOf(sandbox);
    return {
      database: serverUrl ? 'PostgreSQL server' : 'embedded',
      due,
      seconds: Math.round((Date.now() - dueAt) / 1000),
      share: shareByMinute[0] ?? 0,
      shareByMinute,
      busiestSecond: busiest(times),
      posted: posts.filter((count) => count > 0).length,
      duplicated: posts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
      lost: whole ? posts.filter((count) => count === 0).length : undefined,
      idleP50: at(idle, 0.5),
      idleP99: at(idle, 0.99),
      busyP50: at(busy, 0.5),
      busyP99: at(busy, 0.99),
    };
  } finally {
    await bot.stop();
  }
}

/** Each guild's check-in is due at the same minute, in its first channel. */
async function store(sandbox: Sandbox, url: string, dueAt: number): Promise<void> {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const database = await openDatabase({ url, log: silent });
  const due = Temporal.Instant.fromEpochMilliseconds(dueAt).toZonedDateTimeISO('UTC');
  const rows = [...firstChannels(sandbox)].map(([id, checkinChannelId]) => ({
    id,
    checkinChannelId,
    locale: 'pl',
    zone: 'UTC',
    checkinWeekday: due.dayOfWeek,
    checkinTime: due.toPlainTime().toString().slice(0, 5),
    checkinNextAt: new Date(dueAt),
  }));
  for (let from = 0; from < rows.length; from += 1000)
    await database.db.community.createMany({ data: rows.slice(from, from + 1000) });
  await database.close();
}

function firstChannels({ world }: Sandbox): Map<string, string> {
  const first = new Map<string, string>();
  for (const { id, guildId } of world.channels.values()) if (guildId && !first.has(guildId)) first.set(guildId, id);
  return first;
}

/** How many messages there are in each guild's check-in channel. */
function postsOf(sandbox: Sandbox): number[] {
  const isPublic = ({ message }: MessageState) => !((message.flags ?? 0) & EPHEMERAL);
  return [...firstChannels(sandbox).values()].map(
    (id) => [...(sandbox.world.messages.get(id)?.values() ?? [])].filter(isPublic).length,
  );
}

/** Asks one question after the other as long as it is to go on, and at most so often. Returns the waiting times, sorted. */
async function ask(bot: BotProcess, goOn: () => boolean, most: number): Promise<number[]> {
  const waits: number[] = [];
  while (goOn() && waits.length < most) {
    const seat = bot.nextMember().in(bot.channel);
    const started = performance.now();
    await seat.run('guide search', { query: 'klient nie płaci' });
    waits.push(performance.now() - started);
    await wait(PAUSE);
  }
  return waits.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

function busiest(times: readonly number[]): number {
  let [most, first] = [0, 0];
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) <= time - 1000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
