import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contentOf, messageOf } from '../../scripts/simulate/discord.ts';
import { changeMember } from '../../src/members/settings.ts';
import { optIn, optOut } from '../../src/notices/consent.ts';
import { oweNotice } from '../../src/notices/notices.ts';
import { takeOwed } from '../../src/notices/owed.ts';
import { instantOf } from '../../src/time/calendar.ts';
import { dateOf } from '../../src/time/clock.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type Delivering, deliverDue, directSender } from '../support/deliver.ts';

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
  const work = (sent: string[]): Delivering => ({
    ...context(),
    present: async ({ subject }) => messageOf(subject, subject),
    onError: () => void errors.push('failed'),
    directMessages: {
      membership: async () => 'member',
      async send(_personId, content) {
        sent.push(contentOf(content).text);
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
    expect(errors).toEqual(['failed']);
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
    expect((await takeOwed(work([]), '1')).map(({ content }) => contentOf(content).text)).toEqual(['notice 3']);
  });
});

describe('many notices that are due', () => {
  const sent: string[] = [];
  beforeEach(() => sent.splice(0));
  const work = (change: Partial<Delivering> = {}): Delivering => ({
    ...context(),
    present: async ({ subject }) => messageOf(subject, subject),
    onError: () => expect.fail('a notice failed'),
    directMessages: {
      membership: async () => 'member',
      async send(_personId, content) {
        sent.push(contentOf(content).text);
        return 'sent';
      },
    },
    ...change,
  });
  const states = async () =>
    (await database.db.notice.findMany({ orderBy: { dueAt: 'asc' } })).map(({ state }) => state);

  /** Something that happens after all was read, before anything is sent. */
  const meanwhile = (happens: () => Promise<unknown>) => {
    let first = true;
    return work({
      async present({ subject }) {
        if (first) {
          first = false;
          await happens();
        }
        return messageOf(subject, subject);
      },
    });
  };

  it('are not sent to a member who opted out since they were read', async () => {
    for (const number of [1, 2]) await owe('1', `notice ${number}`, number);
    await deliverDue(
      meanwhile(() => optOut(database.db, { personId: '1', kind: 'follow-up', communityId: undefined })),
    );
    expect(sent).toEqual([]);
    expect(await states()).toEqual(['private', 'private']);
  });

  it('are not sent in hours that a member has closed since they were read', async () => {
    for (const number of [1, 2]) await owe('1', `notice ${number}`, number);
    await deliverDue(
      meanwhile(() => changeMember(database.db, '1', { hours: { days: [2], from: '18:00', to: '19:00' } })),
    );
    expect(sent).toEqual([]);
    expect(await states()).toEqual(['waiting', 'waiting']);
    clock.set('2026-11-24T17:30:00Z');
    await deliverDue(work());
    clock.set('2026-11-24T09:00:00Z');
    expect(sent.toSorted()).toEqual(['notice 1', 'notice 2']);
  });

  it('are not sent once they are called off, or taken over by another process', async () => {
    for (const number of [1, 2]) await owe('1', `notice ${number}`, number);
    const later = new Date('2026-11-24T09:30:00Z');
    await deliverDue(
      meanwhile(async () => {
        await database.db.notice.deleteMany({ where: { subject: 'notice 1' } });
        await database.db.outboxStep.updateMany({ data: { leaseHolder: 'another', nextAt: later } });
      }),
    );
    expect(sent).toEqual([]);
    expect(await database.db.notice.findMany({ select: { subject: true, state: true, firstTriedAt: true } })).toEqual([
      { subject: 'notice 2', state: 'waiting', firstTriedAt: null },
    ]);
    const left = { state: 'claimed', leaseHolder: 'another', nextAt: later };
    expect(await database.db.outboxStep.count({ where: left })).toBe(2);
  });

  it('are free for the next run when the bot is told to stop', async () => {
    for (let number = 1; number <= 30; number += 1) await owe('1', `notice ${number}`, number);
    const stopping = new AbortController();
    await deliverDue({ ...meanwhile(async () => stopping.abort()), signal: stopping.signal });
    expect(sent).toEqual(['notice 1']);
    await deliverDue(work());
    expect(sent).toHaveLength(30);
  });

  it('wait together, and are not even tried, while Discord takes no direct messages at all', async () => {
    for (let number = 1; number <= 30; number += 1) await owe(String(number), `notice ${number}`, number);
    let tries = 0;
    const held = work({
      directMessages: {
        membership: async () => 'member',
        async send() {
          tries += 1;
          return { retryAfter: 2000, what: 'queue' };
        },
      },
    });
    const sender = directSender(held);
    await sender.drain();
    await sender.drain();
    // Those that were under way at once.
    expect(tries).toBeLessThanOrEqual(4);
    const later = { nextAt: { gt: dateOf(clock) } };
    expect(await database.db.outboxStep.count({ where: later })).toBeLessThanOrEqual(20);
    await sender.stop();
    clock.advance({ seconds: 2 });
    await deliverDue(work());
    clock.set('2026-11-24T09:00:00Z');
    expect(sent).toHaveLength(30);
    expect(new Set(sent).size).toBe(30);
  });

  it('wait for the person alone from whose channel Discord takes none', async () => {
    for (let number = 1; number <= 30; number += 1) await owe(String(number), `notice ${number}`, number);
    let held = 0;
    const busy = work({
      directMessages: {
        membership: async () => 'member',
        async send(personId, content) {
          if (personId !== '7') return work().directMessages.send(personId, content, '');
          held += 1;
          return { retryAfter: 2000, what: 'one' };
        },
      },
    });
    await deliverDue(busy);
    expect(held).toBe(1);
    expect(sent).toHaveLength(29);
    const ofSeven = { where: { personId: '7' } };
    expect(await database.db.outboxStep.findFirstOrThrow(ofSeven)).toMatchObject({
      state: 'pending',
      attempts: 0,
      nextAt: new Date(clock.now().epochMilliseconds + 2000),
    });
    expect(await database.db.notice.findFirstOrThrow(ofSeven)).toMatchObject({ state: 'waiting', firstTriedAt: null });
    clock.advance({ seconds: 2 });
    await deliverDue(work());
    clock.set('2026-11-24T09:00:00Z');
    expect(sent.at(-1)).toBe('notice 7');
    expect(await database.db.outboxStep.count({ where: { nextAt: { not: null } } })).toBe(0);
  });

  it('take few statements each', async () => {
    for (let number = 1; number <= 40; number += 1) await owe(String(number), `notice ${number}`, number);
    let statements = 0;
    const counting: TestDatabase['db'] = new Proxy(database.db, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (key === '$queryRaw' || key === '$executeRaw') statements += 1;
        if (typeof value !== 'object' || value === null || String(key).startsWith('_')) return value;
        return new Proxy(value, {
          get(model, method) {
            if (/^(find|update|delete|create|upsert|count)/.test(String(method))) statements += 1;
            return Reflect.get(model, method);
          },
        });
      },
    });
    await deliverDue({ ...work(), db: counting });
    expect(sent).toHaveLength(40);
    expect(statements).toBeGreaterThan(40);
    expect(statements).toBeLessThan(3 * 40);
  });
});
