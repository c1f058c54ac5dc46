import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUSEKEEPING_STEPS, runHousekeeping } from '../../src/app/housekeeping.ts';
import { newId } from '../../src/database/ids.ts';
import { BELOW_CHECKINS } from '../../src/lifecycle/batch-sql.ts';
import { findDueDepartures, noteDeparture, noteReturn, reconcileMemberships } from '../../src/lifecycle/departure.ts';
import { deleteCommunity } from '../../src/lifecycle/removal.ts';
import { countDue } from '../../src/lifecycle/retention.ts';
import { createLog } from '../../src/operations/log.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { schemaColumns } from '../support/schema.ts';
import { testServerUrl } from '../support/server-database.ts';
import { type FakeShards, fakeShards, guildOn } from '../support/shards.ts';

const GUILD = '700000000000000001';
const OTHER = '700000000000000002';
const ANNA = '100000000000000001';
const log = createLog({ level: 'silent', json: true });

let database: TestDatabase;
const clock = testClock('2026-11-24T08:00:00Z');
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  clock.set('2026-11-24T08:00:00Z');
});
afterAll(() => database.close());

const context = () => ({
  db: database.db,
  sealer: database.sealer,
  clock,
  log,
  askMembership: async (): Promise<'there' | 'gone' | 'unknown'> => 'gone',
});
const never = (error: unknown) => expect.fail(String(error));

/** A row of everything that belongs to a community, made at the given time. */
async function fillCommunity(communityId: string, createdAt: Date) {
  const { db } = database;
  await db.community.create({ data: { id: communityId, locale: 'pl', zone: 'Europe/Warsaw' } });
  const times = { week: createdAt, localDate: createdAt, dueAt: createdAt, latestAt: createdAt, closesAt: createdAt };
  const checkin = await db.checkin.create({
    data: { communityId, channelId: '1', theme: 'tip-social-media', ...times, createdAt },
  });
  await db.checkinSkip.create({ data: { communityId, week: createdAt } });
  await db.checkinTheme.create({ data: { communityId, week: createdAt, theme: 'giving-notice' } });
  await db.checkinReminder.create({ data: { communityId, personId: ANNA } });
  await db.checkinStreak.create({
    data: { communityId, personId: ANNA, week: new Date('2026-01-05'), weeks: 5, longest: 5, frozen: [] },
  });
  await db.checkinAnswer.create({
    data: {
      personId: ANNA,
      communityId,
      checkinId: checkin.id,
      week: createdAt,
      late: false,
      answeredAt: createdAt,
      updatedAt: createdAt,
    },
  });
  const block = { communityId, personHash: 'h', pseudonym: 'Cicha Sowa', day: '2026-11-27', createdAt };
  await db.anonymousBlock.create({ data: block });
  const step = { kind: 'k', key: communityId, nonce: 'n' };
  await db.outboxStep.create({ data: { ...step, communityId, dueAt: createdAt } });
  const entry = {
    authorId: ANNA,
    communityId,
    kind: 'other',
    story: 'Historia',
    reaction: 'refused',
    weight: 1,
    createdAt,
  };
  for (let number = 0; number < 5; number += 1)
    await db.violation.create({ data: { ...entry, checkinId: checkin.id, interactionId: `${communityId}-${number}` } });
  await db.articleRating.create({
    data: { personId: ANNA, article: communityId, locale: 'pl', communityId, helpful: true, createdAt },
  });
  await db.communityWeek.create({ data: { communityId, week: createdAt, kinds: {}, closedAt: createdAt } });
  const used = { communityId, week: createdAt, what: 'template', part: 'extra-fee' };
  await db.usage.create({ data: { ...used, personHash: 'h' } });
  await db.usageWeek.create({ data: { ...used, people: 3 } });
  await db.assistantUse.create({ data: { communityId, day: new Date('2100-01-01'), tokens: 5 } });
  await db.assistantMemberUse.create({
    data: { communityId, personId: ANNA, day: new Date('2100-01-01'), tokens: 5 },
  });
  await db.alert.create({ data: { communityId, key: 'checkin', kind: 'checkin.missing', openedAt: createdAt } });
  await db.auditEntry.create({ data: { communityId, actorId: ANNA, action: 'checkin.post', createdAt } });
  const content = { communityId, kind: 'article', slug: 'a', locale: 'pl', state: 'published', version: 1 };
  await db.communityContent.create({ data: content });
  await db.communityContentDraft.create({
    data: {
      id: newId(0),
      communityId,
      authorId: ANNA,
      kind: 'article',
      locale: 'pl',
      text: 'Szkic',
      expiresAt: new Date('2027-01-01'),
    },
  });
}

