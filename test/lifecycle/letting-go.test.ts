import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runHousekeeping } from '../../src/app/housekeeping.ts';
import type { Db } from '../../src/database/client.ts';
import { noteDeparture, noteReturn } from '../../src/lifecycle/departure.ts';
import { deleteCommunity } from '../../src/lifecycle/removal.ts';
import { RETENTION_STEPS } from '../../src/lifecycle/retention.ts';
import { createLog } from '../../src/operations/log.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { testServerUrl } from '../support/server-database.ts';

const GUILDS = ['700000000000000001', '700000000000000002', '700000000000000003'] as const;
const [FIRST, SECOND, THIRD] = GUILDS;
const OLD = '2025-03-05T08:00:00Z';
const NEW = '2026-11-20T08:00:00Z';
const clock = testClock('2026-11-24T08:00:00Z');
const log = createLog({ level: 'silent', json: true });

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
const reset = async () => {
  await database.reset();
  for (const id of GUILDS) await database.db.community.create({ data: { id, locale: 'pl', zone: 'Europe/Warsaw' } });
};
beforeEach(reset);
afterAll(() => database.close());

const never = (error: unknown) => expect.fail(String(error));

/** Entries of a community: all from the same instant, or a second apart; of each check-in in turn. */
async function write(
  communityId: string,
  count: number,
  from: string,
  { apart = false, checkins = [] as string[] } = {},
) {
  await database.db.$executeRaw`
    INSERT INTO "Violation" (id, "authorId", "communityId", "checkinId", kind, story, reaction, weight, "interactionId", "createdAt", "updatedAt")
    SELECT gen_random_uuid(), '1', ${communityId}, (${checkins}::text[])[1 + n % greatest(1, ${checkins.length}::int)]::uuid, 'other', 'x', 'refused', 1, gen_random_uuid()::text,
      ${from}::timestamptz + ${apart ? 1 : 0}::int * n * interval '1 second', now()
    FROM generate_series(1, ${count}::int) n`;
}

const entriesOf = (communityId: string | null) => database.db.violation.count({ where: { communityId } });

/** The client, told of each statement that lets something go: how many rows it may have and found. */
function watched(onStatement: (asked: number, found: number, sql: string, values: unknown[]) => unknown): Db {
  return new Proxy(database.db, {
    get(target, key) {
      if (key !== '$queryRawUnsafe') return Reflect.get(target, key);
      return async (sql: string, ...values: unknown[]) => {
        const rows = await target.$queryRawUnsafe<{ found?: number }[]>(sql, ...values);
        const found = rows[0]?.found;
        if (found !== undefined) await onStatement(Number(values[1]), found, sql, values);
        return rows;
      };
    },
  });
}

function retention(db: Db, { limit = 3, signal }: { limit?: number; signal?: AbortSignal } = {}) {
  const entries = RETENTION_STEPS.find(({ name }) => name === 'entries');
  return entries?.run({ db, clock, limit, signal, onError: never });
}

describe('what is due of several communities', () => {
  const fill = async () => {
    await write(FIRST, 7, OLD, { apart: true });
    await write(FIRST, 2, NEW);
    await write(SECOND, 4, NEW);
    // More of the same instant than a statement takes.
    await write(THIRD, 8, OLD);
  };

  it('is let go of once each, whatever a statement takes', async () => {
    for (const limit of [1, 2, 3, 7, 8, 500]) {
      await database.db.violation.deleteMany();
      await fill();
      let found = 0;
      const db = watched((_asked, rows) => {
        found += rows;
      });
      expect(await retention(db, { limit })).toBe(15);
      expect(found).toBe(15);
      expect(await entriesOf(FIRST)).toBe(2);
      expect(await entriesOf(SECOND)).toBe(4);
      expect(await entriesOf(THIRD)).toBe(0);
      expect(await entriesOf(null)).toBe(15);
    }
  });

  it('is gone on with after a stop at any statement', async () => {
    for (const last of [1, 2, 3, 4, 5]) {
      await database.db.violation.deleteMany();
      await fill();
      const stopping = new AbortController();
      let statements = 0;
      const db = watched(() => {
        statements += 1;
        if (statements === last) stopping.abort();
      });
      const before = (await retention(db, { signal: stopping.signal })) ?? 0;
      expect(before).toBe(3 * last);
      expect(await entriesOf(null)).toBe(before);
      expect(await retention(database.db)).toBe(15 - before);
      expect(await entriesOf(FIRST)).toBe(2);
      expect(await entriesOf(THIRD)).toBe(0);
    }
  });

  it('includes what came while it ran', async () => {
    await write(FIRST, 3, OLD);
    let came = false;
    const db = watched(async () => {
      if (!came) await write(FIRST, 2, OLD);
      came = true;
    });
    expect(await retention(db)).toBe(5);
  });
});

