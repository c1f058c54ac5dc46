import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasBacklog, sizeOf } from '../../../scripts/simulate/load.ts';
import { enqueue } from '../../../src/outbox/steps.ts';
import { instantOf } from '../../../src/time/calendar.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('says whether enough steps are due and wait, whatever is under way or comes later', async () => {
  const { db } = database;
  const at = new Date('2026-11-27T10:00:00Z');
  const step = (key: string, dueAt: Date) => ({ kind: 'checkin.post', key, dueAt: instantOf(dueAt) });
  await enqueue(db, [step('a', at), step('b', at), step('c', at), step('later', new Date(at.getTime() + 1))]);
  await db.outboxStep.update({ where: { key: 'c' }, data: { state: 'claimed' } });
  expect([await hasBacklog(db, at, 2), await hasBacklog(db, at, 3)]).toEqual([true, false]);
});

it('says how large the database is', async () => {
  expect(await sizeOf(database)).toBeGreaterThan(1_000_000);
});
