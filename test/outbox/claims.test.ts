import pino from 'pino';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createChannelHolds } from '../../src/discord/channel-holds.ts';
import { noteDeparture, noteReturn } from '../../src/lifecycle/departure.ts';
import { defineStep } from '../../src/outbox/define-step.ts';
import { createOutbox, type OutboxOptions } from '../../src/outbox/outbox.ts';
import { createPace, type Pace } from '../../src/outbox/pace.ts';
import { enqueue } from '../../src/outbox/steps.ts';
import { LEASE_MINUTES } from '../../src/outbox/store.ts';
import { NotSent, type SendResult } from '../../src/ports/messenger.ts';
import { DUE } from '../support/checkin-life.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
let clock: TestClock;
let sent: string[];
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock(DUE);
  sent = [];
});

const COMMUNITY = '5000';
const at = Temporal.Instant.from(DUE);
const log = pino({ level: 'silent' });

interface Sending {
  readonly pace?: Pace;
  readonly send?: (key: string) => Promise<SendResult>;
  readonly find?: () => Promise<void>;
}

/** A process with one kind of step, which notes what it has sent. */
function startProcess({ pace, send, find }: Sending = {}) {
  const noted = async (key: string): Promise<SendResult> => {
    sent.push(key);
    return { ok: true, messageId: '1' };
  };
  const step = defineStep<string>({
    kind: 'test',
    prepare: async ({ key }) => ({ type: 'ready', work: key }),
    send: send ?? noted,
    record: async () => undefined,
    ...(find && {
      find: async () => {
        await find();
        return { type: 'absent' };
      },
    }),
  });
  const instantly: Pace = { turn: async () => undefined, hold: () => undefined, held: () => 0 };
  const options: OutboxOptions = { db: database.db, clock, log, steps: [step], alone: false, pace: pace ?? instantly };
  return createOutbox({ ...options, random: () => 0.5 });
}

const store = (keys: readonly string[], communityId?: string) =>
  enqueue(
    database.db,
    keys.map((key) => ({ kind: 'test', key, dueAt: at, ...(communityId ? { communityId } : {}) })),
  );
const rows = () => database.db.outboxStep.findMany({ orderBy: { key: 'asc' } });

describe('a claim', () => {
  it('that ran out while its process waited for a turn sends nothing: another process has done it', async () => {
    await store(['a']);
    const waiting = Promise.withResolvers<void>();
    const turn = Promise.withResolvers<void>();
    const pace: Pace = {
      hold: () => undefined,
      held: () => 0,
      turn() {
        waiting.resolve();
        return turn.promise;
      },
    };
    const draining = startProcess({ pace }).drain();
    await waiting.promise;
    clock.advance({ minutes: LEASE_MINUTES + 1 });
    await startProcess().drain();
    turn.resolve();
    await draining;
    expect(sent).toEqual(['a']);
    expect(await rows()).toMatchObject([{ state: 'done' }]);
  });

  it('that was given to another process sends nothing, though the clock was set back meanwhile', async () => {
    await store(['a']);
    const waiting = Promise.withResolvers<void>();
    const turn = Promise.withResolvers<void>();
    const pace: Pace = {
      hold: () => undefined,
      held: () => 0,
      turn() {
        waiting.resolve();
        return turn.promise;
      },
    };
    const draining = startProcess({ pace }).drain();
    await waiting.promise;
    clock.advance({ minutes: LEASE_MINUTES + 1 });
    await startProcess().drain();
    clock.advance({ minutes: -LEASE_MINUTES - 1, seconds: -1 });
    turn.resolve();
    await draining;
    expect(sent).toEqual(['a']);
  });

  it('that ran out during a long search sends nothing', async () => {
    await store(['a']);
    clock.advance({ hours: 1 }); // late: looked for first
    const first = startProcess({
      async find() {
        clock.advance({ minutes: LEASE_MINUTES + 1 });
        await startProcess({ find: async () => undefined }).drain();
      },
    });
    await first.drain();
    expect(sent).toEqual(['a']);
  });

  it('is given back, uncounted, when a request would wait long for its turn', async () => {
    await store(['a']);
    const pace: Pace = { hold: () => undefined, held: () => 0, turn: () => Promise.reject(new NotSent(760_000)) };
    await startProcess({ pace }).drain();
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'pending', attempts: 0, firstAt: null, leaseHolder: null });
    expect(row?.nextAt?.getTime()).toBeGreaterThanOrEqual(at.epochMilliseconds + 760_000);
  });
});