it('takes fewer rows at once where a statement takes long', async () => {
  await write(FIRST, 60, OLD);
  let now = clock.now().epochMilliseconds;
  const slow = { now: () => Temporal.Instant.fromEpochMilliseconds(now) };
  const found: number[] = [];
  const db = watched((_asked, rows) => {
    found.push(rows);
    now += 20 * rows;
  });
  const [entries] = RETENTION_STEPS;
  expect(await entries?.run({ db, clock: slow, limit: 500, onError: never })).toBe(60);
  expect(found[0]).toBe(20);
  // 20 milliseconds a row: two of them are what one statement may take.
  expect(new Set(found.slice(1))).toEqual(new Set([2, 0]));
});

// A server plans by its own settings, and holds up nobody while it reads a table.
it.skipIf(testServerUrl !== undefined)(
  'reads no whole table, however many rows the planner thinks are due',
  async () => {
    const { db } = database;
    await write(FIRST, 5000, NEW, { apart: true });
    const checkins = [await makeCheckin(FIRST, OLD), await makeCheckin(FIRST, OLD, 1)];
    await write(SECOND, 6000, NEW, { checkins });
    await database.withSession((session) => session.exec('ANALYZE "Violation"'));
    const plans: string[] = [];
    const explaining = watched(async (_asked, _found, sql, values) => {
      if (!sql.includes('"Violation"')) return;
      const rows = await db.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${sql}`, ...values);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    });
    for (const step of RETENTION_STEPS) await step.run({ db: explaining, clock, limit: 100, onError: never });
    await noteDeparture({ db, clock }, FIRST);
    await deleteCommunity(explaining, FIRST, { clock, limit: 100 });
    expect(plans.length).toBeGreaterThan(50);
    expect(plans.filter((plan) => plan.includes('Seq Scan on "Violation"'))).toEqual([]);
    expect(await entriesOf(FIRST)).toBe(0);
    expect(await db.violation.count({ where: { checkinId: { not: null } } })).toBe(0);
  },
);

/** A check-in of a week of its own. */
async function makeCheckin(communityId: string, createdAt: string, weeks = 0): Promise<string> {
  const at = new Date(Date.parse(createdAt) + weeks * 7 * 86_400_000);
  const times = { week: at, localDate: at, dueAt: at, latestAt: at, closesAt: at, createdAt: at };
  const { id } = await database.db.checkin.create({ data: { communityId, channelId: '1', theme: 'x', ...times } });
  return id;
}

/** A card with all that may hang on it. */
async function addCard(communityId: string, checkinId: string, authorId: string) {
  const { db } = database;
  const at = { createdAt: new Date(NEW), updatedAt: new Date(NEW) };
  const shared = { communityId, authorId, state: 'shared', channelId: '1', ...at };
  const { id: cardId } = await db.card.create({
    data: { ...shared, checkinId, kind: 'other', reaction: 'refused', story: 'x' },
  });
  const advice = await db.cardAdvice.create({ data: { ...shared, cardId, text: 'x' } });
  await db.adviceRating.create({ data: { adviceId: advice.id, personId: '2' } });
  await db.cardReport.create({ data: { communityId, cardId, reporterId: '2', createdAt: at.createdAt } });
  await db.cardDecision.create({ data: { cardId, decision: 'keep', decidedAt: at.createdAt } });
  await db.cardMeToo.create({ data: { cardId, personId: '2' } });
  await db.cardPseudonym.create({ data: { checkinId, personId: authorId, name: authorId } });
}

async function countBelow() {
  const { db } = database;
  const tables = [db.checkin, db.card, db.cardAdvice, db.adviceRating, db.cardReport, db.cardDecision, db.cardMeToo];
  const counts = await Promise.all([...tables, db.cardPseudonym].map((table) => (table as typeof db.card).count()));
  return [...new Set(counts)];
}

describe('old check-ins', () => {
  /** Ten that are due, of two communities, and one that is not; each with two cards and two entries. */
  const fill = async () => {
    for (const guild of [FIRST, THIRD])
      for (let week = 0; week < 5; week += 1) await furnish(guild, await makeCheckin(guild, OLD, week));
    await furnish(SECOND, await makeCheckin(SECOND, NEW));
  };
  const furnish = async (guild: string, id: string) => {
    for (const author of ['1', '2']) await addCard(guild, id, author);
    await write(guild, 2, NEW, { checkins: [id] });
  };
  const left = async () => ({
    checkins: await database.db.checkin.count(),
    cards: await database.db.card.count(),
    ratings: await database.db.adviceRating.count(),
    pseudonyms: await database.db.cardPseudonym.count(),
    linked: await database.db.violation.count({ where: { checkinId: { not: null } } }),
    entries: await database.db.violation.count({ where: { communityId: { not: null } } }),
  });
  const kept = { checkins: 1, cards: 2, ratings: 2, pseudonyms: 2, linked: 2, entries: 22 };
  const step = RETENTION_STEPS.find(({ name }) => name === 'checkins');

  it('go with all that hangs on them, and entries stay', async () => {
    await fill();
    let pieces = 0;
    const db = watched((_asked, found) => {
      pieces += found;
    });
    expect(await step?.run({ db, clock, limit: 3, onError: never })).toBe(10);
    expect(await left()).toEqual(kept);
    // Eight kinds of rows, two of each: none was left to the deletion of the check-in itself.
    expect(pieces).toBe(10 * 8 * 2);
  });

  it('go on after a stop at any statement', async () => {
    for (const last of [1, 4, 9, 20, 25]) {
      await reset();
      await fill();
      const stopping = new AbortController();
      let statements = 0;
      const db = watched(() => {
        statements += 1;
        if (statements === last) stopping.abort();
      });
      const before = (await step?.run({ db, clock, limit: 3, signal: stopping.signal, onError: never })) ?? 0;
      expect(statements).toBe(last);
      expect(await database.db.checkin.count()).toBe(11 - before);
      expect(await step?.run({ db: database.db, clock, limit: 3, onError: never })).toBe(10 - before);
      expect(await left()).toEqual(kept);
    }
  });
});

it('deletes nothing more of a community that comes back in the middle of its deletion', async () => {
  await write(FIRST, 9, NEW);
  await makeCheckin(FIRST, NEW);
  await noteDeparture({ db: database.db, clock }, FIRST);
  let statements = 0;
  const db = watched(async (_asked, found) => {
    if (found > 0) statements += 1;
    if (statements === 2) await noteReturn({ db: database.db, clock }, FIRST);
  });
  expect(await deleteCommunity(db, FIRST, { clock, limit: 2 })).toBe(false);
  expect(await entriesOf(FIRST)).toBe(5);
  expect(await countBelow()).toContain(1);
  expect(await database.db.community.count({ where: { id: FIRST } })).toBe(1);
});

describe('housekeeping that lets go of very much', () => {
  const fill = () => database.db.$executeRaw`
    INSERT INTO "UsageWeek" ("communityId", week, what, part, people)
    SELECT ${FIRST}, '2025-01-06', 'read', n::text, 3 FROM generate_series(1, 5600) n`;
  const housekeeping = (tidyUp: () => Promise<void>, destination?: { write(line: string): void }) =>
    runHousekeeping({
      db: database.db,
      sealer: database.sealer,
      clock,
      log: destination ? createLog({ level: 'error', json: true, destination }) : log,
      askMembership: async () => 'gone',
      tidyUp,
    });

  it('has the database tidied up in the middle of it', async () => {
    await fill();
    const left: number[] = [];
    expect(await housekeeping(async () => void left.push(await database.db.usageWeek.count()))).toEqual({
      usage: 5600,
    });
    expect(left).toHaveLength(1);
    expect(left[0]).toBeGreaterThan(0);
    expect(left[0]).toBeLessThanOrEqual(600);
  });

  it('goes on where the database could not be tidied up', async () => {
    await fill();
    const logged: string[] = [];
    const write = (line: string) => void logged.push(line);
    expect(await housekeeping(() => Promise.reject(new Error('broken')), { write })).toEqual({ usage: 5600 });
    expect(logged).toHaveLength(1);
    expect(await database.db.usageWeek.count()).toBe(0);
  });
});
