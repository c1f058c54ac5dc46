import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withdrawCardsOf } from '../../src/checkins/cards/share.ts';
import type { Tx } from '../../src/database/client.ts';
import type { ViolationOutcome } from '../../src/kinds/violations.ts';
import { closeUsageWeeks } from '../../src/lifecycle/usage-weeks.ts';
import { setCounted } from '../../src/members/community-numbers.ts';
import { erasePersonalData } from '../../src/privacy/personal-data.ts';
import { changeEntry, deleteEntry } from '../../src/violations/changes.ts';
import { closeWeeks, findCommunityWeeks } from '../../src/violations/community-weeks.ts';
import { logViolation, type NewEntry } from '../../src/violations/entries.ts';
import { readInsights } from '../../src/violations/insights.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const GUILD = '700000000000000001';
const WEEK = Temporal.PlainDate.from('2026-11-02');
const clock = testClock('2026-11-05T09:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  clock.set('2026-11-05T09:00:00Z');
  await database.db.community.create({ data: { id: GUILD, locale: 'pl', zone: 'Europe/Warsaw' } });
});
afterAll(() => database.close());
const context = () => ({
  db: database.db,
  sealer: database.sealer,
  clock,
  random: Math.random,
  recordErasure: database.recordErasure,
  hashPerson: async (_tx: Tx, text: string) => text,
  onError: (error: unknown) => expect.fail(String(error)),
});

let submissions = 0;
async function log(person: number, change: Partial<NewEntry> = {}) {
  submissions += 1;
  const { entry } = await logViolation(context(), {
    authorId: `10000000000000000${person}`,
    communityId: GUILD,
    checkinId: undefined,
    kind: 'late-payment',
    story: 'Historia',
    clientLabel: undefined,
    reaction: 'let-pass',
    weight: 3,
    nextStep: undefined,
    happenedOn: WEEK.add({ days: 2 }),
    interactionId: String(submissions),
    ...change,
  });
  return entry;
}
const remove = (author: string, id: string) =>
  deleteEntry(context(), author, id, (tx, entryId) => withdrawCardsOf(context(), tx, entryId));
const weeks = () => findCommunityWeeks(database.db, GUILD, WEEK);
const ready = () => clock.set('2026-11-16T00:30:00Z');

