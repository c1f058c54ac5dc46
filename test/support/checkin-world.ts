import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createFakeDiscord, type FakeDiscord, type Fate, type Request } from '../../scripts/simulate/discord.ts';
import { startProcess } from '../../scripts/simulate/process.ts';
import type { ChannelStanding } from '../../src/ports/messenger.ts';
import type { Clock } from '../../src/time/clock.ts';
import { DUE, settle, visible } from './checkin-life.ts';
import { type TestClock, testClock } from './clock.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** A community whose check-in is due now, with a Discord that does what the test says: fresh for each test. */
export interface CheckinWorld {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly discord: FakeDiscord;
  /** What becomes of each request. */
  fate: (request: Request) => Fate;
  /** What the gateway knows of the channel. */
  standing: ChannelStanding;
}

/** Keeps such a world for a test file, and lives in it. */
export function useCheckinWorld() {
  let database: TestDatabase;
  let world: CheckinWorld;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.reset();
    await settle(database);
    const clock = testClock(DUE);
    const discord = createFakeDiscord({
      now: () => clock.now().epochMilliseconds,
      fate: (request) => world.fate(request),
      look: () => world.standing,
    });
    world = { database, clock, discord, fate: () => 'ok', standing: { state: 'ready', kind: 'text', lacks: [] } };
  });
  const start = (own: Clock = world.clock) =>
    startProcess({
      db: database.db,
      sealer: database.sealer,
      clock: own,
      discord: world.discord,
      pace: { turn: async () => undefined, hold: () => undefined, held: () => 0 },
      alone: false,
    });
  return {
    world: () => world,
    start,
    async ticks(process: ReturnType<typeof start>, minutes: number): Promise<void> {
      for (let minute = 0; minute < minutes; minute += 1) {
        await process.tick();
        world.clock.advance({ minutes: 1 });
      }
    },
    posts: () => visible(world.discord, 'post'),
    row: () => database.db.checkin.findFirstOrThrow({ orderBy: { dueAt: 'desc' } }),
    problem: async () => (await database.db.community.findFirstOrThrow()).checkinProblem,
  };
}
