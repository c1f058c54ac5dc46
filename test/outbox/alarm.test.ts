import pino from 'pino';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { createPace } from '../../src/outbox/pace.ts';
import type { Outcome } from '../../src/outbox/step-definition.ts';
import { enqueue } from '../../src/outbox/steps.ts';
import { DUE } from '../support/checkin-life.ts';
import { timedClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
let clock: ReturnType<typeof timedClock>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = timedClock(DUE);
});

const at = Temporal.Instant.from(DUE);
const store = (key: string, dueAt = at) => enqueue(database.db, [{ kind: 'test', key, dueAt }]);

function start(attempt: (key: string) => Promise<Outcome>, pace = createPace()) {
  const steps = [{ kind: 'test', attempt: ({ key }: { readonly key: string }) => attempt(key) }];
  const log = pino({ level: 'silent' });
  return createOutbox({ db: database.db, clock, log, steps, pace, alone: true, random: () => 0.5 });
}

describe('the outbox wakes by itself', () => {
  it('when a step is to be tried again: after 5 s, 10 s, not at the next minute', async () => {
    await store('a');
    const tried: string[] = [];
    const outbox = start(async () => {
      tried.push(clock.now().toString());
      return tried.length < 3 ? { type: 'again', problem: 'uncertain' } : { type: 'done' };
    });
    await outbox.drain();
    for (let second = 0; second < 20; second += 1) {
      clock.advance({ seconds: 1 });
      await outbox.settle();
    }
    expect(tried).toEqual(['2026-11-27T09:00:00Z', '2026-11-27T09:00:05Z', '2026-11-27T09:00:15Z']);
    expect(await database.db.outboxStep.findMany()).toMatchObject([{ state: 'done' }]);
  });

  it('when what Discord asked to wait is over', async () => {
    await store('a');
    let tries = 0;
    const outbox = start(async () => {
      tries += 1;
      return tries === 1 ? { type: 'held', retryAfter: 2000, what: 'one' } : { type: 'done' };
    });
    await outbox.drain();
    clock.advance({ seconds: 3 });
    await outbox.settle();
    expect(await database.db.outboxStep.findMany()).toMatchObject([{ state: 'done', attempts: 1 }]);
  });

  it('when a step becomes due that was stored for later, or by another process', async () => {
    await store('a', at.add({ seconds: 30 }));
    const outbox = start(async () => ({ type: 'done' }));
    await outbox.drain();
    clock.advance({ seconds: 29 });
    await outbox.settle();
    expect(await database.db.outboxStep.findMany()).toMatchObject([{ state: 'pending' }]);
    clock.advance({ seconds: 1 });
    await outbox.settle();
    expect(await database.db.outboxStep.findMany()).toMatchObject([{ state: 'done' }]);
  });

  it('but not once it was told to stop', async () => {
    await store('a', at.add({ seconds: 30 }));
    const outbox = start(async () => ({ type: 'done' }));
    await outbox.drain();
    await outbox.stop();
    clock.advance({ seconds: 31 });
    await outbox.settle();
    expect(await database.db.outboxStep.findMany()).toMatchObject([{ state: 'pending' }]);
  });
});

it('what is asked for while a request hangs is done at once', async () => {
  await store('hangs');
  const under = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Outcome>();
  const done = Promise.withResolvers<void>();
  const outbox = start(async (key) => {
    if (key === 'hangs') {
      under.resolve();
      return answer.promise;
    }
    done.resolve();
    return { type: 'done' };
  });
  const draining = outbox.drain();
  await under.promise;
  await store('asked');
  outbox.nudge();
  await done.promise;
  answer.resolve({ type: 'done' });
  await draining;
  await outbox.settle();
  expect((await database.db.outboxStep.findMany()).map(({ state }) => state)).toEqual(['done', 'done']);
});