describe('the numbers of a community', () => {
  it('tell of a week only when it is over for a week, and of kinds that three people met', async () => {
    for (const person of [1, 2, 3]) await log(person);
    await log(1);
    for (const person of [1, 2]) await log(person, { kind: 'disrespect' });
    clock.set('2026-11-15T23:00:00Z');
    await closeWeeks(context());
    expect(await weeks()).toEqual([]);
    ready();
    expect(await closeWeeks(context())).toBe(1);
    expect(await weeks()).toEqual([{ week: WEEK, kinds: { 'late-payment': { people: 3 } }, reactions: {} }]);
  });

  it('are never counted again, whatever happens to the entries', async () => {
    const entries = [await log(1), await log(2), await log(3)];
    ready();
    await closeWeeks(context());
    const before = await weeks();
    await log(4);
    await remove(entries[0]?.authorId ?? '', entries[0]?.id ?? '');
    await erasePersonalData(context(), entries[1]?.authorId ?? '');
    await setCounted(context(), entries[2]?.authorId ?? '', false);
    expect(await closeWeeks(context())).toBe(0);
    expect(await weeks()).toEqual(before);
  });

  it('know nothing of whoever is left out, deleted an entry or was erased before', async () => {
    const [, second, third] = [await log(1), await log(2), await log(3), await log(4), await log(5)];
    await setCounted(context(), '100000000000000001', false);
    await remove(second.authorId, second.id);
    await erasePersonalData(context(), third.authorId);
    ready();
    await closeWeeks(context());
    expect(await weeks()).toEqual([{ week: WEEK, kinds: {}, reactions: {} }]);
  });

  it('tell how it ended where neither part is one or two people', async () => {
    const today = WEEK.add({ days: 3 });
    const change = { state: { state: 'resolved', outcome: 'paid' } } as const;
    for (const person of [1, 2, 3, 4]) {
      const { authorId, id } = await log(person);
      if (person < 4) await changeEntry(context(), authorId, id, change, today);
    }
    for (const person of [1, 2, 3]) {
      const { authorId, id } = await log(person, { kind: 'scope-creep' });
      await changeEntry(context(), authorId, id, change, today);
    }
    ready();
    await closeWeeks(context());
    const [week] = await weeks();
    // One of four did not: that is somebody.
    expect(week?.kinds['late-payment']).toEqual({ people: 4 });
    expect(week?.kinds['scope-creep']).toEqual({ people: 3, outcomes: { paid: 3 } });
  });

  it('tell which reaction worked, counting people of told kinds who are not left out, each once', async () => {
    const today = WEEK.add({ days: 3 });
    const end = async (person: number, outcome: ViolationOutcome, change: Partial<NewEntry> = {}) => {
      const { authorId, id } = await log(person, { reaction: 'refused', ...change });
      await changeEntry(context(), authorId, id, { state: { state: 'resolved', outcome } }, today);
    };
    for (const person of [1, 2, 3, 9]) await end(person, 'paid');
    for (const person of [1, 2, 3]) await end(person, 'unchanged', { kind: 'scope-creep' });
    await end(4, 'compromise', { kind: 'scope-creep' });
    for (const person of [5, 6, 7]) await log(person, { kind: 'scope-creep', reaction: 'refused' });
    // A kind that only one person met, and a person who does not count.
    await end(8, 'paid', { kind: 'disrespect' });
    await setCounted(context(), '100000000000000009', false);
    ready();
    await closeWeeks(context());
    expect(await weeks()).toEqual([
      {
        week: WEEK,
        kinds: { 'late-payment': { people: 3 }, 'scope-creep': { people: 7 } },
        reactions: { refused: { people: 7, well: 4 } },
      },
    ]);
  });

  it('of weeks that were closed before reactions were counted are read as they were stored', async () => {
    const kinds = { other: { people: 3, addressed: 3, outcomes: { paid: 3 } } };
    await database.db.communityWeek.create({
      data: { communityId: GUILD, week: new Date(WEEK.toString()), kinds, closedAt: new Date(WEEK.toString()) },
    });
    expect(await weeks()).toEqual([{ week: WEEK, kinds, reactions: {} }]);
  });
});

describe('the sums of a member', () => {
  const today = Temporal.PlainDate.from('2026-11-26');
  const author = '100000000000000001';

  it('are those of the entries, after any order of edits and deletions', async () => {
    const step = fc.record({
      does: fc.constantFrom('log', 'edit', 'move', 'resolve', 'delete'),
      which: fc.nat(9),
      kind: fc.constantFrom('other', 'disrespect', 'late-payment'),
      back: fc.nat(40),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await database.db.violation.deleteMany();
        await database.db.violationTally.deleteMany();
        for (const { does, which, kind, back } of steps) {
          const ids = await database.db.violation.findMany({ orderBy: { id: 'asc' } });
          const { id = '' } = ids[which % Math.max(1, ids.length)] ?? {};
          const day = today.subtract({ days: back });
          if (does === 'log' || id === '') await log(1, { kind, happenedOn: day });
          else if (does === 'delete') await remove(author, id);
          else {
            const changes = {
              edit: { kind, cost: { amount: back, currency: back > 20 ? 'EUR' : 'PLN' }, unpaidMinutes: back },
              move: { happenedOn: day },
              resolve: { state: { state: 'resolved', outcome: 'paid' } },
            } as const;
            await changeEntry(context(), author, id, changes[does], today);
          }
        }
        const insights = await readInsights(database.db, author, today);
        const rows = await database.db.violation.findMany();
        expect(insights.total).toBe(rows.length);
        expect(insights.addressed).toBe(rows.filter(({ state }) => state !== 'open').length);
        expect(insights.unpaidMinutes).toBe(rows.reduce((sum, { unpaidMinutes }) => sum + (unpaidMinutes ?? 0), 0));
        const cost = rows.reduce((sum, { amount }) => sum + (amount?.toNumber() ?? 0), 0);
        expect(insights.costs.reduce((sum, { amount }) => sum + amount, 0)).toBe(cost);
      }),
      { numRuns: 25 },
    );
  });

  it('tell a streak that one let pass ends, and days until addressed', async () => {
    const at = (days: number) => Temporal.PlainDate.from('2026-09-14').add({ days });
    const first = await log(1, { happenedOn: at(0) });
    expect((await readInsights(database.db, author, today)).keptWeeks).toBe(9);
    await log(1, { happenedOn: at(21), reaction: 'refused' });
    await changeEntry(context(), author, first.id, { state: { state: 'addressed', outcome: undefined } }, at(5));
    const insights = await readInsights(database.db, author, today);
    expect(insights.keptWeeks).toBe(10);
    expect(insights.daysUntilAddressed).toBe(2.5);
    await log(1, { happenedOn: today });
    expect((await readInsights(database.db, author, today)).keptWeeks).toBe(0);
  });

  it('are written once for a submission that comes twice, at once too', async () => {
    const [one, other] = await Promise.all([log(1, { interactionId: 'x' }), log(1, { interactionId: 'x' })]);
    expect(other.id).toBe(one.id);
    expect((await readInsights(database.db, author, today)).total).toBe(1);
  });
});