describe('Discord asks to wait', () => {
  /** Refuses the first attempt at step "a". */
  const limited = (global: boolean) => {
    let refused = false;
    return async (key: string): Promise<SendResult> => {
      if (key === 'a' && !refused) {
        refused = true;
        return { ok: false, reason: 'unavailable', retryAfter: 760_000, global };
      }
      sent.push(key);
      return { ok: true, messageId: '1' };
    };
  };
  /** A pace by the test's clock. */
  const pace = () =>
    createPace({ now: () => clock.now().epochMilliseconds, wait: async () => clock.advance({ seconds: 1 }) });

  it('in one channel: that step alone waits, uncounted, and all others are sent', async () => {
    await store(['a', 'b', 'c']);
    await startProcess({ pace: pace(), send: limited(false) }).drain();
    expect(sent.toSorted()).toEqual(['b', 'c']);
    const [a] = await rows();
    expect(a).toMatchObject({ state: 'pending', attempts: 0, problem: 'unavailable' });
    expect(a?.nextAt?.getTime()).toBeGreaterThanOrEqual(at.epochMilliseconds + 760_000);
  });

  it('everywhere: nothing is claimed meanwhile, so that another process posts it, and each is posted once', async () => {
    await store(['a']);
    const held = pace();
    const first = startProcess({ pace: held, send: limited(true) });
    await first.drain();
    await store(['b', 'c']);
    await first.drain();
    await first.runNow('b');
    expect(sent).toEqual([]);
    expect((await rows()).map(({ state }) => state)).toEqual(['pending', 'pending', 'pending']);
    clock.advance({ minutes: 7 });
    await startProcess().drain();
    expect(sent.toSorted()).toEqual(['b', 'c']);
    clock.advance({ minutes: 7 });
    await Promise.all([first.drain(), startProcess().drain()]);
    await startProcess().drain();
    expect(sent.toSorted()).toEqual(['a', 'b', 'c']);
  });
});

describe('a guild that removed the bot', () => {
  it('has its steps looked at no more, and done once it is back', async () => {
    await database.db.community.create({ data: { id: COMMUNITY, locale: 'pl', zone: 'Europe/Warsaw' } });
    await store(['a'], COMMUNITY);
    await store(['b']);
    const context = { db: database.db, clock };
    await noteDeparture(context, COMMUNITY);
    const outbox = startProcess();
    for (let minute = 0; minute < 3; minute += 1) {
      await outbox.drain();
      clock.advance({ minutes: 1 });
    }
    expect(sent).toEqual(['b']);
    expect((await rows())[0]).toMatchObject({ state: 'pending', attempts: 0, nextAt: new Date(DUE) });
    await noteReturn(context, COMMUNITY);
    await outbox.drain();
    expect(sent).toEqual(['b', 'a']);
  });
});

describe('a channel whose limit is used up', () => {
  it('holds back its own guild alone: all others are posted at the full pace, with few refusals', async () => {
    const [BUSY, OTHERS] = [200, 144];
    await store(Array.from({ length: BUSY }, (_, number) => `busy ${number}`));
    await store(Array.from({ length: OTHERS }, (_, number) => `other ${number}`));
    const now = () => clock.now().epochMilliseconds;
    const ticking = createPace({
      now,
      wait: async (milliseconds) =>
        clock.set(
          clock
            .now()
            .add({ milliseconds: Math.ceil(milliseconds) })
            .toString(),
        ),
    });
    const holds = createChannelHolds(now);
    let refused = 0;
    const last = { other: 0 };
    // As the messenger and its client: one request after the other in a channel, and none while it is on hold.
    let inChannel: Promise<unknown> = Promise.resolve();
    const sendBusy = async (): Promise<SendResult> => {
      if (holds.left('busy') === 0) {
        await ticking.turn();
        refused += 1;
        holds.hold('busy', 1000);
      }
      return { ok: false, reason: 'unavailable', retryAfter: Math.ceil(holds.left('busy')) };
    };
    const send = async (key: string): Promise<SendResult> => {
      if (key.startsWith('busy')) {
        const mine = inChannel.then(sendBusy);
        inChannel = mine;
        return mine;
      }
      await ticking.turn();
      last.other = now();
      sent.push(key);
      return { ok: true, messageId: '1' };
    };
    await startProcess({ pace: { ...ticking, turn: ticking.ready }, send }).drain();
    expect(sent).toHaveLength(OTHERS);
    expect(last.other - at.epochMilliseconds).toBeLessThan(1000 * (OTHERS / 48 + 1));
    expect(refused).toBeLessThan(8);
  });
});
