import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFakeDiscord, type FakeDiscord } from '../../../scripts/simulate/discord.ts';
import { noteMeToo } from '../../../src/checkins/cards/me-too.ts';
import { cardSteps } from '../../../src/checkins/cards/posting.ts';
import { draftCard, editCard, shareCard } from '../../../src/checkins/cards/share.ts';
import type { Db } from '../../../src/database/client.ts';
import { createOutbox } from '../../../src/outbox/outbox.ts';
import type { Messenger } from '../../../src/ports/messenger.ts';
import { type TestClock, testClock } from '../../support/clock.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { cardComposer, instantly } from '../../support/mortal.ts';

const FRIDAY = '2026-11-27T09:00:00Z';
const COMMUNITY = '5000';
const [AUTHOR, ONE, TWO] = ['6001', '6002', '6003'] as const;
const THREAD = '2';

let database: TestDatabase;
let clock: TestClock;
let discord: FakeDiscord;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock(FRIDAY);
  discord = createFakeDiscord({ now: () => clock.now().epochMilliseconds });
  const [at, closesAt] = [new Date(FRIDAY), new Date('2026-11-30T09:00:00Z')];
  const place = { locale: 'pl', zone: 'Europe/Warsaw', sharing: 'anonymous' };
  await database.db.community.create({ data: { id: COMMUNITY, ...place } });
  const days = { week: new Date('2026-11-23'), localDate: new Date('2026-11-27') };
  const times = { dueAt: at, latestAt: closesAt, closesAt, postedAt: at };
  const posted = { state: 'posted', theme: 'x', channelId: '1', messageId: THREAD, threadId: THREAD };
  await database.db.checkin.create({ data: { communityId: COMMUNITY, ...days, ...times, ...posted } });
});

const context = () => ({ ...database, clock, hashPerson: async () => 'hash', random: () => 0.5 });
const share = async (anonymous = false) => {
  const card = await draftCard(context(), {
    authorId: AUTHOR,
    communityId: COMMUNITY,
    violationId: randomUUID(),
    anonymous,
    kind: 'disrespect',
    reaction: 'refused',
    story: 'first words',
    learned: undefined,
    summarised: false,
    locale: 'pl',
    discordLocale: 'pl',
  });
  if (!('id' in card)) throw new Error(card.type);
  await shareCard(context(), card.id, AUTHOR);
  return card.id;
};
const meToo = (cardId: string, personId: string) => noteMeToo(context(), { cardId, communityId: COMMUNITY, personId });
const seen = () => (discord.messages.get(THREAD) ?? []).map(({ content }) => content.text);

/** A process's outbox. `through` changes what it has of Discord and of the database. */
function startProcess(through: { readonly messenger?: Partial<Messenger>; readonly db?: Db } = {}) {
  const messenger = { ...discord.connect({ alive: true, kill: () => undefined }), ...through.messenger };
  const db = through.db ?? database.db;
  const steps = cardSteps({ db, sealer: database.sealer, clock, messenger, composer: cardComposer });
  const log = pino({ level: 'silent' });
  return createOutbox({ db, clock, log, steps, alone: false, pace: instantly, random: () => 0.5 });
}

