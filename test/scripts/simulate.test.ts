import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { simulate } from '../../scripts/simulate/simulation.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

it('brings eight guilds through a week of faults and kills with nothing lost and nothing twice', async () => {
  const report = await simulate({ database, guilds: 8, weeks: 1, seed: 1 });
  expect(report).toMatchObject({ duplicated: 0, lost: 0 });
  expect(report.due).toBeGreaterThanOrEqual(7);
  expect(report.posted).toBeGreaterThan(report.due * 0.7);
  expect(report.digests).toBeGreaterThan(0);
  expect(report.kills).toBeGreaterThan(1);
  expect(report.use.busiestSecond).toBeLessThanOrEqual(1);
}, 60_000);

it('tells of duplicates where Discord does not recognise a nonce', async () => {
  const report = await simulate({ database, guilds: 16, weeks: 1, seed: 4, nonceKept: 0 });
  expect(report.duplicated).toBeGreaterThan(0);
}, 60_000);

it('shares twelve guilds among processes that are killed, added and removed, with nothing lost and nothing twice', async () => {
  const report = await simulate({ database, guilds: 12, weeks: 1, seed: 5, processes: 3, shards: 8 });
  expect(report).toMatchObject({ duplicated: 0, lost: 0 });
  expect(report.posted).toBeGreaterThan(report.due * 0.7);
  expect(report.kills).toBeGreaterThan(1);
  expect(report.use.busiestSecond).toBeLessThanOrEqual(1);
}, 60_000);

it('brings the largest wave alone to its end, and says how much of the rate was used while enough was waiting', async () => {
  const report = await simulate({ database, guilds: 40, weeks: 1, seed: 2, processes: 2, shards: 4, wave: true });
  expect(report).toMatchObject({ duplicated: 0, lost: 0 });
  expect(report.due).toBeGreaterThanOrEqual(5);
  expect(report.due).toBeLessThan(20);
  expect(report.use.full).toBe(0);
}, 60_000);
