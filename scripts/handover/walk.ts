import { setTimeout as pause } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import type { Channel, Person } from '@granica/discord-sandbox/persons';
import { openLockSession } from '../../src/database/lock-session.ts';
import { openDatabase } from '../../src/database/open.ts';
import { look } from '../../src/shards/locks.ts';
import { type BotProcess, startBot } from '../chaos/bot.ts';
import { DISCORD_WAITS, watchMachine } from '../chaos/lag.ts';
import { emptyDatabase } from '../chaos/server-database.ts';

export interface WalkOptions {
  /** A PostgreSQL server whose user may create databases. */
  readonly serverUrl: string;
  readonly shards: number;
  /** How the first process ends while the other one stands by. */
  readonly end: 'SIGTERM' | 'SIGKILL' | 'SIGSTOP';
  /** Seconds of presses before the end and after it. */
  readonly seconds: number;
}

export interface Walked {
  readonly presses: number;
  /** Without a first answer within Discord's three seconds, less what the machine took. */
  readonly unanswered: number;
  /** Persons whose one entry is stored more than once. */
  readonly twice: number;
  /** Told as saved, and not there. */
  readonly lost: number;
  /** Longest time until a first answer, in milliseconds. */
  readonly longest: number;
  /** Time without any open session of a shard, in milliseconds, for the shard with the longest. */
  readonly gap: number;
}

/** Milliseconds between two persons. */
const EVERY = 50;
/** Longer than anybody waits: an answer that comes later counts as none, by the time that is measured. */
const PATIENCE = 30_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Ends one process while another one stands by and people press every 50 ms, and counts what they met. */
export async function walk({ serverUrl, shards, end, seconds }: WalkOptions): Promise<Walked> {
  const { url, drop } = await emptyDatabase(serverUrl);
  const sandbox = await startSandbox({ shards, keep: 50, answerWithin: PATIENCE });
  const database = await openDatabase({ url, log: silent });
  const bots: BotProcess[] = [];
  try {
    const channels = Array.from({ length: shards }, (_none, shard) => addPlace(sandbox, shard));
    const begin = async () => {
      bots.push(startBot(sandbox, { databaseUrl: url }));
      await untilRunning(url, bots.length);
    };
    await begin();
    await untilServed(sandbox, shards);
    await begin();
    const watch = watchInteractions(sandbox, bots);
    const gaps = watchSessions(sandbox, shards);
    const people = pressEvery(sandbox, channels);
    await pause(seconds * 1000);
    const [first] = bots;
    if (end === 'SIGTERM') await first?.stop();
    else if (end === 'SIGKILL') first?.kill();
    else first?.child.kill('SIGSTOP');
    await pause(seconds * 1000);
    const told = await people.stop();
    if (end === 'SIGSTOP') first?.child.kill('SIGCONT');
    await pause(500);
    const rows = await database.db.violation.groupBy({ by: ['authorId'], _count: true });
    const stored = new Set(rows.map(({ authorId }) => authorId));
    return {
      ...watch.stop(),
      twice: rows.filter(({ _count }) => _count > 1).length,
      lost: told.filter((personId) => !stored.has(personId)).length,
      gap: gaps.stop(),
    };
  } finally {
    for (const bot of bots) bot.kill();
    await Promise.all(bots.map(({ gone }) => gone));
    await database.close();
    await sandbox.close();
    await drop();
  }
}

function addPlace(sandbox: Sandbox, shard: number) {
  const guild = sandbox.addGuild({ name: `Guild ${shard}`, locale: 'pl', shard });
  return { guild, channel: guild.addChannel({ name: 'ogolny' }) };
}

/** Each person logs one entry: a command, its form, and the form sent. Returns who was told that it is saved. */
function pressEvery(sandbox: Sandbox, places: readonly ReturnType<typeof addPlace>[]) {
  const under = new Set<Promise<void>>();
  const told: string[] = [];
  let number = 0;
  const timer = setInterval(() => {
    const place = places[number % places.length];
    if (!place) return;
    number += 1;
    const person = sandbox.addPerson({ name: `P${number}`, locale: 'pl' });
    place.guild.join(person);
    const done = logEntry(person, place.channel, number)
      .then((saved) => void (saved && told.push(person.id)))
      .catch(() => undefined) // no answer: counted by the watch
      .finally(() => under.delete(done));
    under.add(done);
  }, EVERY);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(under);
      return told;
    },
  };
}

async function logEntry(person: Person, channel: Channel, number: number): Promise<boolean> {
  const patience = { patience: PATIENCE };
  const form = await person.in(channel).run('/violation log', {}, patience);
  if (form.kind !== 'form') return false;
  const values = { kind: 'disrespect', story: `Wpis ${number}: telefon w nocy`, reaction: 'refused' };
  return (await form.submit(values, patience)).text.includes('Zapisane');
}

function watchInteractions({ core }: Sandbox, bots: readonly BotProcess[]) {
  const machine = watchMachine();
  const lag = () => Math.max(...bots.map(({ pid }) => machine.lag(pid)));
  const begun = new Map<string, { readonly at: number; readonly lag: number }>();
  let [presses, late, longest] = [0, 0, 0];
  core.bus.on('interaction', (stage, { id }) => {
    if (stage === 'created') {
      presses += 1;
      begun.set(id, { at: performance.now(), lag: lag() });
    }
    const start = begun.get(id);
    if (stage !== 'acknowledged' || !start) return;
    begun.delete(id);
    const took = performance.now() - start.at;
    longest = Math.max(longest, took);
    // A process that has ended is told of no more.
    const taken = Math.max(0, lag() - start.lag);
    if (took - taken > DISCORD_WAITS) late += 1;
  });
  return {
    stop() {
      machine.stop();
      return { presses, unanswered: late + begun.size, longest: Math.round(longest) };
    },
  };
}

/** Measures how long a shard was without an open session. */
function watchSessions({ gateway, events }: Sandbox, shards: number) {
  const since = new Map<number, number>();
  let longest = 0;
  const look = () => {
    for (let shard = 0; shard < shards; shard += 1) {
      const open = [...gateway.sessions.values()].some((session) => session.shard === shard && session.socket);
      const start = since.get(shard);
      if (!open && start === undefined) since.set(shard, performance.now());
      if (!open || start === undefined) continue;
      longest = Math.max(longest, performance.now() - start);
      since.delete(shard);
    }
  };
  events.on('session', look);
  return {
    stop() {
      events.off('session', look);
      for (const start of since.values()) longest = Math.max(longest, performance.now() - start);
      return Math.round(longest);
    },
  };
}

/** Waits until so many processes have agreed on the number of shards: the last one then has what it gets. */
async function untilRunning(url: string, processes: number): Promise<void> {
  const limits = { idle: 60_000, answer: 5000, connect: 5000, channel: 'none' };
  const session = await openLockSession(url, { ...limits, onNotice: () => undefined, onEnd: () => undefined });
  try {
    const running = async () => (await look(session)).locks.filter(({ kind }) => kind === 'count').length;
    while ((await running()) < processes) await pause(50);
  } finally {
    session.end('seen');
  }
}

async function untilServed(sandbox: Sandbox, shards: number): Promise<void> {
  const served = () => new Set([...sandbox.gateway.sessions.values()].map(({ shard }) => shard)).size;
  while (served() < shards) await pause(50);
  await sandbox.untilRegistered(60_000);
}
