import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveAnswer } from '../../src/checkins/answers.ts';
import { findLife } from '../../src/checkins/member-weeks.ts';
import { RETENTION_STEPS } from '../../src/lifecycle/retention.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const COMMUNITY = '80000000000000001';
const MEMBER = '60000000000000001';
/** Friday, 10:00 in Warsaw. */
const FIRST = '2026-01-09T09:00:00Z';
const WEEK = { hours: 24 * 7 };
const clock = testClock(FIRST);
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock.set(FIRST);
});

async function community(retentionMonths: number) {
  await database.db.community.create({
    data: { id: COMMUNITY, locale: 'pl', zone: 'Europe/Warsaw', retentionMonths },
  });
}

async function checkinNow() {
  const at = new Date(clock.now().epochMilliseconds);
  const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);
  return database.db.checkin.create({
    data: {
      communityId: COMMUNITY,
      ...{ week: hours(-4 * 24), localDate: at, dueAt: at, createdAt: at, latestAt: hours(12), closesAt: hours(72) },
      ...{ theme: 'tip-social-media', channelId: '7000', state: 'posted', messageId: String(at.getTime()) },
    },
  });
}

/** Answers an hour after the post, or so many hours later. */
async function answer(checkinId: string, hours = 1) {
  clock.advance({ hours });
  const key = { checkinId, communityId: COMMUNITY, personId: MEMBER };
  const { type } = await saveAnswer({ ...database, clock }, key, { outcome: 'calm' });
  // A week has longer than the tenth of a second for which the streak may wait.
  await database.late.flush();
  clock.advance({ hours: -hours });
  return type;
}

async function retention() {
  const onError = (error: unknown) => {
    throw error;
  };
  for (const step of RETENTION_STEPS) await step.run({ db: database.db, clock, limit: 100, onError });
}

/** Lives through weeks: `x` answered, `l` only after the close, `.` not, `-` without a check-in. */
async function live(marks: string) {
  for (const mark of marks) {
    if (mark !== '-') {
      const { id } = await checkinNow();
      if (mark !== '.') expect(await answer(id, mark === 'l' ? 80 : 1)).toBe('saved');
    }
    await retention();
    clock.advance(WEEK);
  }
}

const streak = async () => {
  const key = { communityId: COMMUNITY, personId: MEMBER, zone: 'Europe/Warsaw' };
  const { streak: found, weeks } = await findLife({ db: database.db, clock }, key);
  return { weeks: found.weeks, longest: found.longest, left: found.freezesLeft, kept: weeks.length };
};

describe('a streak that is longer than the community keeps its check-ins', () => {
  it.each([
    [3, 18],
    [3, 40],
    [12, 60],
  ])('goes on at a retention of %i months through %i weeks', async (months, weeks) => {
    await community(months);
    await live('x'.repeat(weeks));
    const found = await streak();
    expect(found).toMatchObject({ weeks, longest: weeks });
    // What it was counted from has gone.
    expect(found.kept).toBeLessThan(weeks);
  });

  it('counts late answers, spends freezes and ends by the same rules', async () => {
    await community(3);
    await live('xlx.xxxxxxxxxxxxxx.xxx');
    expect(await streak()).toMatchObject({ weeks: 20, longest: 20 });
    await live('.........');
    expect(await streak()).toMatchObject({ weeks: 0, longest: 20 });
    await live('xx');
    expect(await streak()).toMatchObject({ weeks: 2, longest: 20 });
  });

  it('outlasts a pause in which every check-in has gone', async () => {
    await community(3);
    await live(`${'x'.repeat(18)}${'-'.repeat(20)}`);
    expect(await streak()).toMatchObject({ weeks: 18, longest: 18, kept: 0 });
    await live('x');
    expect(await streak()).toMatchObject({ weeks: 19, longest: 19 });
  });

  it('takes up what was answered before streaks were kept', async () => {
    await community(3);
    await live('x'.repeat(10));
    await database.db.checkinStreak.deleteMany();
    await live('x'.repeat(10));
    expect(await streak()).toMatchObject({ weeks: 20 });
  });

  it('still counts a week that was answered late, after the next one', async () => {
    await community(3);
    await live('xx');
    const late = await checkinNow();
    // Closed by hand the day before the next one.
    const closesAt = new Date(clock.now().add({ hours: 24 * 6 }).epochMilliseconds);
    await database.db.checkin.update({ where: { id: late.id }, data: { closesAt } });
    clock.advance(WEEK);
    const next = await checkinNow();
    expect(await answer(next.id)).toBe('saved');
    expect(await answer(late.id, 2)).toBe('saved');
    clock.advance(WEEK);
    expect(await streak()).toMatchObject({ weeks: 4, longest: 4, left: 2 });
    await live('x'.repeat(20));
    expect(await streak()).toMatchObject({ weeks: 24, longest: 24 });
  });
});