async function countOf(communityId: string) {
  const { db } = database;
  const where = { communityId };
  return {
    settings: await db.community.count({ where: { id: communityId } }),
    checkins:
      (await db.checkin.count({ where })) +
      (await db.checkinSkip.count({ where })) +
      (await db.checkinTheme.count({ where })) +
      (await db.checkinReminder.count({ where })) +
      (await db.checkinStreak.count({ where })) +
      (await db.outboxStep.count({ where })) +
      (await db.anonymousBlock.count({ where })),
    answers: await db.checkinAnswer.count({ where }),
    entries: await db.violation.count({ where }),
    ratings: await db.articleRating.count({ where }),
    usage: (await db.usage.count({ where })) + (await db.usageWeek.count({ where })),
    weeks: await db.communityWeek.count({ where }),
    assistant: (await db.assistantUse.count({ where })) + (await db.assistantMemberUse.count({ where })),
    alerts: await db.alert.count({ where }),
    audit: await db.auditEntry.count({ where }),
    content: (await db.communityContent.count({ where })) + (await db.communityContentDraft.count({ where })),
  };
}

const NOTHING = {
  settings: 0,
  checkins: 0,
  answers: 0,
  entries: 0,
  ratings: 0,
  usage: 0,
  weeks: 0,
  assistant: 0,
  alerts: 0,
  audit: 0,
  content: 0,
};
const ALL = {
  settings: 1,
  checkins: 7,
  answers: 1,
  entries: 5,
  ratings: 1,
  usage: 2,
  weeks: 1,
  assistant: 2,
  alerts: 1,
  audit: 1,
  content: 2,
};

describe('a community that removed the bot', () => {
  it('keeps everything for 30 days, then loses all of it, while members keep their entries', async () => {
    await fillCommunity(GUILD, new Date('2026-11-20T08:00:00Z'));
    await fillCommunity(OTHER, new Date('2026-11-20T08:00:00Z'));
    await noteDeparture(context(), GUILD);

    clock.advance({ days: 29 });
    await runHousekeeping(context());
    expect(await countOf(GUILD)).toEqual(ALL);

    clock.advance({ days: 1 });
    expect(await findDueDepartures(context())).toEqual([GUILD]);
    expect(await runHousekeeping(context())).toMatchObject({ communities: 1 });
    expect(await countOf(GUILD)).toEqual(NOTHING);
    expect(await database.db.violation.count({ where: { authorId: ANNA, communityId: null } })).toBe(5);
    expect((await countOf(OTHER)).entries).toBe(5);
    expect(await runHousekeeping(context())).toEqual({});
  });

  it('counts from the first notice, and not at all once it is back', async () => {
    await fillCommunity(GUILD, new Date('2026-11-20T08:00:00Z'));
    await noteDeparture(context(), GUILD);
    clock.advance({ days: 20 });
    await noteDeparture(context(), GUILD);
    clock.advance({ days: 10 });
    expect(await findDueDepartures(context())).toEqual([GUILD]);
    await noteReturn(context(), GUILD);
    await runHousekeeping(context());
    expect((await countOf(GUILD)).settings).toBe(1);
  });

  it('is noticed at a start, and so is one that came back', async () => {
    await fillCommunity(GUILD, new Date('2026-11-20T08:00:00Z'));
    await fillCommunity(OTHER, new Date('2026-11-20T08:00:00Z'));
    await noteDeparture(context(), OTHER);
    await reconcileMemberships(context(), new Set([OTHER]), never);
    expect(await database.db.communityDeparture.findMany({ select: { communityId: true } })).toEqual([
      { communityId: GUILD },
    ]);
  });
});

