import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countKept, countKeptInARow, findStanding, saveAnswer } from '../../src/checkins/answers.ts';
import { findLogged } from '../../src/checkins/logged.ts';
import { type AnswerChange, KEPT, type Kept } from '../../src/checkins/store-answer.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const [HERE, ME, OTHER] = ['80000000000000001', '600', '601'] as const;
const DAY = 24 * 3_600_000;
/** Monday of the first week. */
const START = Date.parse('2026-01-05T00:00:00Z');
const clock = testClock('2026-01-09T09:00:00Z');
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase([new Uint8Array(32).fill(7)]);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  await database.db.community.create({ data: { id: HERE, locale: 'pl', zone: 'Europe/Warsaw' } });
});

/** The check-in of a week, on its Friday, open for 72 hours. Time goes there. */
async function openWeek(number: number): Promise<string> {
  const week = new Date(START + number * 7 * DAY);
  const at = new Date(week.getTime() + 4 * DAY + 9 * 3_600_000);
  const closesAt = new Date(at.getTime() + 3 * DAY);
  clock.set(at.toISOString());
  const { id } = await database.db.checkin.create({
    data: {
      communityId: HERE,
      ...{ week, localDate: at, dueAt: at, createdAt: at, latestAt: closesAt, closesAt },
      ...{ theme: 'tip-social-media', channelId: '7000', state: 'posted', messageId: `70${number}` },
    },
  });
  return id;
}

const answer = (checkinId: string, change: AnswerChange, personId: string = ME) =>
  saveAnswer({ ...database, databaseKind: database.kind, clock }, { checkinId, communityId: HERE, personId }, change);
const earlierOf = async (checkinId: string, personId: string = ME) =>
  (await findStanding(database, { checkinId, personId })).earlier;
const inARow = () => countKeptInARow(database.db, { personId: ME, communityId: HERE });

describe('boundaries kept in a row', () => {
  /** A week: whether it is answered, what is said of the last boundary, perhaps corrected, and whether a new one is written. */
  const weeks = fc.array(
    fc.record({
      said: fc.option(fc.array(fc.constantFrom(...KEPT), { minLength: 1, maxLength: 3 })),
      next: fc.boolean(),
    }),
    { minLength: 1, maxLength: 7 },
  );
  /** The streak as one would count it by hand. */
  const counted = (said: readonly Kept[]) =>
    said.reduce((count, how) => (how === 'not' ? 0 : how === 'kept' ? count + 1 : count), 0);

  it('are as many as a count by hand, whatever is corrected, and come back until they are looked back on', () =>
    fc.assert(
      fc.asyncProperty(weeks, async (life) => {
        await database.db.checkinAnswer.deleteMany();
        await database.db.checkin.deleteMany();
        const said: Kept[] = [];
        let waiting: { readonly text: string; readonly week: number } | undefined;
        for (const [number, { said: presses, next }] of life.entries()) {
          const id = await openWeek(number);
          const comesBack = waiting && number - waiting.week <= 4 ? waiting.text : undefined;
          expect(await earlierOf(id)).toBe(comesBack);
          for (const kept of comesBack === undefined ? [] : (presses ?? [])) {
            const told = await answer(id, { kept });
            expect(told).toMatchObject({ type: 'saved', answer: { kept }, earlier: comesBack });
          }
          const last = comesBack === undefined ? undefined : presses?.at(-1);
          if (last) {
            said.push(last);
            waiting = undefined;
          }
          if (next) {
            waiting = { text: `Granica ${number}`, week: number };
            await answer(id, { boundary: waiting.text });
          }
          // The week's own boundary is none to look back on yet.
          expect(await earlierOf(id)).toBe(comesBack);
          expect(await inARow()).toBe(counted(said));
        }
      }),
      { numRuns: 25 },
    ));

  it('outlive the check-ins that they are counted from', async () => {
    for (const number of [0, 1, 2]) {
      const id = await openWeek(number);
      await answer(id, { kept: 'kept', boundary: 'Po 17 nie' });
    }
    const rest = { communityId: null, checkinId: null };
    await database.db.checkinAnswer.updateMany({ where: { week: { lt: new Date(START + 14 * DAY) } }, data: rest });
    expect(await inARow()).toBe(3);
    await answer(await openWeek(3), { kept: 'kept' });
    expect(await inARow()).toBe(4);
  });

  it('are each member’s own, and sealed', async () => {
    await answer(await openWeek(0), { boundary: 'Po 17 nie' });
    const id = await openWeek(1);
    expect(await earlierOf(id, OTHER)).toBeUndefined();
    await answer(id, { kept: 'kept', helped: 'Telefon w szufladzie' });
    const rows = await database.db.checkinAnswer.findMany();
    expect(JSON.stringify(rows)).not.toContain('szufladzie');
    expect(rows.map((row) => database.sealer.open('CheckinAnswer', row).helped)).toContain('Telefon w szufladzie');
  });
});

describe('the numbers of boundaries kept', () => {
  it('are told from three people who kept theirs, unless all but one did, and never change after the close', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...KEPT), { maxLength: 8 }), async (people) => {
        await database.db.checkinAnswer.deleteMany();
        await database.db.checkin.deleteMany();
        const id = await openWeek(0);
        for (const [index, kept] of people.entries()) await answer(id, { kept }, `7${index}`);
        const kept = people.filter((how) => how === 'kept').length;
        const told = kept >= 3 && people.length - kept !== 1 ? { people: people.length, kept } : undefined;
        expect(await countKept(database.db, id)).toEqual(told);
        clock.advance({ hours: 73 });
        for (const [index] of people.entries()) await answer(id, { kept: 'not' }, `7${index}`);
        await answer(id, { kept: 'kept' }, '799');
        expect(await countKept(database.db, id)).toEqual(told);
      }),
      { numRuns: 20 },
    ));
});

describe('the entries of a check-in’s days', () => {
  it('are those from its Monday to its close, which no answer took into account', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -4, max: 11 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(undefined, 'calm', 'violation'),
        async (days, outcome) => {
          await database.db.checkinAnswer.deleteMany();
          await database.db.violation.deleteMany();
          await database.db.checkin.deleteMany();
          const id = await openWeek(0);
          const now = new Date(clock.now().epochMilliseconds);
          const row = { kind: 'other', reaction: 'refused', story: 'x', createdAt: now, updatedAt: now };
          for (const [index, day] of days.entries())
            await database.db.violation.create({
              data: { ...row, authorId: ME, happenedOn: new Date(START + day * DAY), interactionId: `${index}` },
            });
          // From Friday on it is open for 72 hours: until the Monday after.
          const within = days.filter((day) => day >= 0 && day <= 7).length;
          const key = { checkinId: id, personId: ME };
          expect((await findLogged(database.db, key))?.entries ?? 0).toBe(within);
          const quiet = await answer(id, { outcome: 'calm', unlessLogged: true });
          expect(quiet.type).toBe(within > 0 ? 'logged' : 'saved');
          if (!outcome || within === 0) return;
          await answer(id, { outcome });
          expect(await findLogged(database.db, key)).toBeUndefined();
          // Later ones are news after a quiet week, but not after a crossed boundary.
          const later = new Date(now.getTime() + 1000);
          const happenedOn = new Date(START + DAY);
          await database.db.violation.create({
            data: { ...row, authorId: ME, happenedOn, interactionId: 'later', createdAt: later },
          });
          expect((await findLogged(database.db, key))?.entries ?? 0).toBe(outcome === 'calm' ? 1 : 0);
        },
      ),
      { numRuns: 30 },
    ));
});