describe('a community whose week cannot be counted', () => {
  const OTHER = '700000000000000002';

  it('holds up no other, whether of entries or of what was used', async () => {
    const { db } = database;
    await db.community.create({ data: { id: OTHER, locale: 'pl', zone: 'Europe/Warsaw' } });
    const week = new Date('2026-11-02');
    const used = [GUILD, OTHER].flatMap((communityId) =>
      ['a', 'b', 'c'].map((personHash) => ({ communityId, week, what: 'read', part: 'kill-fee', personHash })),
    );
    await db.usage.createMany({ data: used });
    for (const communityId of [GUILD, OTHER]) for (const person of [1, 2, 3]) await log(person, { communityId });
    ready();
    const failed: string[] = [];
    // Statements about the first community fail, as those about a row that cannot be read.
    const broken = new Proxy(db, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (key !== '$queryRaw' && key !== '$executeRaw') return value;
        return async (...args: unknown[]) => {
          if (args.includes(GUILD) && !String(args[0]).includes('NOT EXISTS')) throw new Error('broken');
          return Reflect.apply(value, target, args);
        };
      },
    });
    const work = { ...context(), db: broken, onError: (_error: unknown, id: string) => void failed.push(id) };
    await closeWeeks(work);
    expect(new Set(failed)).toEqual(new Set([GUILD]));
    expect(await closeUsageWeeks(work)).toBe(1);
    expect(new Set(failed)).toEqual(new Set([GUILD]));
    expect((await findCommunityWeeks(db, OTHER, WEEK)).length).toBeGreaterThan(0);
    expect(await db.usageWeek.findMany({ select: { communityId: true, people: true } })).toEqual([
      { communityId: OTHER, people: 3 },
    ]);
    expect(await closeUsageWeeks(context())).toBe(1);
    expect(await db.usage.count()).toBe(0);
  });

  it('holds up no other of those in which nothing was written', async () => {
    const { db } = database;
    const last = '700000000000000003';
    for (const id of [OTHER, last]) await db.community.create({ data: { id, locale: 'pl', zone: 'Europe/Warsaw' } });
    await db.$executeRawUnsafe(
      `ALTER TABLE "CommunityWeek" ADD CONSTRAINT refused CHECK ("communityId" <> '${OTHER}')`,
    );
    ready();
    const failed: string[] = [];
    try {
      await closeWeeks({ ...context(), onError: (_error: unknown, id: string) => void failed.push(id) });
    } finally {
      await db.$executeRawUnsafe('ALTER TABLE "CommunityWeek" DROP CONSTRAINT refused');
    }
    expect(new Set(failed)).toEqual(new Set([OTHER]));
    for (const id of [GUILD, last]) expect(await findCommunityWeeks(db, id, WEEK)).toHaveLength(1);
  });
});
