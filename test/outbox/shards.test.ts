import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import pino from 'pino';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineStep } from '../../src/outbox/define-step.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import type { Pace } from '../../src/outbox/pace.ts';
import { enqueue } from '../../src/outbox/steps.ts';
import { nextTime } from '../../src/outbox/store.ts';
import type { SendResult } from '../../src/ports/messenger.ts';
import type { Shards } from '../../src/ports/shards.ts';
import type { Clock } from '../../src/time/clock.ts';
import { DUE } from '../support/checkin-life.ts';
import { type TestClock, testClock, timedClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { testServerUrl } from '../support/server-database.ts';
import { fakeShards, guildOn } from '../support/shards.ts';

let database: TestDatabase;
let clock: TestClock;
let discord: ReturnType<typeof createDiscord>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock(DUE);
  discord = createDiscord();
});

const at = Temporal.Instant.from(DUE);
const log = pino({ level: 'silent' });
const instantly: Pace = { turn: async () => undefined, hold: () => undefined, held: () => 0 };

/** What can be seen at Discord: one message for each nonce, but of posts in a forum as many as were sent. */
function createDiscord() {
  const seen: string[] = [];
  const nonces = new Map<string, string>();
  let requests = 0;
  return {
    seen,
    get requests() {
      return requests;
    },
    arrive(key: string, nonce: string): SendResult {
      requests += 1;
      const known = nonces.get(nonce);
      if (known !== undefined && !isPost(key)) return { ok: true, messageId: known };
      seen.push(key);
      nonces.set(nonce, String(seen.length));
      return { ok: true, messageId: String(seen.length) };
    },
  };
}
const isPost = (key: string) => key.startsWith('forum');

interface Process {
  readonly shards?: Shards;
  readonly pace?: Pace;
  /** What happens before its requests arrive. */
  readonly underWay?: (key: string) => Promise<void>;
  readonly clock?: Clock;
  readonly observe?: (outcome: string) => void;
}

function startProcess({ shards, pace = instantly, underWay = async () => undefined, observe, ...own }: Process) {
  const searched: Temporal.Instant[] = [];
  const step = defineStep<string>({
    kind: 'test',
    prepare: async ({ key }) => ({ type: 'ready', work: key }),
    withoutNonce: isPost,
    async find(key, since) {
      searched.push(since);
      const index = discord.seen.indexOf(key);
      return index < 0 ? { type: 'absent' } : { type: 'found', messageId: String(index + 1) };
    },
    async send(key, nonce) {
      await underWay(key);
      return discord.arrive(key, nonce);
    },
    record: async () => undefined,
  });
  const options = { db: database.db, clock, log, steps: [step], alone: false, random: () => 0.5, ...own };
  return {
    ...createOutbox({
      ...options,
      pace,
      ...(shards ? { shards } : {}),
      observe: (_kind, outcome) => observe?.(outcome),
    }),
    searched,
  };
}

const store = (keys: readonly string[], communityId: string, dueAt = at) =>
  enqueue(
    database.db,
    keys.map((key) => ({ kind: 'test', key, dueAt, communityId })),
  );
const stateOf = (key: string) => database.db.outboxStep.findUniqueOrThrow({ where: { key } });
const left = () => database.db.outboxStep.count({ where: { state: { not: 'done' } } });
const never = () => new Promise<void>(() => undefined);
/** Waits for what another process does meanwhile. */
async function until(condition: () => boolean | Promise<boolean>) {
  while (!(await condition())) await turn();
}

