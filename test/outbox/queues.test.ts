import pino from 'pino';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutbox } from '../../src/outbox/outbox.ts';
import type { Outcome, StepDefinition } from '../../src/outbox/step-definition.ts';
import { enqueue } from '../../src/outbox/steps.ts';
import { DUE } from '../support/checkin-life.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { instantly } from '../support/mortal.ts';

let database: TestDatabase;
let clock: TestClock;
const done: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock(DUE);
  done.splice(0);
});

const at = Temporal.Instant.from(DUE);
const store = (kind: string, count: number) =>
  enqueue(
    database.db,
    Array.from({ length: count }, (_none, number) => ({ kind, key: `${kind} ${number}`, dueAt: at })),
  );

/** A process with two kinds of steps; of the one that comes by the hundred, five are claimed at once. */
function startProcess(many: StepDefinition['attempt']) {
  const few: StepDefinition['attempt'] = async ({ key }) => {
    done.push(key);
    return { type: 'done' };
  };
  const steps = [
    { kind: 'few', attempt: few },
    { kind: 'many', atOnce: 5, attempt: many },
  ];
  const log = pino({ level: 'silent' });
  return createOutbox({ db: database.db, clock, log, steps, alone: false, pace: instantly, random: () => 0 });
}

describe('what comes by the hundred', () => {
  it('keeps nothing else waiting, and is claimed by a few', async () => {
    await store('many', 100);
    const answered = Promise.withResolvers<void>();
    let [begun, most] = [0, 0];
    const outbox = startProcess(async () => {
      begun += 1;
      most = Math.max(most, begun);
      await answered.promise;
      begun -= 1;
      return { type: 'done' };
    });
    const drained = outbox.drain();
    await expect.poll(() => begun).toBe(5);
    await store('few', 60);
    outbox.nudge();
    await expect.poll(() => done.length).toBe(60);
    // The last of them are written as done just after they are done.
    await expect.poll(() => database.db.outboxStep.count({ where: { state: 'claimed' } })).toBe(5);
    answered.resolve();
    await drained;
    expect(await database.db.outboxStep.count({ where: { kind: 'many', state: 'done' } })).toBe(100);
    expect(most).toBe(5);
  });

  it('is held back alone, where Discord takes none of it', async () => {
    await store('many', 100);
    await store('few', 3);
    let tries = 0;
    const held: Outcome = { type: 'held', retryAfter: 3000, what: 'queue' };
    const outbox = startProcess(async ({ key }) => {
      tries += 1;
      if (tries <= 5) return held;
      done.push(key);
      return { type: 'done' };
    });
    await outbox.drain();
    await outbox.drain();
    expect(done.toSorted()).toEqual(['few 0', 'few 1', 'few 2']);
    expect(tries).toBe(5);
    expect(await database.db.outboxStep.count({ where: { kind: 'many', state: 'pending', attempts: 0 } })).toBe(100);
    clock.advance({ seconds: 3 });
    await outbox.drain();
    expect(new Set(done).size).toBe(103);
    expect(done).toHaveLength(103);
  });
});
