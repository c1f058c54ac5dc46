import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { optIn } from '../../src/members/notices/consent.ts';
import { type DeliveryContext, deliverDue, takeOwed } from '../../src/members/notices/deliver.ts';
import { oweNotice } from '../../src/members/notices/notices.ts';
import { instantOf } from '../../src/outbox.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

// Tuesday, 10:00 in Warsaw.
const clock = testClock('2026-11-24T09:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const context = () => ({ db: database.db, sealer: database.sealer, clock });

async function owe(personId: string, subject: string, minutes: number) {
  const dueAt = instantOf(new Date('2026-11-24T08:00:00Z')).add({ minutes });
  const about = { personId, kind: 'follow-up', subject, communityId: undefined, locale: 'pl' } as const;
  await optIn(context(), about, 'pl');
  await oweNotice(context(), { ...about, payload: {}, dueAt });
}

describe('a notice that cannot be read', () => {
  const errors: string[] = [];
  beforeEach(() => errors.splice(0));
  const work = (sent: string[]): DeliveryContext<string> => ({
    ...context(),
    present: async ({ subject }) => subject,
    onError: (_error, { kind }) => errors.push(kind),
    directMessages: {
      membership: async () => 'member',
      async send(_personId, content) {
        sent.push(content);
        return 'sent';
      },
    },
  });

  it('ends no tick: all others are delivered, each member’s in their order', async () => {
    await owe('1', 'unreadable', 0);
    await database.db.notice.updateMany({ data: { payload: 'no JSON' } });
    for (let number = 1; number <= 20; number += 1) await owe(String(1 + (number % 3)), `notice ${number}`, number);
    const sent: string[] = [];
    await deliverDue(work(sent));
    expect(errors).toEqual(['follow-up']);
    expect(sent).toHaveLength(20);
    for (const rest of [0, 1, 2]) {
      const numbers = sent.map((text) => Number(text.slice(7))).filter((number) => number % 3 === rest);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    }
    await deliverDue(work(sent));
    expect(sent).toHaveLength(20);
  });

  it('takes nothing else from a private answer', async () => {
    for (const number of [0, 1, 2, 3]) await owe('1', `notice ${number}`, number);
    await database.db.notice.updateMany({ data: { state: 'private' } });
    const where = { subject: { in: ['notice 0', 'notice 1', 'notice 2'] } };
    await database.db.notice.updateMany({ where, data: { payload: 'no JSON' } });
    expect(await takeOwed(work([]), '1')).toEqual([]);
    expect((await takeOwed(work([]), '1')).map(({ content }) => content)).toEqual(['notice 3']);
  });
});