describe('processes with different shards', () => {
  it('do each the steps of their own guilds; what belongs to none is for the one with the first shard', async () => {
    await store(['a', 'b'], guildOn(0, 3));
    await store(['c'], guildOn(1, 3));
    await store(['d'], guildOn(2, 3));
    await enqueue(database.db, [{ kind: 'test', key: 'e', dueAt: at }]);
    await startProcess({ shards: fakeShards(3, [1]) }).drain();
    expect(discord.seen).toEqual(['c']);
    await startProcess({ shards: fakeShards(3) }).drain();
    await startProcess({ shards: fakeShards(0) }).drain();
    expect(discord.seen).toEqual(['c']);
    await startProcess({ shards: fakeShards(3, [0]) }).drain();
    expect(discord.seen.toSorted()).toEqual(['a', 'b', 'c', 'e']);
    await startProcess({ shards: fakeShards(3, [1, 2]) }).drain();
    expect(discord.seen).toContain('d');
    expect(await left()).toBe(0);
  });

  it('wake for their own steps alone', async () => {
    const timed = timedClock(DUE);
    await store(['theirs'], guildOn(1, 2), at.add({ seconds: 20 }));
    await store(['own'], guildOn(0, 2), at.add({ seconds: 40 }));
    const shards = fakeShards(2, [0]);
    expect(await nextTime(database.db, { kinds: ['test'], shards })).toEqual(at.add({ seconds: 40 }));
    expect(await nextTime(database.db, { kinds: ['test'], shards: fakeShards(2) })).toBeUndefined();
    const own = startProcess({ shards, clock: timed });
    await own.drain();
    for (const seen of [[], ['own']]) {
      timed.advance({ seconds: 20 });
      await own.settle();
      expect(discord.seen).toEqual(seen);
    }
    await own.stop();
  });

  it('do at once what a person waits for, whatever its shard', async () => {
    await store(['a'], guildOn(1, 2));
    expect(await startProcess({ shards: fakeShards(2, [0]) }).runNow('a')).toMatchObject({ state: 'done' });
    expect(discord.seen).toEqual(['a']);
  });

  it('claim no more than their part of the requests lets them send', async () => {
    await store(
      Array.from({ length: 60 }, (_, number) => `step ${number}`),
      guildOn(0, 4),
    );
    const outbox = startProcess({ shards: fakeShards(4, [0]), underWay: never });
    void outbox.drain();
    await until(async () => (await database.db.outboxStep.count({ where: { state: 'claimed' } })) > 0);
    await turn();
    expect(await database.db.outboxStep.count({ where: { state: 'claimed' } })).toBe(12);
  });

  it('leave nothing and do nothing twice, while shards go from one to another and requests are under way', async () => {
    const COUNT = 4;
    const moves = fc.array(
      fc.record({
        shard: fc.integer({ min: 0, max: COUNT - 1 }),
        to: fc.integer({ min: 0, max: 2 }),
        drains: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 3 }),
        told: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(moves, async (all) => {
        await database.reset();
        discord = createDiscord();
        const held = [fakeShards(COUNT, [0, 1]), fakeShards(COUNT, [2]), fakeShards(COUNT, [3])];
        const processes = held.map((shards) => startProcess({ shards, underWay: async () => void (await turn()) }));
        const keys: string[] = [];
        const running: Promise<void>[] = [];
        for (const [number, { shard, to, drains, told }] of all.entries()) {
          for (let own = 0; own < COUNT; own += 1) {
            await store([`${number} ${own}`], guildOn(own, COUNT));
            keys.push(`${number} ${own}`);
          }
          for (const index of drains) running.push(processes[index]?.drain() ?? Promise.resolve());
          for (const one of held) one.hold(one.held().filter((mine) => mine !== shard));
          await turn();
          held[to]?.hold([...held[to].held(), shard]);
          if (told) processes[to]?.taken([shard]);
        }
        await Promise.all(running);
        for (const one of processes) await one.settle();
        // Given back by whoever lost its shard, for a second later.
        clock.advance({ seconds: 2 });
        for (const [index, one] of processes.entries()) {
          one.taken(held[index]?.held() ?? []);
          await one.drain();
        }
        expect(await left()).toBe(0);
        expect(discord.seen.toSorted()).toEqual(keys.toSorted());
      }),
      { numRuns: 15 },
    );
  });
});

