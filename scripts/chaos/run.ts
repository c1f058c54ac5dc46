import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '@granica/discord-sandbox';
import { Temporal } from 'temporal-polyfill';
import { openDatabase } from '../../src/database/open.ts';
import { logEntry, OWN_ACTS } from './acts.ts';
import { startBot } from './bot.ts';
import { checkAll, letFinish, postsIn } from './check.ts';
import { DISCUSSION_ACTS, openDiscussion, shareAs } from './discussion.ts';
import { disturb } from './disturb.ts';
import { judgeAnswers } from './lag.ts';
import { type Life, live, nothingConfirmed } from './persons.ts';
import { startProxy } from './proxy.ts';
import { randomFrom } from './random.ts';
import { emptyDatabase } from './server-database.ts';
import { newTally, type Tally } from './tally.ts';

export interface ChaosOptions {
  /** A PostgreSQL server whose user may create databases. */
  readonly serverUrl: string;
  /** The server's first process, where it runs on this machine: it is frozen once. */
  readonly serverPid?: number | undefined;
  readonly seed: number;
  /** How long the persons use the bot. */
  readonly seconds: number;
}

export interface ChaosResult {
  readonly tally: Tally;
  /** Whether everything worked at the first try, five seconds after the long freeze and after the last disturbance. */
  readonly recovered: boolean;
  /** How often the check-in that was due is in its channel. */
  readonly posts: number;
  /** Steps towards the discussion that were not done yet in the end. */
  readonly left: number;
}

const NAMES = ['Anna', 'Bartek', 'Celina', 'Darek', 'Ewa'];
/** How long the sandbox lets an answer come: the judge says which came too late. In milliseconds. */
const ANSWER_WITHIN = 25_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Runs the bot, its persons and the disturbances, and counts. */
export async function runChaos({ serverUrl, serverPid, seed, seconds }: ChaosOptions): Promise<ChaosResult> {
  const random = randomFrom(seed);
  const { url: direct, drop } = await emptyDatabase(serverUrl);
  const sandbox = await startSandbox({ keep: 50, answerWithin: ANSWER_WITHIN });
  const database = await openDatabase({ url: direct, log: silent });
  const way = await startProxy(direct);
  try {
    const guild = sandbox.addGuild({ name: 'Freelancerzy', locale: 'pl' });
    const channel = guild.addChannel({ name: 'ogolny' });
    const checkin = guild.addChannel({ name: 'check-in' });
    await database.db.community.create({
      data: { id: guild.id, locale: 'pl', zone: 'Europe/Warsaw', ...dueNow(), checkinChannelId: checkin.id },
    });
    const talking = sandbox.addGuild({ name: 'Graficy', locale: 'pl' });
    const talk = talking.addChannel({ name: 'check-in' });
    const thread = await openDiscussion(sandbox, database.db, talking, talk);
    const bot = startBot(sandbox, { databaseUrl: way.url });
    await Promise.race([sandbox.untilRegistered(60_000), bot.failed]);
    const tally = newTally();
    const confirmed = nothingConfirmed();
    const join = (named: string, number: number): Life => {
      const person = sandbox.addPerson({ name: named, locale: 'pl' });
      for (const each of [guild, talking]) each.join(person);
      const places = { channel, checkin, discussion: { thread, channel: talk } };
      return { person, number, ...places, tally, random: randomFrom(seed * 100 + number), confirmed };
    };
    const lives = NAMES.map(join);
    const observer = join('Filip', NAMES.length);
    const judge = judgeAnswers(sandbox, bot.pid, tally);
    // There is something in the discussion that others can press.
    await Promise.all(lives.map((life, number) => shareAs(life, 0, number % 2 === 0 ? 'named' : 'anonymous')));
    const end = Date.now() + seconds * 1000;
    const isOver = () => Date.now() > end;
    const isWell = () => logEntry(observer, 1);
    const acts = [...OWN_ACTS, ...DISCUSSION_ACTS, ...DISCUSSION_ACTS];
    const [wellAfterFreeze] = await Promise.all([
      disturb({ way, serverPid, random, isOver, isWell }),
      ...lives.map((life) => live(life, acts, isOver)),
    ]);
    await pause(5000);
    const well = await Promise.all(lives.map((life) => logEntry(life, 1_000_000)));
    const countPosts = () => postsIn(observer.person.in(checkin).messages());
    const left = await letFinish(database, () => countPosts() > 0);
    const posts = countPosts();
    judge.stop();
    await bot.stop();
    await checkAll(database, [...lives, observer], tally, { confirmed, left });
    return { tally, recovered: wellAfterFreeze && well.every(Boolean), posts, left };
  } finally {
    await way.close();
    await database.close();
    await sandbox.close();
    await drop();
  }
}

/** A check-in that is due since the last full minute. */
function dueNow() {
  const now = Temporal.Now.zonedDateTimeISO('Europe/Warsaw').round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const checkinTime = now.toPlainTime().toString({ smallestUnit: 'minute' });
  return { checkinWeekday: now.dayOfWeek, checkinTime, checkinNextAt: new Date(now.epochMilliseconds) };
}