describe('the deletion of a community', () => {
  const DUE = new Date('2026-11-20T08:00:00Z');

  it('asks Discord now, and waits while Discord does not say that the bot is gone', async () => {
    await fillCommunity(GUILD, DUE);
    await noteDeparture(context(), GUILD);
    clock.advance({ days: 31 });
    await runHousekeeping({ ...context(), askMembership: async () => 'unknown' });
    expect(await countOf(GUILD)).toMatchObject({ settings: 1, entries: 5 });
    await runHousekeeping({ ...context(), askMembership: async () => 'there' });
    expect(await countOf(GUILD)).toMatchObject({ settings: 1, entries: 5 });
    expect(await database.db.communityDeparture.count()).toBe(0);
  });

  it('goes on after a stop in the middle of it, in statements of a few rows each', async () => {
    await fillCommunity(GUILD, DUE);
    await noteDeparture(context(), GUILD);
    const stopping = new AbortController();
    let statements = 0;
    const db = new Proxy(database.db, {
      get(target, key) {
        if (key !== '$queryRawUnsafe') return Reflect.get(target, key);
        return async (sql: string, ...values: unknown[]) => {
          statements += 1;
          if (statements === 12) stopping.abort();
          const rows = await target.$queryRawUnsafe<{ found?: number }[]>(sql, ...values);
          for (const { found = 0 } of rows) expect(found).toBeLessThanOrEqual(2);
          return rows;
        };
      },
    });
    expect(await deleteCommunity(db, GUILD, { clock, limit: 2, signal: stopping.signal })).toBe(false);
    const left = await countOf(GUILD);
    expect(left.entries).toBeLessThan(5);
    expect(left.settings).toBe(1);
    expect(await deleteCommunity(db, GUILD, { clock, limit: 2 })).toBe(true);
    expect(await countOf(GUILD)).toEqual(NOTHING);
  });

  // On a server everybody has connections of their own, and nobody waits for a turn.
  it.skipIf(testServerUrl !== undefined)('lets others have their turn between two statements', async () => {
    await fillCommunity(GUILD, DUE);
    await noteDeparture(context(), GUILD);
    const seen: number[] = [];
    const deleting = deleteCommunity(database.db, GUILD, { clock, limit: 1 }).then(() => 'over' as const);
    for (let over = false; !over; ) {
      // A member of another guild: asked again and again while the deletion runs.
      seen.push(await database.db.violation.count({ where: { communityId: GUILD } }));
      over = (await Promise.race([deleting, Promise.resolve()])) === 'over';
    }
    expect(new Set(seen).size).toBeGreaterThan(2);
  });

  it('stops where the guild comes back in the middle of it', async () => {
    await fillCommunity(GUILD, DUE);
    await noteDeparture(context(), GUILD);
    await noteReturn(context(), GUILD);
    expect(await deleteCommunity(database.db, GUILD, { clock, limit: 2 })).toBe(false);
    expect(await countOf(GUILD)).toEqual(ALL);
  });

  it('is not stopped by another community that cannot be deleted', async () => {
    await fillCommunity(GUILD, DUE);
    await fillCommunity(OTHER, DUE);
    for (const id of [GUILD, OTHER]) await noteDeparture(context(), id);
    clock.advance({ days: 30 });
    const failed: string[] = [];
    const report = await runHousekeeping({
      ...context(),
      askMembership: async (id) => (id === GUILD ? Promise.reject(new Error('broken')) : 'gone'),
      onFailure: (step) => failed.push(step),
    });
    expect(report).toMatchObject({ communities: 1 });
    expect(failed).toEqual(['communities']);
    expect(await countOf(GUILD)).toMatchObject({ settings: 1 });
    expect(await countOf(OTHER)).toEqual(NOTHING);
  });
});

describe('a reconciliation', () => {
  it('notes all others where one community cannot be noted', async () => {
    const ids = [GUILD, OTHER, '700000000000000003'];
    for (const id of ids) await database.db.community.create({ data: { id, locale: 'pl', zone: 'Europe/Warsaw' } });
    const broken = new Proxy(database.db.communityDeparture, {
      get(target, key) {
        if (key !== 'createMany') return Reflect.get(target, key);
        return async (args: { data: { communityId: string; leftAt: Date }[] }) => {
          if (args.data.some(({ communityId }) => communityId === OTHER)) throw new Error('broken');
          return target.createMany(args);
        };
      },
    });
    const db = new Proxy(database.db, {
      get: (target, key) => (key === 'communityDeparture' ? broken : Reflect.get(target, key)),
    });
    const failed: string[] = [];
    await reconcileMemberships({ db, clock }, new Set(), (_error, id) => failed.push(id));
    expect(failed).toEqual([OTHER]);
    const noted = await database.db.communityDeparture.findMany({ orderBy: { communityId: 'asc' } });
    expect(noted.map(({ communityId }) => communityId)).toEqual([GUILD, '700000000000000003']);
  });
});

