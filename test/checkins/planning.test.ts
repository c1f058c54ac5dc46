import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bringForward } from '../../src/checkins/forward.ts';
import { createPlanning, type Planning } from '../../src/checkins/posting/steps.ts';
import { listAlerts } from '../../src/communities/alerts/alerts.ts';
import { ALERT_STEP } from '../../src/communities/alerts/telling.ts';
import { changeSettings, findSettings } from '../../src/communities/settings.ts';
import { noteDeparture, noteReturn } from '../../src/lifecycle/departure.ts';
import type { Shards } from '../../src/ports/shards.ts';
import type { Clock } from '../../src/time/clock.ts';
import { isHoliday } from '../../src/time/holidays.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { fakeShards, guildOn } from '../support/shards.ts';

/** Friday, 10:00 in Warsaw. */
const DUE = '2026-11-27T09:00:00Z';
const THURSDAY = '2026-11-26T09:00:00Z';
const clock = testClock(DUE);
let database: TestDatabase;
let planning: Planning;
let notes: object[];
let failures: unknown[];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock.set(DUE);
  restart();
});

function restart() {
  notes = [];
  failures = [];
  planning = createPlanning({
    db: database.db,
    clock,
    isHoliday,
    onNote: (note) => notes.push(note),
    onFailure: (error) => failures.push(error),
  });
}

const tick = () => planning.openAllDue(new AbortController().signal);
const idOf = (number: number) => `8000000000000${String(number).padStart(5, '0')}`;

async function community(number: number, own: Readonly<Record<string, unknown>> = {}, nextAt = DUE) {
  const base = {
    locale: 'pl',
    zone: 'Europe/Warsaw',
    checkinChannelId: '7000',
    checkinWeekday: 5,
    checkinTime: '10:00',
  };
  const id = idOf(number);
  await database.db.community.create({ data: { id, ...base, checkinNextAt: new Date(nextAt), ...own } });
  return id;
}

const states = async (id: string) =>
  (await database.db.checkin.findMany({ where: { communityId: id }, orderBy: { dueAt: 'asc' } })).map(
    ({ state, dueAt }) => `${state} ${dueAt.toISOString().slice(0, 10)}`,
  );
const kinds = async (id: string) => (await listAlerts(database.db, id)).map(({ kind, count }) => `${kind} ${count}`);
const nextOf = async (id: string) =>
  (await database.db.community.findUniqueOrThrow({ where: { id } })).checkinNextAt?.toISOString();

/** What a community's row may hold that no plan can be made of. */
const POISON = {
  'a zone that does not exist': { zone: 'America/New York' },
  'an empty zone': { zone: '' },
  'an unknown weekday': { checkinWeekday: 9 },
  'a weekday of zero': { checkinWeekday: 0 },
  'a time that does not exist': { checkinTime: '25:99' },
  'a time in words': { checkinTime: 'noon' },
} as const;

