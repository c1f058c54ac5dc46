import { AsyncResource } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findCard } from '../../../src/checkins/cards/card.ts';
import { followChange } from '../../../src/checkins/cards/follow.ts';
import { draftCard, shareCard } from '../../../src/checkins/cards/share.ts';
import { claimDue } from '../../../src/outbox/store.ts';
import { ONLY_SHARD } from '../../../src/ports/shards.ts';
import { testClock } from '../../support/clock.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { testServerUrl } from '../../support/server-database.ts';

const FRIDAY = '2026-11-27T09:00:00Z';
const COMMUNITY = '5000';

// The embedded database does one thing after the other: only on a server can two happen at once.
describe.skipIf(testServerUrl === undefined)('cards, by two at once', () => {
  const clock = testClock(FRIDAY);
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.reset();
    clock.set(FRIDAY);
    const [at, closesAt] = [new Date(FRIDAY), new Date('2026-11-30T09:00:00Z')];
    const place = { locale: 'pl', zone: 'Europe/Warsaw', sharing: 'anonymous', slowMinutes: 10 };
    await database.db.community.create({ data: { id: COMMUNITY, ...place } });
    const days = { week: new Date('2026-11-23'), localDate: new Date('2026-11-27') };
    const times = { dueAt: at, latestAt: closesAt, closesAt, postedAt: at };
    const posted = { state: 'posted', theme: 'x', channelId: '1', messageId: '2', threadId: '2' };
    await database.db.checkin.create({ data: { communityId: COMMUNITY, ...days, ...times, ...posted } });
  });
  const context = () => ({ ...database, clock, hashPerson: async () => 'hash', random: () => 0.5 });
  const draft = async (authorId: string) => {
    const card = await draftCard(context(), {
      authorId,
      communityId: COMMUNITY,
      violationId: randomUUID(),
      anonymous: true,
      kind: 'disrespect',
      reaction: 'refused',
      story: 'first words',
      learned: undefined,
      summarised: false,
      locale: 'pl',
      discordLocale: 'pl',
    });
    if (!('id' in card)) throw new Error(card.type);
    return card;
  };
  const claim = () =>
    claimDue(database.db, { owner: 'worker', now: clock.now(), kinds: ['card.edit'], shards: ONLY_SHARD }, 10);

  it('are held back by slow mode: one is shared', async () => {
    const [mine, theirs] = [await draft('6001'), await draft('6002')];
    const shared = await Promise.all([shareCard(context(), mine.id, '6001'), shareCard(context(), theirs.id, '6002')]);
    expect(shared.map((card) => ('id' in card ? card.state : card.type)).toSorted()).toEqual(['shared', 'slow']);
  });

  it('show the author’s last words: a step that waits is not taken up before they are there to be read', async () => {
    const card = await draft('6001');
    await followChange(context(), database.db, card);
    const read: (string | undefined)[] = [];
    // Bound outside the transaction: another process takes no part in it.
    const take = AsyncResource.bind(async () => {
      for (const _step of await claim()) read.push((await findCard(context(), card.id))?.story);
    });
    clock.set(
      clock
        .now()
        .add(Temporal.Duration.from({ seconds: 1 }))
        .toString(),
    );
    await database.db.$transaction(async (tx) => {
      const sealed = database.sealer.seal('Card', { id: card.id, story: 'last words' });
      await tx.card.update({ where: { id: card.id }, data: sealed });
      await followChange(context(), tx, card);
      // Another process looks for steps before this is committed.
      await take();
    });
    await take();
    expect(read.at(-1)).toBe('last words');
  });
});
