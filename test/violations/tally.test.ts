import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../src/database/ids.ts';
import { REACTIONS, VIOLATION_KINDS } from '../../src/kinds/violations.ts';
import { changeEntry, deleteEntry } from '../../src/violations/changes.ts';
import { findDealings } from '../../src/violations/dealings.ts';
import { findEntry, logViolation, type NewEntry } from '../../src/violations/entries.ts';
import { EARLIER_TOLD } from '../../src/violations/insert.ts';
import { refreshTally } from '../../src/violations/tally.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const clock = testClock('2026-11-05T09:00:00Z');
const TODAY = Temporal.PlainDate.from('2026-11-05');
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());
const context = () => ({ db: database.db, sealer: database.sealer, clock });

let submissions = 0;
function entryOf(change: Partial<NewEntry> = {}): NewEntry {
  submissions += 1;
  return {
    authorId: '100000000000000001',
    communityId: undefined,
    checkinId: undefined,
    kind: 'late-payment',
    story: 'Przelew miał być w piątek.',
    clientLabel: 'Klient A',
    reaction: 'let-pass',
    weight: 3,
    nextStep: undefined,
    happenedOn: TODAY,
    interactionId: String(submissions),
    ...change,
  };
}

const sums = () =>
  database.db.violationTally.findMany({
    orderBy: [{ authorId: 'asc' }, { week: 'asc' }, { kind: 'asc' }, { currency: 'asc' }],
  });

/** The sums as they follow from the entries alone. */
async function recomputed() {
  const entries = await database.db.violation.findMany();
  await database.db.violationTally.deleteMany();
  for (const author of new Set(entries.map(({ authorId }) => authorId))) {
    const own = entries.filter(({ authorId }) => authorId === author);
    const days = own.map(({ happenedOn }) => Temporal.PlainDate.from(happenedOn.toISOString().slice(0, 10)));
    await database.db.$transaction((tx) => refreshTally(tx, author, days));
  }
  return sums();
}

const authors = ['100000000000000001', '100000000000000002'];
const written = fc.record({
  authorId: fc.constantFrom(...authors),
  kind: fc.constantFrom(...VIOLATION_KINDS.slice(0, 3)),
  reaction: fc.constantFrom(...REACTIONS),
  happenedOn: fc.integer({ min: 0, max: 20 }).map((days) => TODAY.subtract({ days })),
});
const changes = fc.record(
  {
    kind: fc.constantFrom(...VIOLATION_KINDS.slice(0, 3)),
    reaction: fc.constantFrom(...REACTIONS),
    happenedOn: fc.integer({ min: 0, max: 20 }).map((days) => TODAY.subtract({ days })),
    unpaidMinutes: fc.integer({ min: 0, max: 600 }),
    cost: fc.record({ amount: fc.integer({ min: 1, max: 999 }), currency: fc.constantFrom('PLN', 'EUR') }),
  },
  { requiredKeys: [] },
);
const acts = fc.oneof(
  { weight: 3, arbitrary: written.map((entry) => ({ type: 'log' as const, entry })) },
  { weight: 2, arbitrary: changes.map((change) => ({ type: 'change' as const, change })) },
  { weight: 1, arbitrary: fc.constant({ type: 'delete' as const }) },
);

describe('the sums of entries', () => {
  test('follow from the entries, in whatever order they are logged, changed and deleted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 3, maxLength: 15 }), async (list) => {
        await database.reset();
        const there: { id: string; authorId: string }[] = [];
        for (const act of list) {
          const last = there.at(-1);
          if (act.type === 'log') there.push((await logViolation(context(), entryOf(act.entry))).entry);
          else if (last && act.type === 'change')
            await changeEntry(context(), last.authorId, last.id, act.change, TODAY);
          else if (last) {
            await deleteEntry(context(), last.authorId, last.id, async () => undefined);
            there.pop();
          }
        }
        const kept = await sums();
        expect(kept).toEqual(await recomputed());
      }),
      { numRuns: 25 },
    );
  });

  test('count each of many entries at once, beside changes of others', async () => {
    const { entry: first } = await logViolation(context(), entryOf());
    await Promise.all([
      ...Array.from({ length: 20 }, () => logViolation(context(), entryOf())),
      ...[1, 2, 3].map((unpaidMinutes) => changeEntry(context(), first.authorId, first.id, { unpaidMinutes }, TODAY)),
    ]);
    const kept = await sums();
    expect(kept).toMatchObject([{ entries: 21, letPass: 21 }]);
    expect(kept).toEqual(await recomputed());
  });
});