describe('with several processes', () => {
  const COUNT = 2;
  const [ours, theirs] = [guildOn(0, COUNT), guildOn(1, COUNT)];

  it('each deletes the departed communities of its own shards, as it can ask Discord about them', async () => {
    for (const id of [ours, theirs]) await fillCommunity(id, new Date('2026-11-20T08:00:00Z'));
    for (const id of [ours, theirs]) await noteDeparture(context(), id);
    clock.advance({ days: 31 });
    const asked: string[] = [];
    const askMembership = async (id: string) => {
      asked.push(id);
      return 'gone' as const;
    };
    const report = await runHousekeeping({ ...context(), askMembership, shards: fakeShards(COUNT, [1]) });
    expect(asked).toEqual([theirs]);
    expect(report).toEqual({ communities: 1 });
    expect((await countOf(ours)).settings).toBe(1);
    await runHousekeeping({ ...context(), askMembership, shards: fakeShards(COUNT, [0]) });
    expect(asked).toEqual([theirs, ours]);
    expect((await countOf(ours)).settings).toBe(0);
  });

  it('deletes nothing whose shard was lost while Discord was asked', async () => {
    await fillCommunity(theirs, new Date('2026-11-20T08:00:00Z'));
    await noteDeparture(context(), theirs);
    clock.advance({ days: 31 });
    const shards = fakeShards(COUNT, [1]);
    const askMembership = async () => {
      shards.hold([]);
      return 'gone' as const;
    };
    await runHousekeeping({ ...context(), askMembership, shards });
    expect((await countOf(theirs)).settings).toBe(1);
  });

  it('the one with the first shard forgets for all; the next one to hold it goes on', async () => {
    const steps = (shards: FakeShards) => {
      const ran: string[] = [];
      const noted = HOUSEKEEPING_STEPS.map((step) => ({
        ...step,
        run: async () => {
          ran.push(step.name);
          return 0;
        },
      }));
      return runHousekeeping({ ...context(), shards }, noted).then(() => ran);
    };
    const all = HOUSEKEEPING_STEPS.map(({ name }) => name);
    expect(await steps(fakeShards(COUNT, [0]))).toEqual(all);
    expect(await steps(fakeShards(COUNT, [1]))).toEqual(['communities']);
    expect(await steps(fakeShards(COUNT))).toEqual(['communities']);
    expect(await steps(fakeShards(COUNT, [1, 0]))).toEqual(all);
  });
});

describe('a step of housekeeping that fails', () => {
  it.each(HOUSEKEEPING_STEPS.map(({ name }) => name))(
    '%s: all the others run, and it is logged and counted once',
    async (name) => {
      const ran: string[] = [];
      const steps = HOUSEKEEPING_STEPS.map((step) => ({
        ...step,
        run: async (...args: Parameters<typeof step.run>) => {
          ran.push(step.name);
          if (step.name === name) throw new Error('broken');
          return step.run(...args);
        },
      }));
      const failed: string[] = [];
      const logged: string[] = [];
      const noisy = createLog({ level: 'error', json: true, destination: { write: (line) => void logged.push(line) } });
      await runHousekeeping({ ...context(), log: noisy, onFailure: (step) => failed.push(step) }, steps);
      expect(ran).toEqual(HOUSEKEEPING_STEPS.map((step) => step.name));
      expect(failed).toEqual([name]);
      expect(logged).toHaveLength(1);
      expect(logged[0]).toContain(`"step":"${name}"`);
    },
  );

  it('has a name of its own', () => {
    expect(new Set(HOUSEKEEPING_STEPS.map(({ name }) => name)).size).toBe(HOUSEKEEPING_STEPS.length);
  });
});

describe('retention', () => {
  it('unlinks old entries and ratings, deletes old check-ins and counts, in small batches', async () => {
    await fillCommunity(GUILD, new Date('2025-03-05T08:00:00Z'));
    expect(await countDue(context(), GUILD)).toBe(10);
    expect(await countDue(context(), OTHER)).toBe(0);
    const report = await runHousekeeping({ ...context(), batchSize: 2 });
    expect(report).toEqual({
      entries: 5,
      answers: 1,
      ratings: 1,
      checkins: 1,
      usage: 1,
      communityWeeks: 1,
      audit: 1,
      skips: 1,
      themes: 1,
    });
    expect(await countOf(GUILD)).toEqual({
      ...NOTHING,
      settings: 1,
      checkins: 4,
      usage: 1,
      assistant: 2,
      alerts: 1,
      content: 2,
    });
    expect(await database.db.violation.count()).toBe(5);
    expect(await countDue(context(), GUILD)).toBe(0);
  });

  it('is each community’s own', async () => {
    await fillCommunity(GUILD, new Date('2025-03-05T08:00:00Z'));
    await database.db.community.update({ where: { id: GUILD }, data: { retentionMonths: 24 } });
    // The audit trail is kept 12 months everywhere, a skipped week 60 days.
    expect(await runHousekeeping(context())).toEqual({ audit: 1, skips: 1, themes: 1 });
    expect(await countOf(GUILD)).toEqual({ ...ALL, audit: 0, checkins: 5 });
  });

  it('goes on after a stop between two batches', async () => {
    await fillCommunity(GUILD, new Date('2025-03-05T08:00:00Z'));
    await runHousekeeping({ ...context(), batchSize: 2, signal: AbortSignal.abort() });
    expect(await countDue(context(), GUILD)).toBe(10);
    await runHousekeeping({ ...context(), batchSize: 2 });
    expect(await countDue(context(), GUILD)).toBe(0);
  });
});

