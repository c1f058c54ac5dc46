import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '@granica/discord-sandbox';
import type { Channel } from '@granica/discord-sandbox/persons';
import { openDatabase } from '../../src/database/open.ts';
import { checkAll, letFinish } from '../chaos/check.ts';
import { shareAs } from '../chaos/discussion.ts';
import { live } from '../chaos/persons.ts';
import { randomFrom } from '../chaos/random.ts';
import { emptyDatabase } from '../chaos/server-database.ts';
import { newTally, type Tally } from '../chaos/tally.ts';
import { type Done, disturb } from './disturb.ts';
import { createFleet, type Fleet, type Member } from './fleet.ts';
import { gapsOf } from './holding.ts';
import { type Memory, memoryOf } from './memory.ts';
import { checkTemplates } from './moderators.ts';
import { populate } from './people.ts';
import { duplicatedPosts, postedIn, publicMessages } from './posts.ts';
import { judgePresses, type Verdict } from './presses.ts';
import { addTown, addWaiting, type Town } from './towns.ts';
import { watchPresses } from './watch.ts';

export interface SoakOptions {
  /** A PostgreSQL server whose user may create databases. */
  readonly serverUrl: string;
  readonly minutes: number;
  readonly processes: number;
  readonly shards: number;
  readonly persons: number;
  readonly seed: number;
  /** The level of the processes' logs, which are shown; none by default. */
  readonly log?: string | undefined;
  /** Told what happens meanwhile. */
  readonly tell?: (line: string) => void;
}

export interface SoakResult {
  /** When people began, by the clock of presses and spans. */
  readonly begin: number;
  readonly tally: Tally;
  readonly verdict: Verdict;
  readonly disturbances: Done;
  /** Processes that ended by themselves, before they were connected and after. */
  readonly ended: Fleet['ended'];
  /** Check-ins that became due, and those that are in their channel. */
  readonly due: number;
  readonly posted: number;
  /** Steps that were not done yet in the end. */
  readonly left: number;
  /** Longest time in which no process held a shard, and the sum over all shards; in milliseconds. */
  readonly unheld: { readonly longest: number; readonly sum: number; readonly share: number };
  /**
   * Of the process that is never killed; undefined if there is none. `warm`: it had been used for as long as it takes to load what
   * is needed once, which a short run does not have.
   */
  readonly memory: { readonly before: Memory; readonly after: Memory; readonly warm: boolean } | undefined;
  /** Rules of Discord that the bot broke, by rule: how often. */
  readonly broken: ReadonlyMap<string, number>;
}

/** How long the sandbox lets an answer come: which came too late is judged here. In milliseconds. */
const ANSWER_WITHIN = 25_000;
const MINUTE = 60_000;
/** How long nothing is disturbed at first, at most, until memory is looked at; in milliseconds. */
const WARM_UP = 60_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Runs several processes of the bot, persons and moderators, and everything that goes wrong, and counts. */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const { serverUrl, minutes, processes, shards, seed, tell = () => undefined } = options;
  const { url, drop } = await emptyDatabase(serverUrl);
  const sandbox = await startSandbox({ keep: 50, answerWithin: ANSWER_WITHIN, shards });
  const database = await openDatabase({ url, log: silent });
  const most = processes === 1 ? shards : Math.min(shards, Math.ceil(shards / processes) + 1);
  const env = { SHARD_COUNT: String(shards), SHARDS_PER_PROCESS: String(most) };
  const fleet = createFleet({ sandbox, databaseUrl: url, env, log: options.log });
  try {
    const places = Array.from({ length: Math.max(2, shards) }, (_none, index) => ({
      shard: index % shards,
      count: shards,
    }));
    const towns: Town[] = [];
    for (const place of places) towns.push(await addTown(sandbox, database.db, place));
    const checkins: Channel[] = towns.map(({ checkin }) => checkin);
    for (let minute = 1; minute < minutes; minute += 1)
      for (const place of places) checkins.push(await addWaiting(sandbox, database.db, place, minute));
    const tally = newTally();
    const people = populate(sandbox, towns, { ...options, tally });

    const started: Member[] = [];
    for (let number = 0; number < processes; number += 1) started.push(await fleet.start());
    await sandbox.untilRegistered(MINUTE);
    await untilHeld(fleet, shards);
    const spared = processes > 1 ? started[0] : undefined;
    const watch = watchPresses(sandbox, fleet, shards);
    const begin = performance.now();
    const end = begin + minutes * MINUTE;
    const isOver = () => performance.now() > end;
    await Promise.all(people.members.map((life, number) => shareAs(life, 0, number % 2 === 0 ? 'named' : 'anonymous')));
    const living = [...people.acts].map(([life, acts]) => live(life, acts, isOver));
    const warmUp = Math.min(WARM_UP, (minutes * MINUTE) / 4);
    await pause(warmUp);
    const before = spared && (await memoryOf(spared.bot.child));
    tell(`Measured after ${Math.round((performance.now() - begin) / 1000)} s; now everything goes wrong`);
    const disturbing = disturb({ fleet, sandbox, random: randomFrom(seed), isOver, spared });
    const [disturbances] = await Promise.all([disturbing, ...living]);
    const over = performance.now();
    sandbox.faults.clear();
    tell('Nothing goes wrong any more; what is left is done');
    const posts = () => postedIn(publicMessages(sandbox), checkins);
    const left = await letFinish(database, () => posts() === checkins.length);
    const after = spared && (await memoryOf(spared.bot.child));
    watch.stop();
    await fleet.close();

    await checkAll(database, people.members, tally, { confirmed: people.confirmed, left });
    await checkTemplates(database, tally, people.published);
    tally.duplicated.push(...duplicatedPosts(publicMessages(sandbox)));
    const posted = posts();
    if (posted < checkins.length) tally.lost.push(`${checkins.length - posted} check-ins`);
    const { spans } = fleet.holding;
    const gaps = Array.from({ length: shards }, (_none, shard) => gapsOf(spans, shard, [begin, over])).flat();
    const lengths = gaps.map(({ from, until }) => until - from);
    const sum = lengths.reduce((total, one) => total + one, 0);
    const broken = new Map<string, number>();
    for (const { rule } of sandbox.violations) broken.set(rule, (broken.get(rule) ?? 0) + 1);
    return {
      begin,
      tally,
      verdict: judgePresses(watch.presses, spans),
      disturbances,
      ended: fleet.ended,
      due: checkins.length,
      posted,
      left,
      unheld: { longest: Math.max(0, ...lengths), sum, share: sum / (shards * (over - begin)) },
      memory: before && after && { before, after, warm: warmUp === WARM_UP },
      broken,
    };
  } finally {
    await fleet.close();
    await database.close();
    await sandbox.close();
    await drop();
  }
}

/** Resolves when each shard has a process. */
async function untilHeld({ holding }: Fleet, shards: number): Promise<void> {
  const held = () => new Set(holding.spans.flatMap(({ shard, until }) => (until === undefined ? [shard] : [])));
  while (held().size < shards) await pause(200);
}
