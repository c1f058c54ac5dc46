import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { saveAnswer } from '../../src/checkins/answers.ts';
import type { AnswerChange } from '../../src/checkins/store-answer.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

// A thousand members press within a minute: on the embedded database those who wait at the same time are stored together.

const [HERE, ELSEWHERE] = ['80000000000000001', '80000000000000002'] as const;
const NOWHERE = '01980000-0000-7000-8000-0000000000ff';
const clock = testClock('2026-01-09T09:00:00Z');
let database: TestDatabase;
let checkinId = '';

beforeAll(async () => {
  database = await testDatabase([new Uint8Array(32).fill(7)]);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  for (const id of [HERE, ELSEWHERE])
    await database.db.community.create({ data: { id, locale: 'pl', zone: 'Europe/Warsaw' } });
  const at = new Date(clock.now().epochMilliseconds);
  const closesAt = new Date(at.getTime() + 72 * 3_600_000);
  const { id } = await database.db.checkin.create({
    data: {
      communityId: HERE,
      ...{ week: new Date('2026-01-05'), localDate: at, dueAt: at, createdAt: at, latestAt: closesAt, closesAt },
      ...{ theme: 'tip-social-media', channelId: '7000', state: 'posted', messageId: '7001' },
    },
  });
  checkinId = id;
});

const answer = (personId: string, change: AnswerChange, key: { checkinId?: string; communityId?: string } = {}) =>
  saveAnswer(
    { ...database, databaseKind: database.kind, clock },
    { checkinId, communityId: HERE, personId, ...key },
    change,
  );
const of = (count: number) => Array.from({ length: count }, (_none, at) => `${600 + at}`);

test('many answers at once are stored, each with what its member was told', async () => {
  const { traffic } = database;
  let writes = 0;
  traffic.onStatement = (kind) => {
    if (kind === 'insert') writes += 1;
  };
  const boundaries = of(6).map((person) => answer(person, { boundary: `Granica ${person}` }));
  const calm = of(30).map((person) => answer(person, { outcome: 'calm' }));
  const lost = [
    answer('700', { outcome: 'calm' }, { communityId: ELSEWHERE }),
    answer('701', { outcome: 'calm' }, { checkinId: NOWHERE }),
  ];
  expect(await Promise.all(lost)).toEqual([{ type: 'gone' }, { type: 'gone' }]);
  const told = await Promise.all([...boundaries, ...calm]);
  delete traffic.onStatement;
  expect(told.every(({ type }) => type === 'saved')).toBe(true);
  for (const [at, person] of of(6).entries())
    expect(told[at]).toMatchObject({ answer: { boundary: `Granica ${person}` } });
  if (database.kind === 'embedded') expect(writes).toBeLessThan(20);
  const rows = await database.db.checkinAnswer.findMany({ orderBy: { personId: 'asc' } });
  expect(rows.map(({ personId }) => personId)).toEqual(of(30));
  for (const row of rows) {
    const { outcome, boundary } = database.sealer.open('CheckinAnswer', row);
    expect(outcome).toBe('calm');
    expect(boundary).toBe(Number(row.personId) < 606 ? `Granica ${row.personId}` : null);
    expect(row.answeredAt).toEqual(new Date(clock.now().epochMilliseconds));
  }
});

test('one member’s presses at once are one answer, and the last of them counts', async () => {
  const presses: AnswerChange[] = [{ outcome: 'calm' }, { boundary: 'Po 17 nie' }, { outcome: 'violation' }];
  const told = await Promise.all([...presses.map((change) => answer('1', change)), answer('2', { outcome: 'calm' })]);
  expect(told.map(({ type }) => type)).toEqual(['saved', 'saved', 'saved', 'saved']);
  const stored = async () => {
    const rows = await database.db.checkinAnswer.findMany({ where: { personId: '1' } });
    return rows.map((row) => database.sealer.open('CheckinAnswer', row));
  };
  // A server has a connection for each of them, and which of two statements of the same moment comes last is its own affair.
  const last = database.kind === 'server' ? expect.stringMatching(/^(calm|violation)$/) : 'violation';
  expect(await stored()).toMatchObject([{ outcome: last, boundary: 'Po 17 nie' }]);
  await answer('1', { outcome: 'violation' });
  expect(await stored()).toMatchObject([{ outcome: 'violation', boundary: 'Po 17 nie' }]);
});

test('one answer that the database refuses takes no other with it', async () => {
  const told = await Promise.allSettled([
    answer('1', { outcome: 'calm' }),
    answer('2', { outcome: 'calm' }),
    answer('3\u0000', { outcome: 'calm' }),
    answer('4', { outcome: 'calm' }),
  ]);
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await database.db.checkinAnswer.count()).toBe(3);
});
