import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createJobs } from '../../src/app/jobs.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { fakeShards } from '../support/shards.ts';

let database: TestDatabase;
const clock = testClock('2026-11-27T09:00:00Z');
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  await database.db.community.create({ data: { id: '5000', locale: 'pl', zone: 'Europe/Warsaw' } });
});

/** The jobs of a process, and what they did. */
function startProcess(shards = fakeShards(2)) {
  const did: string[] = [];
  const note = (what: string) => async () => void did.push(what);
  const jobs = createJobs({
    services: { ...database, clock },
    shards,
    planning: { openAllDue: note('planned') },
    outbox: { drain: note('drained'), nudge: () => undefined },
    memberships: { catchUp: note('compared') },
    review: note('reviewed'),
    askMembership: async () => 'unknown',
    tidyUp: undefined,
    onFailure: () => undefined,
    log: pino({ level: 'silent' }),
  });
  const run = async (name: string) => jobs.find((job) => job.name === name)?.run(new AbortController().signal);
  return { shards, did, run };
}

const counted = () => database.db.communityWeek.count();

it('Weeks are counted by the process with the first shard alone, and by the next one to hold it', async () => {
  const [first, second] = [startProcess(fakeShards(2, [0])), startProcess(fakeShards(2, [1]))];
  await second.run('community-weeks');
  expect(await counted()).toBe(0);
  first.shards.hold([]);
  second.shards.hold([0, 1]);
  await first.run('community-weeks');
  expect(await counted()).toBe(0);
  await second.run('community-weeks');
  expect(await counted()).toBeGreaterThan(0);
});

it('Counting twice at once, while the first shard changes hands, counts nothing twice', async () => {
  const both = [startProcess(fakeShards(2, [0])), startProcess(fakeShards(2, [0]))];
  await Promise.all(both.map(({ run }) => run('community-weeks')));
  const once = await counted();
  await both[0]?.run('community-weeks');
  expect([once > 0, await counted()]).toEqual([true, once]);
});

it('What is for the guilds of a shard is done by each process', async () => {
  const { did, run } = startProcess(fakeShards(2, [1]));
  for (const name of ['check-ins', 'due', 'memberships', 'alerts']) await run(name);
  expect(did).toEqual(['planned', 'drained', 'planned', 'compared', 'reviewed', 'drained']);
});