describe('a process that takes a shard', () => {
  it('goes on at once with what its former holder was doing when it died, and leaves what others do alone', async () => {
    await store(['a', 'b'], guildOn(1, 3));
    await store(['c'], guildOn(2, 3));
    const former = startProcess({ shards: fakeShards(3, [1]), underWay: never });
    const other = startProcess({ shards: fakeShards(3, [2]), underWay: never });
    void former.drain();
    void other.drain();
    await until(async () => (await database.db.outboxStep.count({ where: { state: 'claimed' } })) === 3);
    const shards = fakeShards(3, [0]);
    const next = startProcess({ shards });
    await next.drain();
    expect(discord.seen).toEqual([]);
    shards.hold([0, 1]);
    next.taken([1]);
    await next.drain();
    expect(discord.seen.toSorted()).toEqual(['a', 'b']);
    expect(await stateOf('c')).toMatchObject({ state: 'claimed', attempts: 1 });
    expect(next.searched).toEqual([]);
  });

  it('sends with the same nonce what may be under way, so that it is seen once', async () => {
    await store(['a'], guildOn(1, 2));
    const arrival = Promise.withResolvers<void>();
    const former = startProcess({ shards: fakeShards(2, [1]), underWay: () => arrival.promise });
    const draining = former.drain();
    await until(async () => (await stateOf('a')).state === 'claimed');
    const next = startProcess({ shards: fakeShards(2, [1]) });
    next.taken([1]);
    await next.drain();
    arrival.resolve();
    await draining;
    expect(discord.requests).toBe(2);
    expect(discord.seen).toEqual(['a']);
    expect(await stateOf('a')).toMatchObject({ state: 'done' });
  });

  it('looks for a post without a nonce only when it must have arrived', async () => {
    await store(['forum a'], guildOn(1, 2));
    const arrival = Promise.withResolvers<void>();
    const former = startProcess({ shards: fakeShards(2, [1]), underWay: () => arrival.promise });
    const draining = former.drain();
    await until(async () => (await stateOf('forum a')).state === 'claimed');
    const next = startProcess({ shards: fakeShards(2, [1]) });
    next.taken([1]);
    await next.drain();
    expect(next.searched).toEqual([]);
    const settled = at.add({ seconds: 15 }).epochMilliseconds;
    expect(await stateOf('forum a')).toMatchObject({ state: 'pending', attempts: 1, nextAt: new Date(settled) });
    arrival.resolve();
    await draining;
    clock.advance({ seconds: 15 });
    await next.drain();
    expect(discord.seen).toEqual(['forum a']);
    expect(await left()).toBe(0);
  });

  it.skipIf(testServerUrl === undefined)(
    'does not wait for a former holder that stopped in the middle of a transaction, and comes back for its rows',
    async () => {
      const timed = timedClock(DUE);
      await store(['locked', 'free'], guildOn(1, 2));
      const former = startProcess({ shards: fakeShards(2, [1]), underWay: never, clock: timed });
      void former.drain();
      await until(async () => (await database.db.outboxStep.count({ where: { state: 'claimed' } })) === 2);
      const next = startProcess({ shards: fakeShards(2, [1]), clock: timed });
      const locked = Promise.withResolvers<void>();
      const over = Promise.withResolvers<void>();
      const stopped = database.db.$transaction(async (tx) => {
        await tx.$executeRaw`UPDATE "OutboxStep" SET problem = 'broken' WHERE key = 'locked'`;
        locked.resolve();
        await over.promise;
      });
      await locked.promise;
      next.taken([1]);
      await next.drain();
      expect(discord.seen).toEqual(['free']);
      over.resolve();
      await stopped;
      timed.advance({ seconds: 1 });
      await next.settle();
      expect(discord.seen).toEqual(['free', 'locked']);
      await next.stop();
    },
  );
});

