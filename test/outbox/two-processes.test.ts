import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';
import { enqueue } from '../../src/outbox/steps.ts';
import { claimDue, LEASE_MINUTES } from '../../src/outbox/store.ts';
import { ONLY_SHARD } from '../../src/ports/shards.ts';
import { type AppChild, startAppChild } from '../support/app-child.ts';
import { silentLog } from '../support/database.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

const FRIDAY = '2026-11-27T09:00:00Z';
/** More than a process claims at once. */
const GUILDS = 60;
const HOUR = 3_600_000;

describe.skipIf(testServerUrl === undefined)('two processes on one PostgreSQL database', () => {
  let sandbox: Sandbox;
  let database: Database;
  let drop: () => Promise<void>;
  let both: AppChild[] = [];
  beforeAll(async () => {
    sandbox = await startSandbox({ shards: 2 });
    sandbox.clock.set(Date.parse(FRIDAY));
    const server = await serverTestUrl();
    drop = server.drop;
    database = await openDatabase({ url: server.url, log: silentLog });
    for (let number = 0; number < GUILDS; number += 1) await addGuild(number);
    both = await Promise.all([1, 1].map((perProcess) => startAppChild(sandbox, server.url, perProcess)));
  }, 60_000);
  afterAll(async () => {
    for (const child of both) child.kill();
    await Promise.all(both.map(({ dead }) => dead));
    await database.close();
    await drop();
    await sandbox.close();
  });

  /** Every third guild has its check-in in a forum, where no nonce would hide a second post. */
  const addGuild = async (number: number) => {
    const guild = sandbox.addGuild({ name: `Guild ${number}`, locale: 'pl', shard: number % 2 });
    const channel = guild.addChannel({ name: 'check-in', kind: number % 3 === 0 ? 'forum' : 'text' });
    const times = { checkinWeekday: 5, checkinTime: '10:00', checkinNextAt: new Date(FRIDAY) };
    const place = { locale: 'pl', zone: 'Europe/Warsaw', checkinChannelId: channel.id, digestInChannel: true };
    await database.db.community.create({ data: { id: guild.id, ...place, ...times } });
  };
  /** Has both tick again and again until all check-ins are in a state and nothing is due; returns whose claims there were. */
  const race = async (state: 'posted' | 'closed') => {
    const holders = new Set<string>();
    let over = false;
    const ticking = both.map(async (child) => {
      while (!over) await child.run('check-ins');
    });
    const due = { nextAt: { lte: new Date(sandbox.clock.now() + 2 * 60_000 * LEASE_MINUTES) } };
    for (;;) {
      const waiting = await database.db.outboxStep.findMany({ where: due });
      for (const { leaseHolder } of waiting) if (leaseHolder) holders.add(leaseHolder);
      if (waiting.length === 0 && (await database.db.checkin.count({ where: { state } })) === GUILDS) break;
    }
    over = true;
    await Promise.all(ticking);
    return holders;
  };
  const requests = (pattern: RegExp) =>
    sandbox.requests.filter(({ method, route }) => pattern.test(`${method} ${route}`)).length;

  it('do everything once: both have their share, and no request is made twice', async () => {
    expect((await race('posted')).size).toBe(2);
    for (const { id: checkinId, week, communityId } of await database.db.checkin.findMany())
      for (const personId of ['1', '2', '3']) {
        const how = { outcome: 'calm', answeredAt: new Date(FRIDAY), late: false };
        await database.db.checkinAnswer.create({ data: { checkinId, week, communityId, personId, ...how } });
      }
    sandbox.clock.set(Date.parse(FRIDAY) + 73 * HOUR);
    expect((await race('closed')).size).toBe(2);
    const rows = await database.db.checkin.findMany();
    expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: GUILDS }, () => 'closed'));
    expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(GUILDS);
    const inForum = rows.filter((row) => row.inForum).length;
    const inText = GUILDS - inForum;
    expect({
      threads: requests(/^POST .*\/messages\/:messageId\/threads$/),
      forumPosts: requests(/^POST \/channels\/:channelId\/threads$/),
      // Posts and announcements in text channels; questions and digests everywhere.
      messages: requests(/^POST \/channels\/:channelId\/messages$/),
      closings: requests(/^PATCH \/channels\/:channelId\/messages/),
    }).toEqual({ threads: inText, forumPosts: inForum, messages: 2 * inText + 2 * GUILDS, closings: GUILDS });
    expect(sandbox.violations).toEqual([]);
    const steps = await database.db.outboxStep.groupBy({ by: ['state'], _count: true });
    expect(steps.map(({ state }) => state)).toEqual(['done']);
  }, 120_000);

  it('never claim the same step, however many claims there are at once', async () => {
    const STEPS = 300;
    const now = sandbox.clock.now();
    const at = Temporal.Instant.fromEpochMilliseconds(now);
    const steps = Array.from({ length: STEPS }, (_, number) => ({ kind: 'race', key: `race:${number}`, dueAt: at }));
    await database.db.$transaction((tx) => enqueue(tx, steps));
    const claimed: string[] = [];
    const claimer = async (owner: string) => {
      for (;;) {
        const batch = await claimDue(database.db, { owner, now: at, kinds: ['race'], shards: ONLY_SHARD }, 3);
        if (batch.length === 0) return;
        claimed.push(...batch.map(({ key }) => key));
      }
    };
    // Each on a connection of its own.
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(claimer));
    expect(claimed).toHaveLength(STEPS);
    expect(new Set(claimed).size).toBe(STEPS);
  });
});
