import { type RecordedRequest, startSandbox } from '@granica/discord-sandbox';
import { describe, expect, it, type TestContext } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import { type AppChild, startAppChild } from '../support/app-child.ts';
import { silentLog } from '../support/database.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

const FRIDAY = '2026-11-27T09:00:00Z';
const GUILDS = 24;
const JOB = 'check-ins';

const nonceOf = ({ body }: RecordedRequest): unknown =>
  typeof body === 'object' && body !== null && 'nonce' in body ? body.nonce : undefined;

/** They wait most of the time until the server gives up a frozen process, so all do it at once, each with a world of its own. */
const WAITING = { timeout: 120_000, concurrent: true };

/** A bot of two shards on a database with guilds of each, whose check-ins are due. */
async function startWorld({ onTestFinished }: TestContext) {
  const sandbox = await startSandbox({ shards: 2 });
  onTestFinished(() => sandbox.close());
  sandbox.clock.set(Date.parse(FRIDAY));
  const { url, drop } = await serverTestUrl();
  onTestFinished(drop);
  const database = await openDatabase({ url, log: silentLog });
  onTestFinished(() => database.close());
  for (let number = 0; number < GUILDS; number += 1) await addGuild(number);

  /** Every fourth guild has its check-in in a forum, where no nonce would hide a second post. */
  async function addGuild(number: number): Promise<void> {
    const guild = sandbox.addGuild({ name: `Guild ${number}`, locale: 'pl', shard: number % 2 });
    const channel = guild.addChannel({ name: 'check-in', kind: number % 4 < 2 ? 'text' : 'forum' });
    const times = { checkinWeekday: 5, checkinTime: '10:00', checkinNextAt: new Date(FRIDAY) };
    const place = { locale: 'pl', zone: 'Europe/Warsaw', checkinChannelId: channel.id };
    await database.db.community.create({ data: { id: guild.id, ...place, ...times } });
  }
  const start = async (perProcess: number, freezeAt?: number): Promise<AppChild> => {
    const child = await startAppChild(sandbox, url, perProcess, freezeAt);
    onTestFinished(async () => {
      child.kill();
      await child.dead;
    });
    return child;
  };
  const first = (freezeAt?: number) => start(1, freezeAt);
  const second = () => start(2);

  const posted = () => database.db.checkin.count({ where: { state: 'posted' } });
  const due = () =>
    database.db.outboxStep.count({
      where: { state: { in: ['pending', 'claimed'] }, dueAt: { lte: new Date(sandbox.clock.now()) } },
    });
  /** Whether something is still to be done. */
  const isDue = async () => (await posted()) < GUILDS || (await due()) > 0;
  /** Does something to a process at its fifth post. */
  const atFifthPost = (child: AppChild, act: () => void): Promise<void> => {
    let seen = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    sandbox.events.on('request', (request) => {
      seen += isPost(request) ? 1 : 0;
      if (seen !== 5) return;
      act();
      resolve();
    });
    void child.run(JOB);
    return promise;
  };
  /** How many messages and forum posts came to be: of messages with the same nonce only one. */
  const made = () => {
    const accepted = sandbox.requests.filter((request) => isPost(request) && request.verdict === 'accepted');
    const messages = accepted.filter(({ route }) => route.endsWith('/messages'));
    return accepted.length - messages.length + new Set(messages.map(nonceOf)).size;
  };
  const expectOnce = async () => {
    const rows = await database.db.checkin.findMany();
    expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(GUILDS);
    const inText = rows.filter(({ inForum }) => !inForum).length;
    // In a text channel the post and the question in its thread; in a forum the post and the question.
    expect({ inText, made: made() }).toEqual({ inText, made: 2 * GUILDS });
    expect(sandbox.violations).toEqual([]);
  };
  return { sandbox, database, first, second, isDue, atFifthPost, expectOnce };
}

type World = Awaited<ReturnType<typeof startWorld>>;

const isPost = ({ method, route }: RecordedRequest): boolean =>
  method === 'POST' && /^\/channels\/:channelId\/(messages|threads)$/.test(route);

/** The second process does everything in place of the first, which then wakes and does nothing. */
async function expectReplaced(
  { sandbox, isDue, expectOnce }: World,
  { first, second }: { readonly first: AppChild; readonly second: AppChild },
): Promise<void> {
  while (await isDue()) {
    sandbox.clock.advance(1000);
    await second.run(JOB);
  }
  const before = sandbox.requests.filter(isPost).length;
  first.wake();
  await first.run(JOB);
  expect(sandbox.requests.filter(isPost).length).toBe(before);
  await expectOnce();
}

describe.skipIf(testServerUrl === undefined)('a process whose shard another one takes over', WAITING, () => {
  it('killed in the middle of its posts, leaves nothing for its lease to end: all is done once', async (context) => {
    const world = await startWorld(context);
    const { sandbox, database, isDue } = world;
    const first = await world.first();
    const second = await world.second();
    await world.atFifthPost(first, first.kill);
    await first.dead;
    const left = await database.db.outboxStep.count({ where: { state: 'claimed' } });
    expect(left).toBeGreaterThan(0);
    // Its requests without a nonce have arrived by then.
    sandbox.clock.advance(16_000);
    // In the same minute.
    while (await isDue()) await second.run(JOB);
    await world.expectOnce();
  });

  it('frozen in the middle of its posts, sends nothing when it wakes', async (context) => {
    const world = await startWorld(context);
    const first = await world.first();
    const second = await world.second();
    await world.atFifthPost(first, first.freeze);
    await expectReplaced(world, { first, second });
  });

  it.for([1, 6])(
    'frozen between its last check and post %i itself, sends nothing when it wakes',
    async (number, context) => {
      const world = await startWorld(context);
      const first = await world.first(number);
      const second = await world.second();
      void first.run(JOB);
      expect(await first.frozen).toBe(true);
      await expectReplaced(world, { first, second });
    },
  );
});
