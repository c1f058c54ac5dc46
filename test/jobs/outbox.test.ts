import pino from 'pino';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noteDeparture } from '../../src/communities/departure.ts';
import { deleteCommunity } from '../../src/communities/removal.ts';
import { createOutbox } from '../../src/jobs/outbox/outbox.ts';
import type { StepDefinition } from '../../src/jobs/outbox/step.ts';
import { enqueue } from '../../src/outbox.ts';
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
    expect(rows.map(({ key, state }) => `${key} ${state}`)).toEqual(['test:a done', 'test:b claimed', 'test:c done']);
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

  it('is no failure where its community was removed meanwhile', async () => {
    const logged = await drain(async () => {
      await noteDeparture({ db: database.db, clock: testClock(DUE) }, COMMUNITY);
      await deleteCommunity(database.db, COMMUNITY, { limit: 100 });
      throw new Error('its rows are gone');
    });
    expect(logged).toEqual([]);
  });
});
