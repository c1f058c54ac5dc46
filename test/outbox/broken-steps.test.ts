import pino from 'pino';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composer } from '../../scripts/simulate/process.ts';
import { cardSteps } from '../../src/checkins/cards/posting.ts';
import { CARD_STEPS } from '../../src/checkins/cards/steps.ts';
import { announceStep } from '../../src/checkins/posting/announce.ts';
import { digestStep } from '../../src/checkins/posting/digest.ts';
import { checkinSteps } from '../../src/checkins/posting/steps.ts';
import { type CheckinStep, stepKey } from '../../src/checkins/steps.ts';
import { raiseAlert } from '../../src/communities/alerts/alerts.ts';
import type { AlertKind } from '../../src/communities/alerts/kinds.ts';
import { createOutbox, type RunningOutbox } from '../../src/outbox/outbox.ts';
import type { Outcome } from '../../src/outbox/step-definition.ts';
import { enqueue, type NewStep } from '../../src/outbox/steps.ts';
import type { Messenger } from '../../src/ports/messenger.ts';
import { CHANNEL, COMMUNITY, DUE, MEMBER } from '../support/checkin-life.ts';
import { type TestClock, testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const CHECKIN = '01900000-0000-7000-8000-000000000001';
const CARD = '01900000-0000-4000-8000-000000000002';
const OTHER = '01900000-0000-4000-8000-000000000003';
const due = Temporal.Instant.from(DUE);
const closed = due.add({ hours: 72 });

let database: TestDatabase;
let clock: TestClock;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A bot that fails at whatever it does: nothing can be asked, nothing can be sent. */
function failing(): RunningOutbox {
  const fails = () => {
    throw new Error('a bug');
  };
  const messenger = new Proxy({} as Messenger, { get: () => fails });
  const { db, sealer } = database;
  const context = { db, clock, messenger, composer: composer as never };
  const log = pino({ level: 'silent' });
  const steps = [
    ...checkinSteps(context, sealer),
    digestStep(context, composer as never),
    announceStep(context, composer as never),
    ...cardSteps({ ...context, sealer, composer: new Proxy({} as never, { get: () => fails }) }),
  ];
  return createOutbox({ db, clock, log, alone: false, steps });
}

/** Lives through the days after which what fails each time is given up. */
async function failForDays(...steps: readonly NewStep[]): Promise<void> {
  await enqueue(database.db, steps);
  const outbox = failing();
  for (let hours = 0; hours <= 80; hours += 4) {
    await outbox.drain();
    clock.advance({ hours: 4 });
  }
  await outbox.drain();
  const rows = await database.db.outboxStep.findMany({ where: { key: { in: steps.map(({ key }) => key) } } });
  expect(rows).toMatchObject(steps.map(() => ({ state: 'failed', problem: 'broken', nextAt: null })));
}

beforeEach(async () => {
  await database.reset();
  clock = testClock(DUE);
  const { db } = database;
  await db.community.create({
    data: { id: COMMUNITY, locale: 'pl', zone: 'Europe/Warsaw', checkinChannelId: CHANNEL, digestInChannel: true },
  });
});

const week = (state: 'due' | 'posted' | 'closed') => {
  const posted = state === 'due' ? {} : { messageId: '71', threadId: '71', postedAt: new Date(DUE) };
  const times = { dueAt: new Date(DUE), latestAt: new Date(DUE), closesAt: new Date(closed.epochMilliseconds) };
  const days = { week: new Date('2026-11-23'), localDate: new Date('2026-11-27') };
  const about = { id: CHECKIN, communityId: COMMUNITY, channelId: CHANNEL, theme: 'any', state };
  return database.db.checkin.create({ data: { ...about, ...days, ...times, ...posted } });
};
const checkinStep = (step: CheckinStep): NewStep => ({
  ...stepKey(step, CHECKIN),
  communityId: COMMUNITY,
  dueAt: clock.now(),
});
const cardStep = (step: keyof typeof CARD_STEPS, subjectId: string): NewStep => ({
  kind: CARD_STEPS[step],
  key: `${CARD_STEPS[step]}:${subjectId}`,
  subjectId,
  communityId: COMMUNITY,
  dueAt: clock.now(),
});
const times = { createdAt: new Date(DUE), updatedAt: new Date(DUE) };
const shared = { communityId: COMMUNITY, authorId: MEMBER, channelId: '71', state: 'shared', ...times };
const shown = (id: string, messageId: string | null) => {
  const about = { checkinId: CHECKIN, kind: 'scope-creep', reaction: 'reminded', story: 'cannot be read' };
  return database.db.card.create({ data: { id, ...shared, ...about, messageId } });
};
const alerts = async () => (await database.db.alert.findMany()).map(({ kind }) => kind);
const raise = (key: string, kind: AlertKind) =>
  raiseAlert({ db: database.db, clock }, { communityId: COMMUNITY, key, kind, channelId: '71' });

describe('a step that fails for days takes what it is about to its end:', () => {
  it('a check-in that was never posted is missed, and moderators are told', async () => {
    await week('due');
    await failForDays(checkinStep('post'));
    expect(await database.db.checkin.findFirst()).toMatchObject({ state: 'missed' });
    expect(await alerts()).toEqual(['checkin.missed']);
  });

  it('a check-in whose post cannot be edited is closed all the same', async () => {
    await week('posted');
    clock.set(closed.toString());
    await failForDays(checkinStep('close'));
    expect(await database.db.checkin.findFirst()).toMatchObject({ state: 'closed', closedAt: expect.any(Date) });
    expect(await database.db.outboxStep.count({ where: stepKey('digest', CHECKIN) })).toBe(1);
  });

  it('what moderators could do for a digest need not be done any more', async () => {
    await week('closed');
    await raise('share.discussion', 'share.locked');
    await raise('checkin.announcement', 'checkin.announcement');
    await database.db.checkin.updateMany({ data: { digestId: '72' } });
    await shown(OTHER, '73'); // there is something to tell
    await failForDays(checkinStep('digest'), checkinStep('announce'));
    expect(await alerts()).toEqual([]);
  });

  it('a card and advice that never appeared are free to be shared anew', async () => {
    await week('posted');
    const { db } = database;
    await shown(CARD, null);
    await shown(OTHER, '73');
    await db.cardAdvice.create({ data: { id: CARD, ...shared, cardId: OTHER, text: 'cannot be read' } });
    await failForDays(cardStep('post', CARD), cardStep('advice', CARD), cardStep('edit', OTHER));
    expect(await db.card.findUnique({ where: { id: CARD } })).toMatchObject({ state: 'withdrawn' });
    expect(await db.card.findUnique({ where: { id: OTHER } })).toMatchObject({ state: 'shared', messageId: '73' });
    expect(await db.cardAdvice.findFirst()).toMatchObject({ state: 'withdrawn' });
  });

  it('a message that cannot be removed is told to moderators, who do it themselves', async () => {
    const place = { communityId: COMMUNITY, channelId: '71', messageId: '74' };
    const { id } = await database.db.messageRemoval.create({ data: place });
    await failForDays(cardStep('remove', id));
    expect(await database.db.messageRemoval.count()).toBe(0);
    expect(await alerts()).toEqual(['share.removalFailed']);
  });
});

it('a step that is about nothing is not done', async () => {
  const steps = (['post', 'edit', 'advice', 'remove'] as const).map((step) => ({
    kind: CARD_STEPS[step],
    key: step,
    communityId: COMMUNITY,
    dueAt: due,
  }));
  await enqueue(database.db, steps);
  await failing().drain();
  const rows = await database.db.outboxStep.findMany();
  expect(rows.map(({ state }) => state)).toEqual(steps.map(() => 'cancelled'));
});

it('a step whose end cannot be noted either is given up nevertheless', async () => {
  await enqueue(database.db, [{ kind: 'test', key: 'test:a', dueAt: due }]);
  const fails = () => Promise.reject(new Error('a bug'));
  const steps = [{ kind: 'test', attempt: fails, broken: fails }];
  const outbox = createOutbox({ db: database.db, clock, log: pino({ level: 'silent' }), alone: false, steps });
  for (let hours = 0; hours <= 80; hours += 4) {
    await outbox.drain();
    clock.advance({ hours: 4 });
  }
  await outbox.drain();
  expect(await database.db.outboxStep.findFirst()).toMatchObject({ state: 'failed', nextAt: null });
});

it('a step that has waited for days is not given up for one failed statement', async () => {
  await enqueue(database.db, [{ kind: 'test', key: 'test:a', dueAt: clock.now() }]);
  let attempts = 0;
  const attempt = async (): Promise<Outcome> => {
    attempts += 1;
    if (attempts === 100) throw new Error('the connection was cut');
    return attempts > 100 ? { type: 'done' } : { type: 'blocked', problem: 'forbidden' };
  };
  const log = pino({ level: 'silent' });
  const outbox = createOutbox({ db: database.db, clock, log, alone: false, steps: [{ kind: 'test', attempt }] });
  for (let hours = 0; attempts < 100; hours += 1) {
    expect(hours).toBeLessThan(1000);
    await outbox.drain();
    clock.advance({ hours: 1 });
  }
  expect(clock.now().since(due).total('hours')).toBeGreaterThan(4 * 24);
  expect(await database.db.outboxStep.findFirst()).toMatchObject({ state: 'pending', problem: 'broken' });
  await outbox.drain();
  expect(await database.db.outboxStep.findFirst()).toMatchObject({ state: 'done' });
});
