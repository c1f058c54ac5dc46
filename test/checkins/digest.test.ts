import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeDigest } from '../../src/checkins/digest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const COMMUNITY = '800000000000000001';
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  await database.db.community.create({ data: { id: COMMUNITY, locale: 'pl', zone: 'Europe/Warsaw' } });
});

async function closedCheckin(day: string, closedAt: string) {
  const localDate = Temporal.PlainDate.from(day);
  const at = new Date(`${day}T09:00:00Z`);
  const week = new Date(localDate.subtract({ days: localDate.dayOfWeek - 1 }).toString());
  const times = { dueAt: at, latestAt: at, closesAt: new Date(closedAt), closedAt: new Date(closedAt) };
  const row = await database.db.checkin.create({
    data: {
      communityId: COMMUNITY,
      week,
      localDate: new Date(day),
      state: 'closed',
      theme: 'x',
      channelId: '1',
      ...times,
    },
  });
  const closesAt = Temporal.Instant.from(closedAt);
  return { id: row.id, communityId: COMMUNITY, locale: 'pl' as const, localDate, theme: 'x', closesAt };
}

async function closedWeek(monday: string, closedAt: string, people: number) {
  const kinds = people > 0 ? { 'late-payment': { people } } : {};
  await database.db.communityWeek.create({
    data: { communityId: COMMUNITY, week: new Date(monday), kinds, closedAt: new Date(closedAt) },
  });
}

describe('numbers that fall into a pause', () => {
  it('are told with the next digest, and with no other', async () => {
    await closedCheckin('2026-12-11', '2026-12-14T09:00:00Z');
    await closedWeek('2026-11-30', '2026-12-14T01:00:00Z', 5);
    await closedWeek('2026-12-07', '2026-12-21T01:00:00Z', 4);
    await closedWeek('2026-12-14', '2026-12-28T01:00:00Z', 4);
    await closedWeek('2026-12-21', '2027-01-04T01:00:00Z', 0);
    await closedWeek('2026-12-28', '2027-01-11T01:00:00Z', 0);
    const next = await makeDigest(database.db, await closedCheckin('2027-01-08', '2027-01-11T09:00:00Z'));
    expect(next.week?.toString()).toBe('2026-12-14');
    expect(next.kinds).toMatchObject([{ kind: 'late-payment', people: 4, before: 4.5 }]);
    // Not only the newest: the earlier week of the pause as well, and none that was told.
    expect(next.earlier.map(({ week, kind, people }) => `${week} ${kind} ${people}`)).toEqual([
      '2026-12-07 late-payment 4',
    ]);
    await closedWeek('2027-01-04', '2027-01-18T01:00:00Z', 0);
    const later = await makeDigest(database.db, await closedCheckin('2027-01-15', '2027-01-18T09:00:00Z'));
    expect(later).toMatchObject({ kinds: [], earlier: [] });
  });

  it('are told also where the pause began long ago', async () => {
    await closedCheckin('2026-09-11', '2026-09-14T09:00:00Z');
    await closedWeek('2026-09-07', '2026-09-21T01:00:00Z', 6);
    await closedWeek('2026-09-14', '2026-09-28T01:00:00Z', 3);
    const next = await makeDigest(database.db, await closedCheckin('2026-12-18', '2026-12-21T09:00:00Z'));
    expect(next.week?.toString()).toBe('2026-09-14');
    expect(next.earlier.map(({ week, people }) => `${week} ${people}`)).toEqual(['2026-09-07 6']);
  });
});
