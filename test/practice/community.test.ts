import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countPractised } from '../../src/practice/community.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const COMMUNITY = '800000000000000001';
const POSTED = '2026-11-27T09:00:00Z';
const CLOSES = '2026-11-30T09:00:00Z';
const WITHIN = '2026-11-28T12:00:00Z';

let database: TestDatabase;
let checkin: string;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  await database.db.community.create({ data: { id: COMMUNITY, locale: 'pl', zone: 'Europe/Warsaw' } });
  const day = new Date('2026-11-27');
  const times = { dueAt: new Date(POSTED), postedAt: new Date(POSTED), closesAt: new Date(CLOSES), latestAt: day };
  const { id } = await database.db.checkin.create({
    data: { communityId: COMMUNITY, week: day, localDate: day, theme: 'x', channelId: '1', ...times },
  });
  checkin = id;
});

let plays = 0;
async function played(personId: string, end: string, at = WITHIN, communityId: string | null = COMMUNITY) {
  plays += 1;
  const scene = { scene: 's', locale: 'pl', structure: 'x', path: '000', play: String(plays) };
  await database.db.practiceRun.create({ data: { personId, communityId, end, endedAt: new Date(at), ...scene } });
}
const told = () => countPractised(database.db, checkin);

describe('what a community is told of its practice', () => {
  it('is nothing below three people, however often they played', async () => {
    for (const person of ['1', '2', '1', '2', '1']) await played(person, 'kept');
    expect(await told()).toBeUndefined();
    await played('3', 'kept');
    expect(await told()).toEqual({ people: 3, end: 'kept' });
  });

  it('names the most frequent end only where three people had it, and more than any other', async () => {
    for (const [person, end] of [
      ['1', 'kept'],
      ['2', 'kept'],
      ['3', 'given-up'],
    ] as const)
      await played(person, end);
    expect(await told()).toEqual({ people: 3, end: undefined });
    await played('4', 'kept');
    expect(await told()).toEqual({ people: 4, end: 'kept' });
    await played('1', 'given-up');
    await played('2', 'given-up');
    expect(await told()).toEqual({ people: 4, end: undefined });
  });

  it('counts what was played here while the check-in was open', async () => {
    await played('1', 'kept');
    await played('2', 'kept');
    await played('3', 'kept', '2026-11-27T08:59:59Z');
    await played('4', 'kept', CLOSES);
    await played('5', 'kept', WITHIN, null);
    await played('6', 'kept', WITHIN, '800000000000000002');
    expect(await told()).toBeUndefined();
  });

  it('leaves out who does not want to be counted', async () => {
    for (const person of ['1', '2', '3']) await played(person, 'kept');
    await database.db.member.create({ data: { id: '3', uncounted: true } });
    expect(await told()).toBeUndefined();
  });
});
