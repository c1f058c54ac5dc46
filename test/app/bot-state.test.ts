import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readBotState } from '../../src/app/bot-state.ts';
import { newId } from '../../src/database/ids.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const NOW = '2026-11-24T08:00:00Z';
const clock = testClock(NOW);
const at = (minutes: number) => new Date(new Date(NOW).getTime() + 60_000 * minutes);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
});
afterAll(() => database.close());

const read = () => readBotState({ db: database.db, clock, stepKinds: ['checkin.post', 'notice'] });

async function community(id: string, fields: object = {}) {
  await database.db.community.create({ data: { id, locale: 'pl', zone: 'Europe/Warsaw', ...fields } });
}

async function step(kind: string, fields: object = {}) {
  const id = newId(Date.now());
  await database.db.outboxStep.create({
    data: { id, kind, key: `${kind}:${id}`, nonce: '', dueAt: at(0), nextAt: at(0), ...fields },
  });
}

async function checkin(communityId: string, fields: object): Promise<void> {
  const days = { week: new Date('2026-11-23'), localDate: new Date('2026-11-24') };
  const times = { dueAt: at(-60), latestAt: at(0), closesAt: at(600) };
  const data = { communityId, ...days, ...times, theme: 'a', channelId: '1', ...fields };
  await database.db.checkin.create({ data });
}

it('of an empty database: nothing is waiting, and there never was a backup', async () => {
  expect(await read()).toEqual({
    communities: 0,
    steps: [],
    oldestDueStep: 0,
    stepsGivenUp: [],
    checkins: [],
    checkinsBlocked: 0,
    oldestDuePlan: 0,
    alerts: [],
    budgetsSpent: 0,
    lastBackup: 0,
    databaseSize: expect.any(Number),
  });
});

it('counts steps by kind and state; a name that is no kind is no label', async () => {
  await step('checkin.post', { nextAt: at(-10) });
  await step('checkin.post', { nextAt: at(-3) });
  await step('checkin.post', { nextAt: at(5), problem: 'forbidden' });
  await step('notice', { nextAt: at(30) });
  await step('notice', { state: 'claimed', nextAt: at(5) });
  await step('notice', { state: 'done', nextAt: null, endedAt: at(-1) });
  await step('Anna’s own text', { state: 'failed', nextAt: null, endedAt: at(-5) });
  await step('checkin.post', { state: 'uncertain', nextAt: null, endedAt: at(-25 * 60) });
  const { steps, oldestDueStep, stepsGivenUp } = await read();
  expect(new Set(steps.map(({ kind, state, count }) => `${kind} ${state} ${count}`))).toEqual(
    new Set(['checkin.post due 2', 'notice claimed 1']),
  );
  expect(oldestDueStep).toBe(600);
  expect(stepsGivenUp).toEqual([{ kind: 'other', state: 'failed', count: 1 }]);
});

it('leaves out the steps of a guild that removed the bot: nobody may do them', async () => {
  await database.db.communityDeparture.create({ data: { communityId: '7', leftAt: at(-60) } });
  await step('checkin.post', { communityId: '7', nextAt: at(-50) });
  expect(await read()).toMatchObject({ steps: [], oldestDueStep: 0 });
});

it('tells how the check-ins of a day stand', async () => {
  for (const id of ['1', '2', '3', '4', '5', '6']) await community(id);
  await checkin('1', { state: 'posted', postedAt: at(-55) });
  await checkin('2', { state: 'closed', postedAt: at(-20) });
  await checkin('3', { state: 'missed' });
  await checkin('4', { state: 'cancelled' });
  await checkin('5', { state: 'due' });
  await checkin('6', { state: 'missed', dueAt: at(-25 * 60) });
  expect(new Set((await read()).checkins.map(({ state, count }) => `${state} ${count}`))).toEqual(
    new Set(['posted 1', 'late 1', 'missed 1', 'cancelled 1', 'due 1']),
  );
});

it('counts communities, alerts, budgets, and tells the age of plans and of the last backup', async () => {
  await community('1', { checkinNextAt: at(-2), checkinProblem: 'forbidden' });
  await community('2', { checkinNextAt: at(60), assistantTokens: 1000 });
  const alert = { communityId: '1', openedAt: at(-5) };
  await database.db.alert.create({ data: { ...alert, key: 'checkin', kind: 'checkin.forbidden' } });
  await database.db.alert.create({ data: { ...alert, key: 'old', kind: 'checkin.missed', resolvedAt: at(-1) } });
  const use = { communityId: '2', tokens: 900 };
  await database.db.assistantUse.create({ data: { ...use, day: new Date('2026-11-24') } });
  await database.db.assistantUse.create({ data: { ...use, day: new Date('2026-11-23') } });
  await database.db.lastBackup.create({ data: { at: at(-1440) } });
  expect(await read()).toMatchObject({
    communities: 2,
    checkinsBlocked: 1,
    oldestDuePlan: 120,
    alerts: [{ kind: 'checkin.forbidden', count: 1 }],
    budgetsSpent: 1,
    lastBackup: at(-1440).getTime() / 1000,
  });
});
