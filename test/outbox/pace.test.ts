import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace, REQUESTS_PER_SECOND, type Timing } from '../../src/outbox/pace.ts';
import { NotSent } from '../../src/ports/messenger.ts';
import { type FakeShards, fakeShards } from '../support/shards.ts';

/** What Discord allows a bot. */
const ALLOWED = 50;

/** How long answers are on their way back, in milliseconds. */
const BACK = 1;

/** A clock that stands still but for those who wait; each wait is late by the next of `lateness`. */
function virtualTiming(lateness: readonly number[]) {
  let now = 0;
  let waits = 0;
  const pass = (milliseconds: number) => {
    // An answer that comes meanwhile comes at its time, to the millisecond.
    for (const end = now + milliseconds; now < end; ) {
      now = timing.onPass ? Math.min(now + 1, end) : end;
      timing.onPass?.(now);
    }
  };
  const timing = {
    /** Told of each millisecond that passes. */
    onPass: undefined as ((now: number) => void) | undefined,
    now: () => now,
    pass,
    async wait(milliseconds: number) {
      pass(milliseconds + (lateness[waits % lateness.length] ?? 0));
      waits += 1;
    },
  };
  return timing;
}

/** The most turns within any second, wherever it begins. */
function busiestSecond(times: readonly number[]): number {
  return times.reduce((most, from) => Math.max(most, times.filter((at) => at >= from && at < from + 1000).length), 0);
}

const bursts = fc.array(
  fc.record({
    turns: fc.integer({ min: 1, max: 120 }),
    pause: fc.integer({ min: 0, max: 3000 }),
    hold: fc.option(fc.integer({ min: 0, max: 2000 })),
  }),
  { minLength: 1, maxLength: 6 },
);

it('never lets more than 50 requests into a second, after any pause, hold or late timer', async () => {
  const late = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(bursts, late, async (all, lateness) => {
      const timing = virtualTiming(lateness);
      const pace = createPace(timing);
      const times: number[] = [];
      for (const { turns, pause, hold } of all) {
        timing.pass(pause);
        if (hold !== null) pace.hold(hold);
        await Promise.all(Array.from({ length: turns }, () => pace.turn().then(() => times.push(timing.now()))));
      }
      expect(busiestSecond(times)).toBeLessThanOrEqual(ALLOWED);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }),
    { numRuns: 200 },
  );
});

it('never lets more than 50 requests arrive in a second, though the first ones open connections', async () => {
  // How long each request is on its way: a new connection takes longer, and one that is open may serve several.
  const delays = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(bursts, delays, async (all, opening) => {
      const timing = virtualTiming([0, 3]);
      const pace = createPace(timing);
      const under: { readonly answeredAt: number; readonly over: () => void }[] = [];
      const arrived: number[] = [];
      const send = async (delay: number) => {
        const over = await pace.request('POST');
        arrived.push(timing.now() + delay);
        under.push({ answeredAt: timing.now() + delay + BACK, over: () => over(true) });
      };
      timing.onPass = (now) => {
        for (const one of under.filter(({ answeredAt }) => answeredAt <= now)) {
          under.splice(under.indexOf(one), 1);
          one.over();
        }
      };
      for (const { turns, pause } of all) {
        timing.pass(pause);
        for (let turn = 0; turn < turns; turn += 1) await send(opening[turn] ?? 0);
      }
      expect(busiestSecond(arrived)).toBeLessThanOrEqual(ALLOWED);
    }),
    { numRuns: 200 },
  );
});

it('uses nearly all of the rate while each request takes 350 ms', async () => {
  const timing = virtualTiming([1]);
  const pace = createPace(timing);
  const under: { readonly at: number; readonly over: () => void }[] = [];
  timing.onPass = (now) => {
    while (under[0] && under[0].at <= now) under.shift()?.over();
  };
  const turns = 48 * 60;
  for (let turn = 0; turn < turns; turn += 1) {
    const over = await pace.request('POST');
    under.push({ at: timing.now() + 350, over: () => over(true) });
  }
  expect(turns / (timing.now() / 1000)).toBeGreaterThan(0.98 * REQUESTS_PER_SECOND);
});

it('refuses a turn that would be waited for long, and says until when', async () => {
  const pace = createPace(virtualTiming([0]));
  pace.hold(760_000);
  await expect(pace.turn()).rejects.toMatchObject({ name: 'NotSent', retryAfter: 760_000 });
  await expect(pace.ready()).rejects.toMatchObject({ name: 'NotSent' });
  expect(pace.held()).toBe(760_000);
});

it.each([
  ['a little late', [0, 1, 2, 15, 3, 1]],
  ['late by as much as a busy event loop takes', [40, 25]],
])('uses nearly all of the rate while timers are %s', async (_how, lateness) => {
  const timing = virtualTiming(lateness);
  const pace = createPace(timing);
  const turns = 48 * 60;
  for (let turn = 0; turn < turns; turn += 1) await pace.turn();
  expect(turns / (timing.now() / 1000)).toBeGreaterThan(0.98 * REQUESTS_PER_SECOND);
});

it('holds back those who wait already', async () => {
  const timing = virtualTiming([0]);
  const pace = createPace(timing);
  const turns = Array.from({ length: 20 }, () => pace.turn().then(() => timing.now()));
  await turns[0];
  pace.hold(5000);
  expect(await turns.at(-1)).toBeGreaterThanOrEqual(5000);
});

it('says when nothing is held back, without taking a turn', async () => {
  const timing = virtualTiming([0]);
  const pace = createPace(timing);
  await pace.ready();
  expect(timing.now()).toBe(0);
  pace.hold(700);
  await pace.ready();
  expect(timing.now()).toBe(700);
});

