import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { oweReminders } from '../../src/checkins/owe-reminders.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const GUILD = '700000000000000001';
const MEMBERS = 450;
const NOW = '2026-11-24T09:00:00Z';
const clock: TestClock = testClock(NOW);
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const idOf = (number: number) => String(100000 + number);

/** A check-in that was just posted, in a community in which 450 members want reminders. */
async function posted() {
  const { db } = database;
  await db.community.create({ data: { id: GUILD, locale: 'pl', zone: 'Europe/Warsaw' } });
  const at = new Date(NOW);
  const checkin = await db.checkin.create({
    data: {
      communityId: GUILD,
      week: new Date('2026-11-23'),
      localDate: at,
      dueAt: at,
      latestAt: at,
      closesAt: new Date('2026-11-27T09:00:00Z'),
      theme: 'tip-social-media',
      channelId: '1',
    },
  });
  await db.checkinReminder.createMany({
    data: Array.from({ length: MEMBERS }, (_none, number) => ({ communityId: GUILD, personId: idOf(number) })),
  });
  return checkin;
}

const setAside: number[] = [];
beforeEach(() => setAside.splice(0));
const context = () => ({
  db: database.db,
  sealer: database.sealer,
  clock,
  onSetAside: (_error: unknown, members: number) => void setAside.push(members),
});
const community = { id: GUILD, zone: 'Europe/Warsaw', locale: 'pl' as const };

describe('reminders of a large community', () => {
  it('are owed in short transactions, one statement for many members, and once however often it is done', async () => {
    const checkin = await posted();
    let transactions = 0;
    const db = new Proxy(database.db, {
      get(target, key) {
        if (key === '$transaction') transactions += 1;
        return Reflect.get(target, key);
      },
    });
    await oweReminders({ ...context(), db }, community, checkin);
    expect(transactions).toBe(9);
    expect(await database.db.notice.count()).toBe(MEMBERS);
    await oweReminders(context(), community, checkin);
    expect(await database.db.notice.count()).toBe(MEMBERS);
    expect(setAside).toEqual([]);
  });

  it('reach everybody but those whose zone or sheet cannot be read, who are counted', async () => {
    const checkin = await posted();
    const { db } = database;
    await db.member.create({ data: { id: idOf(3), zone: 'America/New York' } });
    await db.boundarySheet.create({ data: { personId: idOf(4), hours: 'no JSON' } });
    await oweReminders(context(), community, checkin);
    expect(setAside).toEqual([2]);
    const left = [idOf(3), idOf(4)];
    expect(await db.notice.count({ where: { personId: { in: left } } })).toBe(0);
    expect(await db.notice.count()).toBe(MEMBERS - left.length);
  });

  it('go on after a crash in the middle, and leave out whoever skipped the week', async () => {
    const checkin = await posted();
    const { db } = database;
    await db.checkinReminder.updateMany({ where: { personId: idOf(7) }, data: { skippedWeek: checkin.week } });
    let left = 2;
    const dying = new Proxy(db, {
      get(target, key) {
        if (key === '$transaction' && --left === 0) throw new Error('killed');
        return Reflect.get(target, key);
      },
    });
    await expect(oweReminders({ ...context(), db: dying }, community, checkin)).rejects.toThrow('killed');
    expect(await db.notice.count()).toBe(49);
    await oweReminders(context(), community, checkin);
    expect(await db.notice.count()).toBe(MEMBERS - 1);
  });
});