describe('a community that cannot be planned for', () => {
  const cases = Object.entries(POISON).flatMap(([what, own]) => [0, 5, 9].map((place) => ({ what, own, place })));

  it.each(cases)(
    'with $what, at place $place of a batch: every other one gets its check-in',
    async ({ own, place }) => {
      for (let number = 0; number < 10; number += 1)
        await community(number, number === place ? own : {}, `2026-11-27T08:${50 + number}:00Z`);
      await tick();
      for (let number = 0; number < 10; number += 1)
        expect(await states(idOf(number))).toEqual(number === place ? [] : ['due 2026-11-27']);
      expect(await kinds(idOf(place))).toEqual(['checkin.unreadable 1']);
      expect(await nextOf(idOf(place))).toBe('2026-11-27T10:00:00.000Z');
      expect(notes).toContainEqual({ aside: 1 });
      expect(failures).toEqual([]);
    },
  );

  it('stands thirteen times at the head of the queue: those behind come all the same, and nobody is told twice', async () => {
    for (let number = 0; number < 13; number += 1)
      await community(number, { zone: 'Nowhere/At all' }, '2026-11-20T09:00:00Z');
    for (let number = 13; number < 16; number += 1) await community(number);
    await tick();
    clock.advance({ hours: 2 });
    await tick();
    for (let number = 13; number < 16; number += 1) expect(await states(idOf(number))).toEqual(['due 2026-11-27']);
    expect(await kinds(idOf(12))).toEqual(['checkin.unreadable 1']);
    expect(await database.db.alert.count()).toBe(13);
  });

  it('says a year that no calendar holds: the others come', async () => {
    await community(1, {}, '0002-01-01T00:00:00Z');
    await database.db.$executeRaw`UPDATE "Community" SET "checkinPausedUntil" = '12000-05-01' WHERE id = ${idOf(1)}`;
    await community(2, { checkinWindowHours: 32_000, checkinCatchUpHours: 32_000 });
    await community(3, { checkinPausedUntil: new Date('9999-12-31') });
    await community(4);
    await tick();
    expect(await states(idOf(4))).toEqual(['due 2026-11-27']);
    expect(await states(idOf(3))).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('fails when it is written: only it waits, is told of after some minutes, and the reason is logged', async () => {
    for (let number = 0; number < 12; number += 1) await community(number);
    await database.withSession((session) =>
      session.exec(`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger AS $$ BEGIN
        IF NEW."communityId" = '${idOf(4)}' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql;
        CREATE TRIGGER refuse BEFORE INSERT ON "Checkin" FOR EACH ROW EXECUTE FUNCTION refuse()`),
    );
    try {
      await tick();
      for (let number = 0; number < 12; number += 1)
        expect(await states(idOf(number))).toEqual(number === 4 ? [] : ['due 2026-11-27']);
      expect(await kinds(idOf(4))).toEqual(['checkin.unplanned 1']);
      const telling = await database.db.outboxStep.findFirst({ where: { kind: ALERT_STEP } });
      expect(telling?.nextAt?.getTime()).toBeGreaterThan(clock.now().epochMilliseconds);
      expect(failures).toHaveLength(1);
    } finally {
      await database.withSession((session) => session.exec('DROP TRIGGER refuse ON "Checkin"; DROP FUNCTION refuse()'));
    }
    clock.advance({ minutes: 6 });
    await tick();
    expect(await states(idOf(4))).toEqual(['due 2026-11-27']);
    expect(await kinds(idOf(4))).toEqual([]);
  });

  it('heals by itself when moderators put the setting right, and still gets the check-in that was due meanwhile', async () => {
    const id = await community(1, { zone: 'America/New York', checkinTime: '03:00' }, THURSDAY);
    clock.set(THURSDAY);
    await tick();
    expect(await kinds(id)).toEqual(['checkin.unreadable 1']);
    clock.set('2026-11-27T08:30:00Z'); // 03:30 in New York, on the check-in's day
    await changeSettings(
      { db: database.db, clock },
      { id, locale: 'pl' },
      { zone: 'America/New_York' },
      { actorId: '1' },
    );
    await tick();
    expect(await kinds(id)).toEqual([]);
    expect(await states(id)).toEqual(['due 2026-11-27']);
    expect(await nextOf(id)).toBe('2026-12-04T08:00:00.000Z');
  });

  it('heals without them as well, within the hour', async () => {
    const id = await community(1, { zone: 'America/New York' }, THURSDAY);
    clock.set(THURSDAY);
    await tick();
    await database.db.community.updateMany({ data: { zone: 'Europe/Warsaw' } });
    clock.advance({ hours: 1 });
    await tick();
    expect(await kinds(id)).toEqual([]);
    expect(await nextOf(id)).toBe('2026-11-27T09:00:00.000Z');
  });
});

describe('a check-in that may be no hour late', () => {
  it.each([0.1, 60, 9 * 60])('is still posted %s seconds after its time', async (seconds) => {
    const id = await community(1, { checkinCatchUpHours: 0 });
    clock.set(
      clock
        .now()
        .add({ milliseconds: seconds * 1000 })
        .toString(),
    );
    await tick();
    expect(await states(id)).toEqual(['due 2026-11-27']);
  });

  it('is missed after its own minutes, and moderators learn why', async () => {
    const id = await community(1, { checkinCatchUpHours: 0 });
    clock.advance({ minutes: 11 });
    await tick();
    expect(await states(id)).toEqual(['missed 2026-11-27']);
    expect(await kinds(id)).toEqual(['checkin.away 1']);
  });

  it('is posted by hand whenever a moderator wants it, also where it is due and late', async () => {
    const id = await community(1, { checkinCatchUpHours: 0 });
    await tick();
    clock.advance({ hours: 3 });
    const forwarded = await bringForward({ db: database.db, clock }, await findSettings(database.db, id), '1');
    expect(forwarded.type).toBe('due');
    const row = await database.db.checkin.findFirstOrThrow();
    expect(row.state).toBe('due');
    expect(row.latestAt.getTime()).toBeGreaterThan(clock.now().epochMilliseconds);
  });
});

describe('weeks that nobody was there to post', () => {
  it('are told together, once, with their number', async () => {
    const id = await community(1);
    clock.advance({ days: 15 });
    await tick();
    await tick();
    expect(await states(id)).toEqual(['missed 2026-11-27', 'missed 2026-12-04', 'missed 2026-12-11']);
    expect(await kinds(id)).toEqual(['checkin.away 3']);
    clock.set('2026-12-18T09:00:00Z');
    await tick();
    clock.advance({ days: 9 });
    restart();
    await tick();
    // 25 December is no holiday here; nobody has been told yet, so one message will tell of all.
    expect(await kinds(id)).toEqual(['checkin.away 4']);
  });
});

describe('a clock that was ahead for one tick', () => {
  it('loses nothing but what was due meanwhile: no week of a future that has not come counts as missed', async () => {
    const id = await community(1, {}, '2026-11-27T09:00:00Z');
    clock.set(THURSDAY);
    await tick();
    clock.advance({ days: 40 });
    await tick();
    expect((await states(id)).filter((one) => one.startsWith('missed')).length).toBeGreaterThan(4);
    clock.set('2026-11-26T09:01:00Z');
    await tick();
    expect(await states(id)).toEqual([]);
    expect(await kinds(id)).toEqual([]);
    expect(await nextOf(id)).toBe('2026-11-27T09:00:00.000Z');
    for (const week of [DUE, '2026-12-04T09:00:00Z', '2026-12-11T09:00:00Z']) {
      clock.set(week);
      await tick();
    }
    expect(await states(id)).toEqual(['due 2026-11-27', 'due 2026-12-04', 'due 2026-12-11']);
  });

  it('is noticed at the next start as well, and a week that is rightly left out stays so', async () => {
    const id = await community(1, {}, DUE);
    const skipped = await community(2, {}, DUE);
    await database.db.checkinSkip.create({ data: { communityId: skipped, week: new Date('2026-11-23') } });
    clock.set(THURSDAY);
    await tick();
    clock.advance({ days: 40 });
    await tick();
    clock.set(THURSDAY);
    restart();
    await tick();
    expect(await nextOf(id)).toBe('2026-11-27T09:00:00.000Z');
    expect(await nextOf(skipped)).toBe('2026-12-04T09:00:00.000Z');
    expect(notes).toContainEqual(expect.objectContaining({ undone: expect.any(Number) }));
  });

  it('brings back what waits for a moderator and was put off until then', async () => {
    const id = await community(1, {}, DUE);
    clock.set(THURSDAY);
    await tick();
    const dueAt = new Date(THURSDAY);
    const step = { kind: 'x', nonce: 'x', communityId: id, dueAt, problem: 'forbidden' };
    await database.db.outboxStep.create({ data: { ...step, key: 'x', nextAt: new Date('2027-01-05T09:00:00Z') } });
    clock.advance({ minutes: 1 });
    restart();
    await tick();
    expect((await database.db.outboxStep.findFirstOrThrow()).nextAt?.toISOString()).toBe('2026-11-26T09:01:00.000Z');
  });
});

describe('a guild that comes back', () => {
  it.each([
    ['within the time that a check-in may be late', 11, ['due 2026-11-27']],
    ['after it', 13, []],
  ] as const)('%s', async (_when, hours, expected) => {
    const id = await community(1);
    clock.set('2026-11-27T08:00:00Z');
    await noteDeparture({ db: database.db, clock }, id);
    clock.set(DUE);
    await tick();
    clock.advance({ hours });
    await noteReturn({ db: database.db, clock }, id);
    await tick();
    expect(await states(id)).toEqual(expected);
    expect(await kinds(id)).toEqual([]);
  });

  it('gets no check-in that was due before it left and was not wanted there', async () => {
    const id = await community(1, { checkinWeekday: 5, checkinTime: '09:00' }, '2026-12-04T08:00:00Z');
    clock.set('2026-11-27T08:30:00Z');
    await noteDeparture({ db: database.db, clock }, id);
    clock.advance({ hours: 1 });
    await noteReturn({ db: database.db, clock }, id);
    await tick();
    expect(await states(id)).toEqual([]);
  });
});

describe('with several processes', () => {
  const COUNT = 2;
  const [ours, theirs] = [guildOn(0, COUNT), guildOn(1, COUNT)];
  const plan = (shards: Shards, own: Clock = clock) =>
    createPlanning({ db: database.db, clock: own, isHoliday, shards, onNote: (note) => notes.push(note) }).openAllDue(
      new AbortController().signal,
    );
  const settle = async (id: string, own: Readonly<Record<string, unknown>> = {}) => {
    await community(1, own);
    await database.db.community.update({ where: { id: idOf(1) }, data: { id } });
  };

  it('each plans for the communities of its own shards, and nobody for those of none', async () => {
    for (const id of [ours, theirs]) await settle(id);
    await plan(fakeShards(COUNT));
    await plan(fakeShards(COUNT, [1]));
    expect([await states(ours), await states(theirs)]).toEqual([[], ['due 2026-11-27']]);
    await plan(fakeShards(COUNT, [0]));
    expect(await states(ours)).toEqual(['due 2026-11-27']);
  });

  it('sets aside only its own that cannot be planned for, one by one after a failure too', async () => {
    for (const id of [ours, theirs]) await settle(id, { zone: 'Nowhere' });
    await plan(fakeShards(COUNT, [1]));
    expect([await kinds(ours), (await kinds(theirs)).length]).toEqual([[], 1]);
  });

  it('corrects only its own after a wrong clock', async () => {
    for (const id of [ours, theirs]) await settle(id, { checkinNextAt: new Date('2027-02-05T09:00:00Z') });
    await plan(fakeShards(COUNT, [1]));
    expect(await states(theirs)).toEqual(['due 2026-11-27']);
    expect(await nextOf(ours)).toBe('2027-02-05T09:00:00.000Z');
  });

  it.each([-90, 90])(
    'whose clocks differ by %i s: a shard that changes hands loses no week and has none twice',
    async (seconds) => {
      await settle(ours);
      const skewed: Clock = { now: () => clock.now().add({ seconds }) };
      const weeks = ['due 2026-11-27', 'due 2026-12-04', 'due 2026-12-11'];
      for (const [week] of weeks.entries()) {
        // First the one, then the other: within two minutes both have looked.
        const both = week % 2 === 0 ? [clock, skewed] : [skewed, clock];
        for (let minute = -2; minute <= 2; minute += 1) {
          clock.set(DUE);
          clock.advance({ minutes: 7 * 24 * 60 * week + minute });
          for (const own of both) await plan(fakeShards(COUNT, [0]), own);
        }
        expect(await states(ours)).toEqual(weeks.slice(0, week + 1));
      }
    },
  );
});