/** Time that passes for many at once: from one end of a wait to the next. */
function sharedTiming() {
  let now = 0;
  const waiting: { readonly at: number; readonly wake: () => void }[] = [];
  const timing = {
    now: () => now,
    wait: (milliseconds: number) =>
      new Promise<void>((wake) => {
        waiting.push({ at: now + milliseconds, wake });
      }),
  };
  /** Lets time pass until then. */
  const run = async (until: number) => {
    for (;;) {
      await turn();
      waiting.sort((a, b) => a.at - b.at);
      const next = waiting.shift();
      if (!next || next.at > until) return;
      now = Math.max(now, next.at);
      next.wake();
    }
  };
  return { timing, run };
}

describe('processes that share the rate by their shards', () => {
  /** One that always has something to send, and asks again where it has no shards. */
  const startSender = (timing: Timing, shards: FakeShards, times: number[], until: number) => {
    const pace = createPace(timing, shards);
    const send = async () => {
      while (timing.now() < until) {
        try {
          await pace.turn();
          times.push(timing.now());
        } catch (error) {
          if (!(error instanceof NotSent)) throw error;
          await timing.wait(error.retryAfter);
        }
      }
    };
    void send();
    return pace;
  };
  const COUNT = 6;
  const moves = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 2500 }),
      shard: fc.integer({ min: 0, max: COUNT - 1 }),
      to: fc.integer({ min: 0, max: 2 }),
      /** Milliseconds in which nobody holds it. */
      free: fc.constantFrom(0, 1, 400, 2600),
    }),
    { maxLength: 12 },
  );

  it('never send more than 50 in any second together, while shards go from one to another', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (all) => {
        const { timing, run } = sharedTiming();
        const until = 8000;
        const times: number[] = [];
        const three = [[0, 1, 2], [3, 4], [5]].map((held) => fakeShards(COUNT, held));
        const paces = three.map((shards) => startSender(timing, shards, times, until));
        const move = async () => {
          for (const { after, shard, to, free } of all) {
            await timing.wait(after);
            for (const one of three) one.hold(one.held().filter((held) => held !== shard));
            if (free > 0) await timing.wait(free);
            three[to]?.hold([...(three[to]?.held() ?? []), shard]);
            paces[to]?.taken([shard]);
          }
        };
        void move();
        await run(until);
        expect(busiestSecond(times)).toBeLessThanOrEqual(ALLOWED);
      }),
      { numRuns: 60 },
    );
  });

  it('do not use at once what one took back, though it had nothing to send while another held it', async () => {
    const timing = virtualTiming([0]);
    const shards = fakeShards(2, [0, 1]);
    const pace = createPace(timing, shards);
    await pace.turn();
    timing.pass(10_000);
    const times: number[] = [];
    const sendFor = async (seconds: number) => {
      for (const end = timing.now() + seconds * 1000; timing.now() < end; ) {
        await pace.turn();
        times.push(timing.now());
      }
    };
    pace.taken([1]); // and lost it before
    await sendFor(1.9);
    expect(busiestSecond(times)).toBeLessThanOrEqual(ALLOWED / 2);
    await sendFor(2);
    expect(busiestSecond(times)).toBeGreaterThan(ALLOWED / 2);
  });

  it('use nearly all of it together once nothing moves, each its part', async () => {
    const { timing, run } = sharedTiming();
    const until = 60_000;
    const sent = [[0, 1, 2], [3, 4], [5]].map((held) => {
      const times: number[] = [];
      startSender(timing, fakeShards(COUNT, held), times, until);
      return times;
    });
    await run(until);
    const perSecond = sent.map((times) => times.length / 60);
    expect(perSecond[0]).toBeGreaterThan(0.98 * 24);
    expect(perSecond[1]).toBeGreaterThan(0.98 * 16);
    expect(perSecond[2]).toBeGreaterThan(0.98 * 8);
  });

  it('send less than one in a second where there are more than fifty', async () => {
    const { timing, run } = sharedTiming();
    const times: number[] = [];
    startSender(timing, fakeShards(200, [7]), times, 60_000);
    await run(60_000);
    expect(times.length).toBeGreaterThan(10);
    expect(times.length).toBeLessThanOrEqual(16);
  });

  it.each([
    [0, 'at once', true],
    [2000, 'once its former holder’s requests no longer count', false],
  ])('send first after %i ms: %s', async (milliseconds, _when, alone) => {
    const timing = virtualTiming([0]);
    const shards = fakeShards(1);
    const pace = createPace(timing, shards, { tookAlone: () => alone });
    timing.pass(5000);
    shards.hold([0]);
    pace.taken([0]);
    await pace.turn();
    expect(timing.now()).toBe(5000 + milliseconds);
  });

  it('send nothing without a shard, and say when to ask again', async () => {
    const pace = createPace(virtualTiming([0]), fakeShards(2));
    await expect(pace.turn()).rejects.toMatchObject({ name: 'NotSent', retryAfter: 1000 });
  });

  it('let nobody wait for a turn for longer than a minute', async () => {
    const { timing, run } = sharedTiming();
    const pace = createPace(timing, fakeShards(60, [7]));
    const turns = Promise.allSettled(Array.from({ length: 80 }, () => pace.turn()));
    await run(200_000);
    const outcomes = (await turns).map(({ status }) => status);
    expect(outcomes.filter((status) => status === 'fulfilled').length).toBeGreaterThan(40);
    expect(outcomes.at(-1)).toBe('rejected');
    expect(timing.now()).toBeLessThanOrEqual(61_000);
  });
});
