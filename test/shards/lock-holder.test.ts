import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProxy } from '../../scripts/chaos/proxy.ts';
import { type HolderSetup, runSql, type TestHolder, testHolder } from '../support/holders.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

describe.skipIf(testServerUrl === undefined)('processes on one server', () => {
  let url: string;
  const closing: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    const { url: address, drop } = await serverTestUrl();
    url = address;
    closing.push(drop);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function start(setup: HolderSetup = {}, address = url): Promise<TestHolder> {
    const holder = testHolder(address, setup);
    closing.push(() => holder.close());
    await holder.start();
    return holder;
  }
  const heldBy = (holders: readonly TestHolder[]) => holders.map((holder) => holder.held());
  /** Ends the sessions with locks, as an administrator may. */
  const endSessions = () =>
    runSql(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND pid <> pg_backend_pid()
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );

  it('share the shards, each held by exactly one', async () => {
    const setup = { count: 5, perProcess: 2 };
    const holders = await Promise.all([start(setup), start(setup), start(setup)]);
    expect(
      heldBy(holders)
        .flat()
        .sort((a, b) => a - b),
    ).toEqual([0, 1, 2, 3, 4]);
    for (const holder of holders) {
      expect([...holder.sessions]).toEqual(holder.held());
      expect(holder.state).toBe('holding');
    }
  });

  it('know which guilds are theirs', async () => {
    const [first, second] = [await start({ count: 2, perProcess: 1 }), await start({ count: 2, perProcess: 1 })];
    const guild = (shard: number) => String((1000n + BigInt(shard)) << 22n);
    expect([first.holds(guild(0)), first.holds(guild(1)), first.holds(null)]).toEqual([true, false, true]);
    expect([second.holds(guild(0)), second.holds(guild(1)), second.holds(null)]).toEqual([false, true, false]);
    expect([first.listens(0), first.listens(1)]).toEqual([true, false]);
  });

  it('know whether another one may hear what they hear', async () => {
    const first = await start({ count: 2, perProcess: 1 });
    expect([0, 1].map((shard) => first.mayBeHeardElsewhere(shard))).toEqual([false, true]);
    const second = await start({ count: 2, perProcess: 1 });
    // The first one might have had it a moment ago.
    expect([0, 1].map((shard) => second.mayBeHeardElsewhere(shard))).toEqual([true, true]);
    expect([first.tookAlone(0), second.tookAlone(1)]).toEqual([true, false]);
    second.sleep(31_000);
    await expect.poll(() => second.held()).toEqual([1]);
    expect(second.mayBeHeardElsewhere(1)).toBe(false);
    expect(first.mayBeHeardElsewhere(0)).toBe(false);
    await Promise.all([first.handOver(), expect.poll(() => first.mayBeHeardElsewhere(0)).toBe(true)]);
  });

  it('see processes that know nothing of the locks: each of their connections has the short name', async () => {
    const stranger = new pg.Client({ connectionString: url, application_name: 'granica' });
    await stranger.connect();
    const holder = await start();
    expect([holder.mayBeHeardElsewhere(0), holder.tookAlone(0)]).toEqual([true, false]);
    await stranger.end();
    holder.sleep(31_000);
    await expect.poll(() => holder.mayBeHeardElsewhere(0)).toBe(false);
  });

  it('stand by while others have all, and take over what becomes free', async () => {
    const first = await start({ count: 2 });
    const second = await start({ count: 2 });
    expect([first.held(), second.held(), second.state]).toEqual([[0, 1], [], 'standby']);
    await first.close();
    expect(first.held()).toEqual([]);
    await expect.poll(() => second.held()).toEqual([0, 1]);
    expect([...second.sessions]).toEqual([0, 1]);
  });

  it('take their shards back when the session was ended, without closing the gateway', async () => {
    let lost = 0;
    const holder = await start({ count: 2, observer: { lockLost: () => (lost += 1) } });
    const taken = new Set(holder.sessions);
    await endSessions();
    await expect.poll(() => lost).toBe(1);
    await expect.poll(() => holder.held()).toEqual([0, 1]);
    expect(holder.sessions).toEqual(taken);
    expect(holder.logged.join()).not.toContain('Closed the gateway');
  });

  it('never hold one shard twice when sessions are ended, and whoever lost it closes its gateway', async () => {
    const holders = [await start(), await start()];
    for (let round = 0; round < 5; round += 1) {
      await endSessions();
      await expect
        .poll(() => {
          expect(heldBy(holders).flat().length).toBeLessThan(2);
          return heldBy(holders).flat();
        })
        .toEqual([0]);
      await expect.poll(() => holders.map(({ sessions }) => [...sessions])).toEqual(heldBy(holders));
    }
  });

  it('end their own earlier session when the connection only went silent', async () => {
    const proxy = await startProxy(url);
    closing.push(() => proxy.close());
    const holder = await start({ times: { answer: 300 } }, proxy.url);
    expect(holder.held()).toEqual([0]);
    const dropped = () => holder.logged.some((line) => line.includes('Closed the gateway'));
    proxy.silence();
    await expect.poll(() => holder.logged.some((line) => line.includes('was lost'))).toBe(true);
    await expect.poll(() => holder.held()).toEqual([0]);
    expect(dropped()).toBe(false);
  });

  it('keep the gateway of the only process while the database is away', async () => {
    const proxy = await startProxy(url);
    closing.push(() => proxy.close());
    const holder = await start({ times: { certain: 400, answer: 100, connect: 100 } }, proxy.url);
    proxy.refuse();
    await expect.poll(() => holder.held()).toEqual([]);
    // Past the time for which it is sure of anything.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect([holder.listens(0), holder.sessions.size]).toEqual([true, 1]);
    proxy.resume();
    await expect.poll(() => holder.held()).toEqual([0]);
  });

  it('close the gateway while the database is away, if there is another process', async () => {
    const proxy = await startProxy(url);
    closing.push(() => proxy.close());
    let fenced: readonly number[] = [];
    const observer = { fenced: (shards: readonly number[]) => (fenced = shards) };
    const first = await start({ times: { certain: 400, answer: 100, connect: 100 }, observer }, proxy.url);
    const second = await start();
    // It has seen the other one.
    await expect.poll(() => second.state).toBe('standby');
    await new Promise((resolve) => setTimeout(resolve, 400));
    proxy.refuse();
    await expect.poll(() => fenced).toEqual([0]);
    expect([first.listens(0), first.sessions.size, first.state]).toEqual([false, 0, 'cut off']);
    await expect.poll(() => second.held()).toEqual([0]);
    proxy.resume();
    await expect.poll(() => first.state).toBe('standby');
  });

  it('hold nothing from the moment they wake up, and are told nothing until they have asked', async () => {
    const holder = await start();
    const before = [holder.held(), holder.listens(0)];
    holder.sleep(60_000);
    expect([before, holder.held(), holder.holds('1'), holder.listens(0)]).toEqual([[[0], true], [], false, false]);
    await expect.poll(() => holder.held()).toEqual([0]);
    expect(holder.listens(0)).toBe(true);
  });

  it('take the number of the running processes rather than Discord’s newer one', async () => {
    await start({ count: 3, perProcess: 1 });
    const second = await start({ recommended: 4, perProcess: 1 });
    expect([second.count, second.held()]).toEqual([3, [1]]);
  });

  it('take Discord’s number where nobody runs', async () => {
    const holder = await start({ recommended: 4 });
    expect(holder.held()).toEqual([0, 1, 2, 3]);
  });

  it('wait for processes with another number to end, and say so once', async () => {
    const first = await start({ count: 2 });
    const second = await start({ count: 3 });
    expect([second.state, second.held()]).toEqual(['waiting', []]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(second.logged.filter((line) => line.includes('2 shards, this one is set to 3'))).toHaveLength(1);
    await first.close();
    await expect.poll(() => second.held()).toEqual([0, 1, 2]);
  });

  it('never work with two numbers, even if they start at once', async () => {
    const holders = await Promise.all([2, 3, 2, 3].map((count) => start({ count, perProcess: 2 })));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const working = new Set(holders.filter((holder) => holder.held().length > 0).map(({ count }) => count));
    expect(working.size).toBe(1);
  });
});

describe.skipIf(testServerUrl === undefined)('a process that stops', () => {
  let url: string;
  const closing: (() => Promise<unknown>)[] = [];
  beforeEach(async () => {
    const { url: address, drop } = await serverTestUrl();
    url = address;
    closing.push(drop);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  async function start(setup: HolderSetup = {}): Promise<TestHolder> {
    const holder = testHolder(url, setup);
    closing.push(() => holder.close());
    await holder.start();
    return holder;
  }

  it('listens until the session of the next one is open', async () => {
    const first = await start();
    first.ready(0);
    const second = await start();
    let done = false;
    const leaving = first.handOver().then(() => {
      done = true;
    });
    expect([first.held(), first.holds('1')]).toEqual([[], false]);
    await expect.poll(() => second.held()).toEqual([0]);
    expect([done, first.listens(0)]).toEqual([false, true]);
    second.ready(0);
    await leaving;
    expect(first.listens(0)).toBe(false);
  });

  it('waits for nobody where there is nobody, and goes on listening to the end', async () => {
    const only = await start();
    only.ready(0);
    await only.handOver();
    expect(only.listens(0)).toBe(true);
  });

  it('waits a moment only for a process that takes nothing', async () => {
    const first = await start({ count: 2, perProcess: 1 });
    const second = await start({ count: 2, perProcess: 1 });
    expect(second.held()).toEqual([1]);
    await first.handOver();
    expect(first.listens(0)).toBe(true);
    expect(second.held()).toEqual([1]);
  });

  it('lets those with another number begin only when its gateway is closed', async () => {
    const first = await start({ count: 1 });
    const second = await start({ count: 2 });
    await first.handOver();
    expect(second.state).toBe('waiting');
    await first.close();
    await expect.poll(() => second.held()).toEqual([0, 1]);
  });
});

describe.skipIf(testServerUrl === undefined)('logins', () => {
  it('wait for one another in each of Discord’s buckets, over all processes', async () => {
    const { url, drop } = await serverTestUrl();
    const setup = { count: 4, perProcess: 2 };
    const holders = [testHolder(url, setup), testHolder(url, setup)] as const;
    const signal = new AbortController().signal;
    try {
      for (const holder of holders) await holder.start();
      const began = performance.now();
      const after = async (done: Promise<void>) => done.then(() => performance.now() - began);
      const [first, free, second, third] = await Promise.all([
        after(holders[0].identify(0, 2, signal)),
        after(holders[0].identify(1, 2, signal)),
        after(holders[1].identify(2, 2, signal)),
        after(holders[1].identify(4, 2, signal)),
      ]);
      const same = [first, second, third].sort((a, b) => a - b) as [number, number, number];
      expect(same[1] - same[0]).toBeGreaterThan(290);
      expect(same[2] - same[1]).toBeGreaterThan(290);
      expect(free).toBeLessThan(same[2]);
    } finally {
      for (const holder of holders) await holder.close();
      await drop();
    }
  });
});
