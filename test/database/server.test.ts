import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { startProxy } from '../../scripts/chaos/proxy.ts';
import { openDatabase } from '../../src/database/open.ts';
import { StartError } from '../../src/operations/start-error.ts';
import { silentLog } from '../support/database.ts';
import { emptyServerUrl, serverTestUrl, testServerUrl } from '../support/server-database.ts';

const open = (url: string) => openDatabase({ url, log: silentLog });

async function failureOf(url: string): Promise<string> {
  const error = await open(url).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartError);
  const message = error instanceof Error ? error.message : '';
  expect(message).not.toContain('hunter2');
  return message;
}

describe('an address that cannot be used', () => {
  test.each([
    ['mysql://root:hunter2@localhost/x', /starts with "mysql:", which is not supported/],
    ['./data', /has no scheme/],
    ['file:', /names no directory/],
    ['postgresql://bot:hunter2@host:port/x', /not a valid address/],
  ])('%s', async (url, message) => {
    expect(await failureOf(url)).toMatch(message);
  });
});

describe('a server that cannot be used', () => {
  test('nothing listens there', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const address = probe.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await new Promise((resolve) => probe.close(resolve));
    const message = await failureOf(`postgresql://bot:hunter2@127.0.0.1:${port}/granica`);
    expect(message).toMatch(new RegExp(`127.0.0.1:${port} cannot be reached.*Start it`));
  });

  test('its host is unknown', async () => {
    expect(await failureOf('postgresql://bot:hunter2@host.invalid/granica')).toMatch(/host.invalid:5432/);
  });
});

describe.skipIf(testServerUrl === undefined)('a PostgreSQL server', () => {
  let drop: () => Promise<void> = async () => undefined;
  afterEach(() => drop());

  test('a wrong password', async () => {
    const url = new URL(testServerUrl ?? '');
    url.password = 'hunter2';
    expect(await failureOf(url.href)).toMatch(/refused user ".*Check user name and password/);
  });

  test('a database that does not exist', async () => {
    const url = new URL(testServerUrl ?? '');
    url.pathname = '/granica_absent';
    expect(await failureOf(url.href)).toMatch(/has no database "granica_absent"/);
  });

  test('two processes that start together migrate once', async () => {
    const created = await emptyServerUrl();
    drop = created.drop;
    const both = await Promise.all([open(created.url), open(created.url)]);
    expect(await Promise.all(both.map(({ db }) => db.community.count()))).toEqual([0, 0]);
    await Promise.all(both.map(({ close }) => close()));
  });

  test('connections that the server ends are replaced', async () => {
    const created = await serverTestUrl();
    drop = created.drop;
    const { db, withSession, close } = await open(created.url);
    await db.community.count();
    await withSession((session) =>
      session.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      ),
    );
    await expect.poll(() => db.community.count().catch(() => 'lost')).toBe(0);
    await close();
  });

  test('a session whose connection is cut, before or during a statement, fails, and the process goes on', async () => {
    const created = await serverTestUrl();
    drop = created.drop;
    const way = await startProxy(created.url);
    const { withSession, close } = await open(way.url);
    const cut = withSession(async (session) => {
      way.reset();
      await session.query('SELECT 1');
    });
    await expect(cut).rejects.toThrow();
    const cutDuring = withSession(async (session) => {
      const asked = session.query('SELECT pg_sleep(5)');
      way.reset();
      await asked;
    });
    await expect(cutDuring).rejects.toThrow();
    await close();
    await way.close();
  });
});
