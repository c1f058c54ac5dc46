import { setImmediate as turn } from 'node:timers/promises';
import pino from 'pino';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countTroubles } from '../../src/checkins/troubles.ts';
import { noteDeparture } from '../../src/lifecycle/departure.ts';
import { deleteCommunity } from '../../src/lifecycle/removal.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import type { StepDefinition } from '../../src/outbox/step-definition.ts';
import { enqueue } from '../../src/outbox/steps.ts';
import { DUE } from '../support/checkin-life.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.reset());

const COMMUNITY = '5000';
const at = Temporal.Instant.from(DUE);

/** Does the steps that are due, and returns what was logged as an error or a warning. */
async function drain(attempt: StepDefinition['attempt']): Promise<{ msg: string; err: { message: string } }[]> {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const steps = [{ kind: 'test', attempt }];
  await createOutbox({ db: database.db, clock: testClock(DUE), log, alone: true, steps }).drain();
  return lines.map((line) => JSON.parse(line));
}

describe('steps that end at the same time', () => {
  it('are written together, each with what it notes; one that cannot be written holds up no other', async () => {
    const steps = ['a', 'b', 'c'].map((name) => ({ kind: 'test', key: `test:${name}`, dueAt: at }));
    await enqueue(database.db, steps);
    const noted: string[] = [];
    const record = async (key: string) => {
      if (key === 'test:b') throw new Error('broken');
      noted.push(key);
    };
    await drain(async ({ key }) => ({ type: 'done', record: () => record(key) }));
    const rows = await database.db.outboxStep.findMany({ orderBy: { key: 'asc' } });
    expect(rows.map(({ key, state }) => `${key} ${state}`)).toEqual(['test:a done', 'test:b pending', 'test:c done']);
    expect(noted).toEqual(expect.arrayContaining(['test:a', 'test:c']));
  });
});

describe('a step that fails', () => {
  beforeEach(async () => {
    await database.db.community.create({ data: { id: COMMUNITY, locale: 'pl', zone: 'Europe/Warsaw' } });
    await enqueue(database.db, [{ kind: 'test', key: 'test:a', dueAt: at, communityId: COMMUNITY }]);
  });

  it('is logged', async () => {
    const logged = await drain(async () => Promise.reject(new Error('broken')));
    expect(logged).toMatchObject([{ msg: 'A step of the outbox failed', err: { message: 'broken' } }]);
  });

  it('holds up no other, is tried ever more rarely, told in /admin health, and given up after days', async () => {
    await enqueue(database.db, [{ kind: 'test', key: 'test:b', dueAt: at, communityId: COMMUNITY }]);
    const clock = testClock(DUE);
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const attempt: StepDefinition['attempt'] = async ({ key }) => {
      if (key === 'test:a') throw new Error('a text that cannot be read');
      return { type: 'done' };
    };
    const observed: string[] = [];
    const observe = (_kind: string, outcome: string) => void observed.push(outcome);
    const steps = [{ kind: 'test', attempt }];
    const outbox = createOutbox({ db: database.db, clock, log, alone: false, steps, observe });
    const stateOf = (key: string) => database.db.outboxStep.findUniqueOrThrow({ where: { key } });
    await outbox.drain();
    expect((await stateOf('test:b')).state).toBe('done');
    expect(await stateOf('test:a')).toMatchObject({ state: 'pending', problem: 'broken', leaseHolder: null });
    expect(await countTroubles({ db: database.db, clock }, COMMUNITY)).toMatchObject({ broken: 1, failed: 0 });
    for (let hours = 0; hours < 80; hours += 1) {
      clock.advance({ hours: 1 });
      await outbox.drain();
    }
    expect(await stateOf('test:a')).toMatchObject({ state: 'failed', problem: 'broken', nextAt: null });
    expect(await countTroubles({ db: database.db, clock }, COMMUNITY)).toMatchObject({
      broken: 1,
      failed: 0,
      waiting: 0,
    });
    expect(lines.length).toBeLessThan(25);
    expect(observed.filter((outcome) => outcome === 'broken')).toHaveLength(lines.length);
  });

  it('is no failure where its community was removed meanwhile', async () => {
    const logged = await drain(async () => {
      await noteDeparture({ db: database.db, clock: testClock(DUE) }, COMMUNITY);
      await deleteCommunity(database.db, COMMUNITY, { limit: 100, clock: testClock(DUE) });
      throw new Error('its rows are gone');
    });
    expect(logged).toEqual([]);
  });
});

describe('what is asked for while the outbox comes to its end', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index))(
    'is looked for, %i turns after its last look',
    async (turns) => {
      const { db } = database;
      let looks = 0;
      let asking: Promise<unknown> | undefined;
      const ask = async () => {
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        const before = looks;
        await outbox.drain();
        expect(looks).toBeGreaterThan(before);
      };
      const watched = new Proxy(db, {
        get(target, name) {
          if (name !== '$queryRaw') return Reflect.get(target, name);
          return async (...query: Parameters<typeof db.$queryRaw>) => {
            looks += 1;
            const rows = await target.$queryRaw(...query);
            asking ??= ask();
            return rows;
          };
        },
      });
      const log = pino({ level: 'silent' });
      const outbox = createOutbox({ db: watched, clock: testClock(DUE), log, alone: true, steps: [] });
      await outbox.drain();
      await asking;
    },
  );
});

describe('what follows from a step that ends while the outbox looks for more', () => {
  it('is done by the same run', async () => {
    const { db } = database;
    await enqueue(db, [{ kind: 'test', key: 'test:first', dueAt: at }]);
    const begun = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    let claims = 0;
    // The second claim has looked, and found nothing, when the first step ends; its answer comes after that end.
    const slow = new Proxy(db, {
      get: (target, name) =>
        name === '$queryRaw'
          ? async (...args: Parameters<typeof db.$queryRaw>) => {
              const rows = await db.$queryRaw(...args);
              claims += 1;
              if (claims === 2) {
                mayEnd.resolve();
                await ended.promise;
              }
              return rows;
            }
          : Reflect.get(target, name),
    });
    const attempt: StepDefinition['attempt'] = async ({ key }) => {
      if (key !== 'test:first') return { type: 'done' };
      begun.resolve();
      await mayEnd.promise;
      const next = { kind: 'test', key: 'test:next', dueAt: at };
      return { type: 'done', record: (tx) => enqueue(tx, [next]) };
    };
    /** The end is written after its outcome is told, and the run hears of it in the turn after. */
    const untilEnded = async () => {
      while ((await db.outboxStep.count({ where: { key: 'test:next' } })) === 0) await turn();
      await turn();
      ended.resolve();
    };
    let ending: Promise<void> | undefined;
    const steps = [{ kind: 'test', attempt }];
    const outbox = createOutbox({
      db: slow,
      clock: testClock(DUE),
      log: pino({ level: 'silent' }),
      alone: false,
      steps,
      observe: () => {
        ending ??= untilEnded();
      },
    });
    const drained = outbox.drain();
    await begun.promise;
    outbox.nudge();
    await drained;
    await ending;
    const rows = await db.outboxStep.findMany({ orderBy: { key: 'asc' } });
    expect(rows.map(({ key, state }) => `${key} ${state}`)).toEqual(['test:first done', 'test:next done']);
  });
});