describe('a week that was left out', () => {
  it('is forgotten 60 days after it began', async () => {
    await database.db.community.create({ data: { id: GUILD, locale: 'pl', zone: 'Europe/Warsaw' } });
    const weeks = ['2026-09-21', '2026-09-28', '2027-01-04'];
    for (const week of weeks)
      await database.db.checkinSkip.create({ data: { communityId: GUILD, week: new Date(week) } });
    expect(await runHousekeeping(context())).toEqual({ skips: 1 });
    const left = await database.db.checkinSkip.findMany({ orderBy: { week: 'asc' } });
    expect(left.map(({ week }) => week.toISOString().slice(0, 10))).toEqual(weeks.slice(1));
  });
});

describe('where something shared stands', () => {
  it('is forgotten after 12 months, in a community and outside one', async () => {
    for (const [id, createdAt, communityId] of [
      ['1', '2025-01-01', GUILD],
      ['2', '2025-01-01', null],
      ['3', new Date(clock.now().epochMilliseconds).toISOString(), GUILD],
    ] as const)
      await database.db.sharedPost.create({
        data: {
          authorId: '7',
          kind: 'article',
          communityId,
          guildId: communityId,
          channelId: '8',
          messageId: id,
          createdAt: new Date(createdAt),
        },
      });
    expect(await runHousekeeping(context())).toEqual({ sharedPosts: 2 });
    expect(await database.db.sharedPost.findMany()).toMatchObject([{ messageId: '3' }]);
  });
});

describe('the theme of a week', () => {
  it('is forgotten 60 days after the week began', async () => {
    await database.db.community.create({ data: { id: GUILD, locale: 'pl', zone: 'Europe/Warsaw' } });
    for (const week of ['2026-09-21', '2026-09-28'])
      await database.db.checkinTheme.create({
        data: { communityId: GUILD, week: new Date(week), theme: 'my-own-delay' },
      });
    expect(await runHousekeeping(context())).toEqual({ themes: 1 });
    expect(await database.db.checkinTheme.findMany()).toMatchObject([{ week: new Date('2026-09-28') }]);
  });
});

describe('the schema', () => {
  it('has nothing below a check-in that goes in one piece with it', async () => {
    const rows = await database.db.$queryRaw<{ table: string }[]>`
      WITH RECURSIVE below AS (
        SELECT conrelid FROM pg_constraint WHERE contype = 'f' AND confrelid = '"Checkin"'::regclass
        UNION SELECT k.conrelid FROM pg_constraint k JOIN below b ON k.confrelid = b.conrelid WHERE k.contype = 'f'
      )
      SELECT relname AS table FROM pg_class JOIN below ON oid = conrelid`;
    const known = new Set(BELOW_CHECKINS.map(({ table }) => table));
    expect(rows.map(({ table }) => table).toSorted()).toEqual([...known].toSorted());
  });

  it('has no column of a community that these rules do not know', () => {
    const known = [
      'AssistantMemberUse',
      'AssistantUse',
      'Alert',
      'AuditEntry',
      'SearchGap',
      'Checkin',
      'CheckinAnswer',
      'CheckinReminder',
      'CheckinStreak',
      'CheckinSkip',
      'CheckinTheme',
      'OutboxStep',
      'AnonymousBlock',
      'Card',
      'CardAdvice',
      'CardReport',
      'MessageRemoval',
      'SharedPost',
      'Introduction',
      'Violation',
      'ArticleRating',
      'Usage',
      'UsageWeek',
      'CommunityContent',
      'CommunityContentDraft',
      'Notice',
      'NoticeConsent',
      'CommunityWeek',
      'PracticeRun',
    ];
    const tables = schemaColumns().filter(({ column }) => column === 'communityId');
    expect(tables.map(({ table }) => table).sort()).toEqual([...known, 'CommunityDeparture'].sort());
  });
});
