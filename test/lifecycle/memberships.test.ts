import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMemberships } from '../../src/lifecycle/memberships.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type FakeShards, fakeShards, guildOn } from '../support/shards.ts';

let database: TestDatabase;
const clock = testClock('2026-11-27T09:00:00Z');
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.reset());

const COUNT = 2;
/** Two communities on each shard. */
const [A0, B0] = [guildOn(0, COUNT, 1), guildOn(0, COUNT, 2)];
const [A1, B1] = [guildOn(1, COUNT, 1), guildOn(1, COUNT, 2)];
const ALL = [A0, B0, A1, B1];
beforeEach(async () => {
  for (const id of ALL) await database.db.community.create({ data: { id, locale: 'pl', zone: 'Europe/Warsaw' } });
});

const departed = async () =>
  (await database.db.communityDeparture.findMany())
    .map((row) => row.communityId)
    .toSorted((a, b) => Number(a) - Number(b));

/** A process, and what the gateway tells each of its shards: undefined while it is not connected. */
function startProcess(shards: FakeShards, guilds: Record<number, readonly string[] | undefined>) {
  const told = { ...guilds };
  const errors: unknown[] = [];
  const memberships = createMemberships({
    db: database.db,
    clock,
    shards,
    present: (shard) => told[shard] && new Set(told[shard]),
    onError: (error) => errors.push(error),
  });
  return { ...memberships, told, errors };
}

describe('a process that holds some of the shards', () => {
  it('never marks the guilds of another shard as departed', async () => {
    const process = startProcess(fakeShards(COUNT, [0]), { 0: [A0] });
    process.doubt();
    await process.catchUp();
    expect(await departed()).toEqual([B0]);
    await process.note('left', A1);
    expect(await departed()).toEqual([B0]);
    await process.note('left', A0);
    expect(await departed()).toEqual([A0, B0]);
  });

  it('compares a shard once that is connected, and each only once', async () => {
    const process = startProcess(fakeShards(COUNT, [0, 1]), { 0: [A0], 1: undefined });
    process.doubt();
    await process.catchUp();
    expect(await departed()).toEqual([B0]);
    process.told[1] = [B1];
    await process.catchUp();
    expect(await departed()).toEqual([A1, B0]);
    process.told[1] = [];
    await process.catchUp();
    expect(await departed()).toEqual([A1, B0]);
  });

  it('compares a shard that it has taken: what its former holder missed, gone or back', async () => {
    await database.db.communityDeparture.create({ data: { communityId: B1, leftAt: new Date() } });
    const shards = fakeShards(COUNT, [0]);
    const process = startProcess(shards, { 0: [A0, B0] });
    process.doubt();
    await process.catchUp();
    expect(await departed()).toEqual([B1]);
    shards.hold([0, 1]);
    process.told[1] = [B1];
    process.doubt([1]);
    await process.catchUp();
    expect(await departed()).toEqual([A1]);
  });

  it('leaves a shard that it lost to the new holder, also in the middle of a comparison', async () => {
    const shards = fakeShards(COUNT, [0, 1]);
    const process = startProcess(shards, { 0: [A0, B0], 1: [] });
    process.doubt();
    shards.hold([0]);
    await process.catchUp();
    await process.note('left', A1);
    expect(await departed()).toEqual([]);
  });

  it('and has lost a connection meanwhile, compares that shard later', async () => {
    const process = startProcess(fakeShards(COUNT, [0, 1]), { 0: [A0], 1: [A1] });
    const { told } = process;
    let asked = 0;
    Object.defineProperty(told, 1, {
      configurable: true,
      get() {
        asked += 1;
        return asked <= 2 ? [A1] : undefined;
      },
    });
    process.doubt();
    await process.catchUp();
    expect(await departed()).toEqual([B0]);
    Object.defineProperty(told, 1, { value: [A1] });
    await process.catchUp();
    expect(await departed()).toEqual([B0, B1]);
  });
});

describe('with another number of shards', () => {
  it('nothing is marked as departed before the shards of that number are connected', async () => {
    const shards = fakeShards(COUNT, [0, 1]);
    const process = startProcess(shards, { 0: [A0, B0], 1: [A1, B1] });
    process.doubt();
    // A0 and A1 are on shards 2 and 3 of 4 now, which others hold; what this one hears is of shards 0 and 1 alone.
    shards.count = 4;
    shards.hold([0, 1]);
    process.told[0] = [B0];
    process.told[1] = [B1];
    await process.catchUp();
    process.doubt();
    await process.catchUp();
    expect(await departed()).toEqual([]);
  });

  it('that changes in the middle of a comparison, the comparison ends there', async () => {
    const shards = fakeShards(COUNT, [0, 1]);
    let asked = 0;
    const memberships = createMemberships({
      db: database.db,
      clock,
      shards,
      present() {
        asked += 1;
        if (asked === 2) shards.count = 3;
        return new Set();
      },
      onError: () => undefined,
    });
    memberships.doubt();
    await memberships.catchUp();
    expect(await departed()).toEqual([]);
  });
});
