import { afterAll, beforeAll, expect, it } from 'vitest';
import { simulate } from '../../scripts/simulate/simulation.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('brings eight guilds through two weeks of faults and kills with nothing lost and nothing twice', async () => {
  const report = await simulate({ database, guilds: 8, weeks: 2, seed: 1 });
  expect(report).toMatchObject({ duplicated: 0, lost: 0 });
  expect(report.due).toBeGreaterThanOrEqual(14);
  expect(report.posted).toBeGreaterThan(report.due * 0.8);
  expect(report.kills).toBeGreaterThan(1);
  expect(report.peak.second).toBeLessThanOrEqual(1);
}, 60_000);
