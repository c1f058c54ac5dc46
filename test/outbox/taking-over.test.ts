import { type RecordedRequest, type Sandbox, startSandbox } from '@granica/discord-sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';
import { type AppChild, startAppChild } from '../support/app-child.ts';
import { silentLog } from '../support/database.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

const FRIDAY = '2026-11-27T09:00:00Z';
const GUILDS = 24;
const JOB = 'check-ins';

const nonceOf = ({ body }: RecordedRequest): unknown =>
  typeof body === 'object' && body !== null && 'nonce' in body ? body.nonce : undefined;

describe.skipIf(testServerUrl === undefined)('a process whose shard another one takes over', () => {
  let sandbox: Sandbox;
  let database: Database;
  let drop: () => Promise<void>;
  let url: string;
  let children: AppChild[];
  let first: AppChild;
  let second: AppChild;
  beforeEach(async () => {
    sandbox = await startSandbox({ shards: 2 });
    sandbox.clock.set(Date.parse(FRIDAY));
    const server = await serverTestUrl();
    drop = server.drop;
    database = await openDatabase({ url: server.url, log: silentLog });
    for (let number = 0; number < GUILDS; number += 1) await addGuild(number);
    url = server.url;
  }, 90_000);
  afterEach(async () => {
    for (const child of children) child.kill();
    await Promise.all(children.map(({ dead }) => dead));
    await database.close();
    await drop();
    await sandbox.close();
  });

  const start = async (freezeAt?: number) => {
    children = [];
    first = await startAppChild(sandbox, url, 1, freezeAt);
    children.push(first);
    second = await startAppChild(sandbox, url, 2);
    children.push(second);
  };

  /** Every fourth guild has its check-in in a forum, where no nonce would hide a second post. */
  const addGuild = async (number: number) => {
    const guild = sandbox.addGuild({ name: `Guild ${number}`, locale: 'pl', shard: number % 2 });
    const channel = guild.addChannel({ name: 'check-in', kind: number % 4 < 2 ? 'text' : 'forum' });
    const times = { checkinWeekday: 5, checkinTime: '10:00', checkinNextAt: new Date(FRIDAY) };
    const place = { locale: 'pl', zone: 'Europe/Warsaw', checkinChannelId: channel.id };
    await database.db.community.create({ data: { id: guild.id, ...place, ...times } });
  };
  const posted = () => database.db.checkin.count({ where: { state: 'posted' } });
  const isPost = ({ method, route }: RecordedRequest) =>
    method === 'POST' && /^\/channels\/:channelId\/(messages|threads)$/.test(route);
  /** How many messages and forum posts came to be: of messages with the same nonce only one. */
  const made = () => {
    const accepted = sandbox.requests.filter((request) => isPost(request) && request.verdict === 'accepted');
    const messages = accepted.filter(({ route }) => route.endsWith('/messages'));
    return accepted.length - messages.length + new Set(messages.map(nonceOf)).size;
  };

  /** Has the second process tick, in the same minute, until everything is posted. */
  const everythingPosted = async () => {
    while ((await posted()) < GUILDS || (await due()) > 0) await second.run(JOB);
  };
  const due = () =>
    database.db.outboxStep.count({
      where: { state: { in: ['pending', 'claimed'] }, dueAt: { lte: new Date(sandbox.clock.now()) } },
    });
  const expectOnce = async () => {
    const rows = await database.db.checkin.findMany();
    expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(GUILDS);
    const inText = rows.filter(({ inForum }) => !inForum).length;
    // In a text channel the post and the question in its thread; in a forum the post and the question.
    expect({ inText, made: made() }).toEqual({ inText, made: 2 * GUILDS });
    expect(sandbox.violations).toEqual([]);
  };

  it('killed in the middle of its posts, leaves nothing for its lease to end: all is done once', async () => {
    await start();
    let seen = 0;
    const killed = Promise.withResolvers<void>();
    sandbox.events.on('request', (request) => {
      seen += isPost(request) ? 1 : 0;
      if (seen !== 5) return;
      first.kill();
      killed.resolve();
    });
    void first.run(JOB);
    await killed.promise;
    await first.dead;
    const left = await database.db.outboxStep.count({ where: { state: 'claimed' } });
    expect(left).toBeGreaterThan(0);
    // Its requests without a nonce have arrived by then.
    sandbox.clock.advance(16_000);
    await everythingPosted();
    await expectOnce();
  }, 120_000);

  /** The second process does everything in place of the first, which then wakes and does nothing. */
  const expectReplaced = async () => {
    while ((await posted()) < GUILDS || (await due()) > 0) {
      sandbox.clock.advance(1000);
      await second.run(JOB);
    }
    const before = sandbox.requests.filter(isPost).length;
    first.wake();
    await first.run(JOB);
    expect(sandbox.requests.filter(isPost).length).toBe(before);
    await expectOnce();
  };

  it('frozen in the middle of its posts, sends nothing when it wakes', async () => {
    await start();
    let seen = 0;
    const frozen = Promise.withResolvers<void>();
    sandbox.events.on('request', (request) => {
      seen += isPost(request) ? 1 : 0;
      if (seen !== 5) return;
      first.freeze();
      frozen.resolve();
    });
    void first.run(JOB);
    await frozen.promise;
    await expectReplaced();
  }, 120_000);

  it.each([1, 6])(
    'frozen between its last check and post %i itself, sends nothing when it wakes',
    async (number) => {
      await start(number);
      void first.run(JOB);
      expect(await first.frozen).toBe(true);
      await expectReplaced();
    },
    120_000,
  );
});