describe('a process that lost a shard', () => {
  /** One that waits for its turn. */
  const frozen = (shards: Shards) => {
    const waiting = Promise.withResolvers<void>();
    const wakes = Promise.withResolvers<void>();
    const pace: Pace = {
      hold: () => undefined,
      held: () => 0,
      turn() {
        waiting.resolve();
        return wakes.promise;
      },
    };
    const outbox = startProcess({ shards, pace });
    return { draining: outbox.drain(), waiting: waiting.promise, wake: wakes.resolve, outbox };
  };

  it('sends nothing when it wakes, and gives back what nobody has taken', async () => {
    await store(['a'], guildOn(1, 2));
    const shards = fakeShards(2, [1]);
    const { draining, waiting, wake } = frozen(shards);
    await waiting;
    shards.hold([]);
    wake();
    await draining;
    expect(discord.requests).toBe(0);
    expect(await stateOf('a')).toMatchObject({ state: 'pending', attempts: 0, firstAt: null, leaseHolder: null });
  });

  it('sends nothing when it wakes after another has done it, and changes nothing', async () => {
    await store(['a', 'forum b'], guildOn(1, 2));
    const shards = fakeShards(2, [1]);
    const { draining, waiting, wake } = frozen(shards);
    await waiting;
    await until(async () => (await database.db.outboxStep.count({ where: { state: 'claimed' } })) === 2);
    shards.hold([]);
    const next = startProcess({ shards: fakeShards(2, [1]) });
    next.taken([1]);
    await next.drain();
    clock.advance({ seconds: 15 });
    await next.drain();
    wake();
    await draining;
    expect(discord.requests).toBe(2);
    expect(discord.seen).toEqual(['a', 'forum b']);
    expect(await left()).toBe(0);
  });

  it('and has it again asks the database, as another has done it in between', async () => {
    await store(['a'], guildOn(1, 2));
    const shards = fakeShards(2, [1]);
    const { draining, waiting, wake, outbox } = frozen(shards);
    await waiting;
    const between = startProcess({ shards: fakeShards(2, [1]) });
    between.taken([1]);
    await between.drain();
    expect(discord.requests).toBe(1);
    outbox.taken([1]);
    wake();
    await draining;
    expect(discord.requests).toBe(1);
  });
});

describe('what has waited for more than a minute', () => {
  it('is given back, uncounted, and done at its next turn', async () => {
    await store(['a'], guildOn(0, 1));
    let turns = 0;
    const turn = async () => {
      turns += 1;
      if (turns === 1) clock.advance({ seconds: 61 });
    };
    const outcomes: string[] = [];
    await startProcess({ pace: { ...instantly, turn }, observe: (outcome) => outcomes.push(outcome) }).drain();
    expect(outcomes).toEqual(['held', 'done']);
    expect(await stateOf('a')).toMatchObject({ state: 'done', attempts: 1 });
    expect(discord.requests).toBe(1);
  });
});

describe.each([-90, 90])('two processes whose clocks differ by %i s', (seconds) => {
  const skewed = (): Clock => ({ now: () => clock.now().add({ seconds }) });

  it('never have the same claim: neither while it is used, nor when the other took it over', async () => {
    await store(['a'], guildOn(0, 1));
    const turns = Array.from({ length: 2 }, () => Promise.withResolvers<void>());
    let taken = 0;
    const pace: Pace = {
      ...instantly,
      turn() {
        taken += 1;
        return turns[taken - 1]?.promise ?? Promise.resolve();
      },
    };
    const first = startProcess({ pace });
    const draining = first.drain();
    await until(() => taken === 1);
    clock.advance({ seconds: 59 });
    await startProcess({ clock: skewed() }).drain();
    expect(discord.requests).toBe(0);
    turns[0]?.resolve();
    await draining;
    expect(discord.seen).toEqual(['a']);

    await store(['b'], guildOn(0, 1));
    const again = first.drain();
    await until(() => taken === 2);
    clock.advance({ minutes: 7 });
    await startProcess({ clock: skewed() }).drain();
    expect(discord.seen).toEqual(['a', 'b']);
    turns[1]?.resolve();
    await again;
    expect(discord.requests).toBe(2);
  });

  it('look for what the other has begun where it was, and send it once', async () => {
    await store(['forum a'], guildOn(1, 2), at.subtract({ minutes: 3 }));
    const arrival = Promise.withResolvers<void>();
    const former = startProcess({ shards: fakeShards(2, [1]), underWay: () => arrival.promise });
    const draining = former.drain();
    await until(async () => (await stateOf('forum a')).state === 'claimed');
    arrival.resolve();
    const next = startProcess({ shards: fakeShards(2, [1]), clock: skewed() });
    next.taken([1]);
    await next.drain();
    clock.advance({ seconds: 15 });
    await next.drain();
    await draining;
    expect(discord.seen).toEqual(['forum a']);
    for (const since of next.searched) expect(since.until(at).total('minutes')).toBeLessThan(5);
  });
});
