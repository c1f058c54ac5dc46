import { startSandbox } from '@granica/discord-sandbox';
import { afterAll, describe, it } from 'vitest';
import { walk } from '../../scripts/handover/walk.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';
import { type ShardChild, startShardChild } from '../support/shard-child.ts';

/** They wait most of the time, so all do it at once. */
const WAITING = { timeout: 120_000, concurrent: true };

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A sandbox of two shards, with a guild and a person on each, and a database for processes. */
async function newWorld() {
  const { url, drop } = await serverTestUrl();
  closing.push(drop);
  const sandbox = await startSandbox({ shards: 2, answerWithin: 60_000, patience: 50_000 });
  closing.push(() => sandbox.close());
  const guilds = [0, 1].map((shard) => {
    const guild = sandbox.addGuild({ name: `Guild ${shard}`, locale: 'en-GB', shard });
    const person = sandbox.addPerson({ name: `Person ${shard}`, locale: 'en-GB' });
    guild.join(person);
    return { person, channel: guild.addChannel({ name: 'general' }) };
  });
  return {
    sandbox,
    async start(perProcess?: number): Promise<ShardChild> {
      const child = await startShardChild(sandbox, url, perProcess);
      closing.push(async () => {
        child.signal('SIGKILL');
        await child.dead;
      });
      return child;
    },
    /** How many sessions of each shard are open. */
    sessions: () =>
      [0, 1].map(
        (shard) => [...sandbox.gateway.sessions.values()].filter((each) => each.shard === shard && each.socket).length,
      ),
    callbacks: () => sandbox.requests.filter(({ route }) => route.endsWith('/callback')).length,
    async help(shard: 0 | 1): Promise<string> {
      const { person, channel } = guilds[shard] ?? {};
      await sandbox.untilRegistered(50_000);
      return person && channel ? (await person.in(channel).run('/help')).text : '';
    },
  };
}

describe.skipIf(testServerUrl === undefined)('several processes of the bot', () => {
  it('have one shard each, and the one that stands by takes over from a killed one', WAITING, async ({ expect }) => {
    const { sandbox, start, sessions, help } = await newWorld();
    const all = await Promise.all([start(1), start(1), start(1)]);
    expect(all.flatMap((child) => [...child.held()]).sort()).toEqual([0, 1]);
    expect(sessions()).toEqual([1, 1]);
    expect([await help(0), await help(1)]).toEqual([expect.stringContaining('/'), expect.stringContaining('/')]);
    const holder = all.find((child) => child.held().includes(1));
    const spare = all.find((child) => child.state() === 'standby');
    holder?.signal('SIGKILL');
    await expect.poll(() => spare?.ready(), { timeout: 30_000 }).toEqual([1]);
    expect(await help(1)).toContain('/');
    expect(sandbox.violations).toEqual([]);
  });

  it('do not hear of one that was frozen: it wakes up, answers nothing and stands by', WAITING, async ({ expect }) => {
    const { start, sessions, callbacks, help } = await newWorld();
    const both = await Promise.all([start(), start()]);
    const holder = both.find((child) => child.held().length === 2);
    const spare = both.find((child) => child.state() === 'standby');
    holder?.signal('SIGSTOP');
    await expect.poll(() => spare?.ready().toSorted(), { timeout: 30_000 }).toEqual([0, 1]);
    const before = callbacks();
    // Both are told of it; one of them cannot do anything.
    expect(await help(0)).toContain('/');
    expect(callbacks()).toBe(before + 1);
    holder?.signal('SIGCONT');
    await expect.poll(() => holder?.state(), { timeout: 30_000 }).toBe('standby');
    await expect.poll(sessions).toEqual([1, 1]);
    expect(callbacks()).toBe(before + 1);
    expect(await help(0)).toContain('/');
    expect(callbacks()).toBe(before + 2);
  });

  it('leave nobody without an answer when one is stopped and another takes over', WAITING, async ({ expect }) => {
    const walked = await walk({ serverUrl: testServerUrl ?? '', shards: 1, end: 'SIGTERM', seconds: 1 });
    expect(walked.presses).toBeGreaterThan(20);
    expect(walked).toMatchObject({ unanswered: 0, twice: 0, lost: 0, gap: 0 });
  });
});