/** Something that waits at a place until it is let through. */
function gate() {
  const [reached, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let passed = false;
  return {
    reached: reached.promise,
    open: opened.resolve,
    /** Holds up the first to come. */
    async pass() {
      if (passed) return;
      passed = true;
      reached.resolve();
      await opened.promise;
    },
  };
}

/** The way to Discord on which the first edit is held up. */
function slowEdits() {
  const way = gate();
  const straight = discord.connect({ alive: true, kill: () => undefined });
  const edit: Messenger['edit'] = async (...request) => {
    await way.pass();
    return straight.edit(...request);
  };
  return { ...way, messenger: { edit } };
}

describe('an edit of a card', () => {
  it('is not overtaken by a later one of the same process', async () => {
    const card = await share();
    const slow = slowEdits();
    const outbox = startProcess(slow);
    await outbox.drain();
    await meToo(card, ONE);
    const draining = outbox.drain();
    await slow.reached;
    await meToo(card, TWO);
    // Whatever it would do at the same time is done before the first edit arrives.
    await startProcess().drain();
    slow.open();
    await draining;
    await outbox.drain();
    expect(seen()).toEqual(['first words, me too 2']);
  });

  it('that its process began before another one took its work arrives late, and is made up for', async () => {
    const card = await share();
    const slow = slowEdits();
    const first = startProcess(slow);
    await first.drain();
    await meToo(card, ONE);
    const draining = first.drain();
    await slow.reached;
    await meToo(card, TWO);
    const second = startProcess();
    second.taken([0]);
    await second.drain();
    slow.open();
    await draining;
    clock.advance({ minutes: 1 });
    await second.drain();
    expect(seen()).toEqual(['first words, me too 2']);
    expect(await database.db.outboxStep.count({ where: { nextAt: { not: null } } })).toBe(0);
  });

  it('waits for the post of its card, though that ends while it is being asked for', async () => {
    const card = await share();
    const sent = gate();
    const straight = discord.connect({ alive: true, kill: () => undefined });
    const send: Messenger['send'] = async (...request) => {
      const result = await straight.send(...request);
      await sent.pass();
      return result;
    };
    const posting = startProcess({ messenger: { send } });
    const draining = posting.drain();
    await sent.reached;
    await meToo(card, ONE);
    const read = gate();
    const db = stoppingAfter(database.db, read.pass);
    const editing = startProcess({ db }).drain();
    await read.reached;
    sent.open();
    await draining;
    read.open();
    await editing;
    clock.advance({ minutes: 1 });
    await posting.drain();
    expect(seen()).toEqual(['first words, me too 1']);
  });

  it('shows nothing of an anonymous author before its moment, where the one before was under way', async () => {
    const card = await share(true);
    clock.advance({ minutes: 5 });
    const slow = slowEdits();
    let attempts = 0;
    const messenger: Partial<Messenger> = {
      async edit(...request) {
        attempts += 1;
        const result = await slow.messenger.edit(...request);
        // The answer is lost.
        return attempts === 1 ? { ok: false, reason: 'uncertain' } : result;
      },
    };
    const outbox = startProcess({ messenger });
    await outbox.drain();
    await meToo(card, ONE);
    const draining = outbox.drain();
    await slow.reached;
    await editCard(context(), card, AUTHOR, { story: 'last words', learned: undefined });
    slow.open();
    await draining;
    clock.advance({ seconds: 10 });
    await outbox.drain();
    expect(seen()).toEqual(['first words, me too 1']);
    clock.advance({ minutes: 4 });
    await outbox.drain();
    expect(seen()).toEqual(['last words, me too 1']);
  });

  it('shows nothing of one before its moment, where it was claimed, but not begun', async () => {
    const card = await share(true);
    clock.advance({ minutes: 5 });
    await startProcess().drain();
    await meToo(card, ONE);
    const claimed = gate();
    const editing = startProcess({ db: stoppingAfter(database.db, claimed.pass) }).drain();
    await claimed.reached;
    await editCard(context(), card, AUTHOR, { story: 'last words', learned: undefined });
    claimed.open();
    await editing;
    expect(seen()).toEqual(['first words, me too 0']);
    clock.advance({ minutes: 4 });
    await startProcess().drain();
    expect(seen()).toEqual(['last words, me too 1']);
  });

  it('of a message that is gone says nothing of the one that was approved meanwhile', async () => {
    const card = await share();
    const slow = slowEdits();
    const messenger: Partial<Messenger> = {
      async edit(...request) {
        await slow.messenger.edit(...request);
        return { ok: false, reason: 'missing' };
      },
    };
    const outbox = startProcess({ messenger });
    await outbox.drain();
    await meToo(card, ONE);
    const draining = outbox.drain();
    await slow.reached;
    await database.db.card.update({ where: { id: card }, data: { messageId: '77' } });
    slow.open();
    await draining;
    expect(await database.db.card.findUnique({ where: { id: card } })).toMatchObject({ state: 'shared' });
  });
});

/** A database in which something happens after a card is read, or steps are counted, by whichever comes first. */
function stoppingAfter(db: Db, pass: () => Promise<void>): Db {
  return db.$extends({
    query: {
      $allModels: {
        async $allOperations({ model, operation, args, query }) {
          const result = await query(args);
          if (`${model}.${operation}` === 'Card.findUnique' || `${model}.${operation}` === 'OutboxStep.count')
            await pass();
          return result;
        },
      },
    },
  }) as unknown as Db;
}
