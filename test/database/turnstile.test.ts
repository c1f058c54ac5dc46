import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../src/database/client.ts';
import { inBackground, type Lane } from '../../src/database/lanes.ts';
import { createTurnstile } from '../../src/database/turnstile.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { testServerUrl } from '../support/server-database.ts';

/** A turnstile whose time passes when the test says so. */
function turnstile() {
  let due: (() => void) | undefined;
  let now = 0;
  const { enter } = createTurnstile({
    now: () => now,
    later(call) {
      due = call;
      return () => {
        due = undefined;
      };
    },
  });
  const passed: string[] = [];
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    passed,
    settle,
    /** Passes as soon as it may, and leaves when `until` resolves. */
    async pass(lane: Lane, name: string, until: Promise<unknown> = Promise.resolve()) {
      const leave = await enter(lane);
      passed.push(name);
      await until;
      leave();
      leave();
    },
    async elapse() {
      now += 3;
      const call = due;
      due = undefined;
      call?.();
      await settle();
    },
  };
}

describe('a turnstile', () => {
  it('lets one pass at a time, in front first, each lane in its order', async () => {
    const { pass, passed, elapse, settle } = turnstile();
    const gate = Promise.withResolvers<void>();
    const all = [pass('background', 'first', gate.promise)];
    for (const name of ['b1', 'b2']) all.push(pass('background', name));
    for (const name of ['f1', 'f2']) all.push(pass('front', name));
    await settle();
    expect(passed).toEqual(['first']);
    gate.resolve();
    await settle();
    expect(passed).toEqual(['first', 'f1', 'f2']);
    await elapse();
    await Promise.all(all);
    expect(passed).toEqual(['first', 'f1', 'f2', 'b1', 'b2']);
  });

  it('is kept for a moment for what may follow in front', async () => {
    const { pass, passed, elapse, settle } = turnstile();
    await pass('front', 'f1');
    const waiting = pass('background', 'b1');
    await settle();
    expect(passed).toEqual(['f1']);
    await pass('front', 'f2');
    await settle();
    expect(passed).toEqual(['f1', 'f2']);
    await elapse();
    await waiting;
    expect(passed).toEqual(['f1', 'f2', 'b1']);
  });

  it('lets the background pass from time to time, however much there is in front', async () => {
    const { pass, passed, elapse, settle } = turnstile();
    const all = [pass('front', 'f')];
    for (let count = 0; count < 100; count += 1) all.push(pass('front', 'f'));
    for (let count = 0; count < 3; count += 1) all.push(pass('background', 'b'));
    await settle();
    while (passed.length < all.length) await elapse();
    await Promise.all(all);
    const places = passed.flatMap((name, index) => (name === 'b' ? [index] : []));
    expect(places).toEqual([20, 41, 62]);
  });
});

describe.skipIf(testServerUrl !== undefined)('the embedded database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('answers people before what runs in the background, though that came first', async () => {
    const { db } = database;
    await database.withSession((session) => session.exec('CREATE SEQUENCE "order"'));
    const place = async (tx: Tx) => {
      const [row] = await tx.$queryRaw<{ at: bigint }[]>`SELECT nextval('"order"') AS at`;
      return row?.at;
    };
    const held = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    const holding = inBackground(() =>
      db.$transaction(async (tx) => {
        began.resolve();
        await held.promise;
        return place(tx);
      }),
    );
    await began.promise;
    const statement = inBackground(() => place(db));
    const transaction = inBackground(() => db.$transaction(place));
    const person = place(db);
    // All of them have come to wait: Prisma hands each on within a few turns of the event loop.
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    held.resolve();
    expect(await Promise.all([holding, person, statement, transaction])).toEqual([1n, 2n, 3n, 4n]);
  });

  it('goes on after a transaction that nobody waited for any longer, and after one that failed', async () => {
    const { db } = database;
    const held = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    const holding = db.$transaction(async (tx) => {
      await tx.community.count();
      began.resolve();
      await held.promise;
    });
    await began.promise;
    const impatient = db.$transaction(async (tx) => tx.community.count(), { maxWait: 1 });
    await expect(impatient).rejects.toThrow(/Unable to start a transaction/);
    held.resolve();
    await holding;
    await expect(db.$transaction((tx) => tx.$executeRaw`SELECT 1/0`)).rejects.toThrow();
    expect(await db.community.count()).toBe(0);
  });
});
