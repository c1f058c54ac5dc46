import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startOps } from '../../src/app/ops.ts';
import type { OpsAddress } from '../../src/config.ts';
import { createLog } from '../../src/operations/log.ts';
import { createMetrics } from '../../src/operations/metrics.ts';
import type { OpsServer } from '../../src/operations/server.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { testServerUrl } from '../support/server-database.ts';

let database: TestDatabase;
let server: OpsServer | undefined;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => database.close());

/** The second of two processes: what it serves while it holds those shards, on a bot of three. */
async function serveBeside(address: Partial<OpsAddress> = {}, log = createLog({ level: 'silent', json: true })) {
  const process = { held: [] as readonly number[], connected: false };
  server = await startOps({
    address: { host: '127.0.0.1', port: 0, optional: false, ...address },
    metrics: createMetrics([]),
    connection: {
      isReady: () => process.connected,
      guildIds: () => new Set(process.connected ? ['1', '2'] : []),
      ping: () => (process.connected ? 0.04 : undefined),
    },
    database,
    outbox: { kinds: [] },
    shards: { count: 3, held: () => process.held, holds: () => false },
    standsBy: () => process.held.length === 0,
    clock: testClock('2026-11-24T08:00:00Z'),
    log,
  });
  const get = async (path: string) => fetch(`${server?.url}${path}`);
  const samples = async () => (await (await get('/metrics')).text()).split('\n');
  return { process, samples, ready: async () => (await get('/health/ready')).json() };
}

it('a try-out goes on without a busy port that nobody chose, and says so in one line', async () => {
  const first = createServer();
  await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
  const { port } = first.address() as AddressInfo;
  const lines: string[] = [];
  const log = createLog({ level: 'info', json: true, destination: { write: (line: string) => lines.push(line) } });
  await serveBeside({ port, optional: true }, log);
  expect(server).toBeUndefined();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`Another program uses port ${port}: this try-out runs without health and metrics.`);
  await expect(serveBeside({ port })).rejects.toThrow(`OPS_PORT: Another program already uses port ${port}`);
  await expect(serveBeside({ host: '203.0.113.7', optional: true })).rejects.toThrow('OPS_HOST');
  await new Promise((resolve) => first.close(resolve));
});

it('a process stands by, takes over, and is ready once it is connected', async () => {
  const { process, ready } = await serveBeside();
  expect(await ready()).toEqual({ status: 'standby' });
  process.held = [1];
  expect(await ready()).toEqual({ status: 'not ready', notReady: ['gateway'] });
  process.connected = true;
  expect(await ready()).toEqual({ status: 'ready' });
});

it('each scrape shows the shards, servers and connection of that moment', async () => {
  const { process, samples } = await serveBeside();
  expect(await samples()).toEqual(
    expect.arrayContaining(['granica_shards 3', 'granica_shards_held 0', 'granica_standby 1', 'granica_guilds 0']),
  );
  if (testServerUrl !== undefined) expect(await samples()).toContain('granica_database_listening 1');
  else expect((await samples()).filter((line) => /^granica_database_listening/.test(line))).toEqual([]);
  process.held = [0, 2];
  process.connected = true;
  expect(await samples()).toEqual(
    expect.arrayContaining([
      'granica_shards_held 2',
      'granica_standby 0',
      'granica_guilds 2',
      'granica_gateway_ping_seconds 0.04',
    ]),
  );
});

it('a scrape shows what the database knows of the whole bot, and how long its statements take', async () => {
  const { samples } = await serveBeside();
  await database.db.member.count();
  const text = await samples();
  expect(text).toContain('granica_communities 0');
  expect(text).toContain('granica_database_up 1');
  expect(
    text.some((line) => line.startsWith('granica_database_statement_seconds_count{kind="select",lane="front"}')),
  ).toBe(true);
});