describe('a new entry', () => {
  test('is told as it is stored', async () => {
    for (const reaction of REACTIONS) {
      const { entry: told } = await logViolation(context(), entryOf({ reaction, nextStep: 'Zapytam w poniedziałek.' }));
      expect(await findEntry(context(), told.authorId, told.id)).toEqual(told);
    }
  });

  test('tells of the author’s earlier entries about its client as a look at them would', async () => {
    for (const change of [
      {},
      { clientLabel: 'klient  a', reaction: 'refused' },
      { clientLabel: 'Klient B' },
      { clientLabel: undefined },
      { authorId: '100000000000000002' },
      { kind: 'scope-creep' },
    ] as const)
      await logViolation(context(), entryOf(change));
    const { entry, earlier } = await logViolation(context(), entryOf());
    const told = await findDealings(context(), entry, earlier);
    expect(told).toEqual({ entries: 4, tried: expect.arrayContaining(['let-pass', 'refused']) });
    expect(told).toEqual(await findDealings(context(), entry));
    expect((await logViolation(context(), entryOf({ clientLabel: undefined }))).earlier).toEqual([]);
  });

  test('is counted with all entries about its client, however many', async () => {
    const { authorId, kind, reaction, weight = null, story } = entryOf();
    const data = Array.from({ length: EARLIER_TOLD }, (_none, number) => {
      const createdAt = new Date(clock.now().epochMilliseconds - 1000);
      const id = newId(createdAt.getTime());
      const { clientLabel } = database.sealer.seal('Violation', { id, clientLabel: 'Klient A' });
      return { id, authorId, kind, reaction, weight, story, clientLabel, interactionId: `many ${number}`, createdAt };
    });
    await database.db.violation.createMany({ data });
    const { entry, earlier } = await logViolation(context(), entryOf());
    expect(await findDealings(context(), entry, earlier)).toMatchObject({ entries: EARLIER_TOLD + 1 });
  });

  test('is saved once, however often its submission arrives, and counted once', async () => {
    const entry = entryOf();
    const told = await Promise.all([1, 2, 3].map(() => logViolation(context(), entry)));
    expect(new Set(told.map(({ entry: { id } }) => id)).size).toBe(1);
    // Only the one that was saved knows that nothing has happened to it yet.
    expect(told.filter(({ earlier }) => earlier)).toHaveLength(1);
    expect(await sums()).toMatchObject([{ entries: 1 }]);
  });

  test('belongs to its check-in, and to none that is gone or another community’s', async () => {
    const [here, there] = ['700000000000000001', '700000000000000002'];
    for (const id of [here, there])
      await database.db.community.create({ data: { id: `${id}`, locale: 'pl', zone: 'Europe/Warsaw' } });
    const time = new Date('2026-11-03T09:00:00Z');
    const checkin = await database.db.checkin.create({
      data: {
        communityId: `${here}`,
        week: new Date('2026-11-02'),
        localDate: new Date('2026-11-03'),
        dueAt: time,
        latestAt: time,
        closesAt: time,
        theme: 'tip-know-your-priorities',
        channelId: '1',
      },
    });
    const stored = async (change: Partial<NewEntry>) => {
      const { id } = (await logViolation(context(), entryOf(change))).entry;
      return (await database.db.violation.findUniqueOrThrow({ where: { id } })).checkinId;
    };
    expect(await stored({ communityId: here, checkinId: checkin.id })).toBe(checkin.id);
    expect(await stored({ communityId: there, checkinId: checkin.id })).toBeNull();
    expect(await stored({ communityId: undefined, checkinId: checkin.id })).toBeNull();
    expect(await stored({ communityId: here, checkinId: '01890a5d-ac96-774b-bcce-b302099a8057' })).toBeNull();
  });
});
