import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open.ts';
import { refuseSharedSessions } from '../../src/database/pooler.ts';
import type { SqlSession } from '../../src/database/sql-session.ts';
import { StartError } from '../../src/operations/start-error.ts';
import { silentLog } from '../support/database.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

/** Sessions on server processes as a pooler lends them: `lend` says which one each statement gets. */
function pooled(lend: (session: number, inTransaction: boolean) => number) {
  let opened = 0;
  return async <T>(work: (session: SqlSession) => Promise<T>): Promise<T> => {
    opened += 1;
    const number = opened;
    const session = (inTransaction: boolean): SqlSession => ({
      exec: async () => undefined,
      query: async () => [{ pid: lend(number, inTransaction) }],
      transaction: (run) => run(session(true)),
    });
    return work(session(false));
  };
}

describe('a pooler', () => {
  test('that leaves each session its connection is as good as none', async () => {
    await expect(refuseSharedSessions(pooled((session) => session))).resolves.toBeUndefined();
  });

  test.each([
    ['lends the same connection to the second session', () => 1],
    ['moves the first session, while the second one holds a transaction', movesOn()],
  ])('that %s is refused', async (_name, lend) => {
    await expect(refuseSharedSessions(pooled(lend))).rejects.toThrow(StartError);
  });
});

function movesOn() {
  let asked = 0;
  return (_session: number, inTransaction: boolean) => {
    asked += 1;
    return inTransaction ? 2 : asked === 1 ? 1 : 3;
  };
}

const installed = spawnSync('pgbouncer', ['--version']).status === 0;

describe.skipIf(testServerUrl === undefined || !installed)('PgBouncer', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  /** Starts it before a new database, and returns the address by way of it. */
  async function throughPooler(mode: 'session' | 'transaction' | 'statement'): Promise<string> {
    const { url, drop } = await serverTestUrl();
    closing.push(drop);
    const { hostname, port, pathname, username, password } = new URL(url);
    const folder = await mkdtemp(join(tmpdir(), 'pgbouncer-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const listen = await freePort();
    const user = decodeURIComponent(username);
    const secret = decodeURIComponent(password);
    await writeFile(
      join(folder, 'ini'),
      `[databases]
* = host=${hostname} port=${port || 5432} user=${user}${secret ? ` password=${secret}` : ''}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listen}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
server_tls_sslmode = disable
ignore_startup_parameters = extra_float_digits
`,
    );
    // It refuses to run as root.
    const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    const pooler = spawn('pgbouncer', ['-q', ...asNobody, join(folder, 'ini')], { stdio: 'ignore' });
    const gone = new Promise((resolve) => pooler.once('exit', resolve));
    closing.push(async () => {
      pooler.kill('SIGKILL');
      await gone;
    });
    await listening(listen);
    return Object.assign(new URL(url), { host: `127.0.0.1:${listen}`, pathname }).href;
  }

  test.each(['transaction', 'statement'] as const)('in %s mode is refused, with what to do', async (mode) => {
    const opening = openDatabase({ url: await throughPooler(mode), log: silentLog });
    await expect(opening).rejects.toThrow(StartError);
    await expect(opening).rejects.toThrow(/pool_mode = session/);
  });

  test('in session mode is fine, and a lock stays with its session', async () => {
    const database = await openDatabase({ url: await throughPooler('session'), log: silentLog });
    closing.push(() => database.close());
    const limits = { idle: 10_000, answer: 3000, connect: 3000, channel: 'test' };
    const open = () => database.openLockSession?.({ ...limits, onNotice: () => undefined, onEnd: () => undefined });
    const [first, second] = [await open(), await open()];
    const take = async (session: typeof first) =>
      (await session?.query('SELECT pg_try_advisory_lock(1, 2) AS got'))?.[0]?.got;
    expect([await take(first), await take(second)]).toEqual([true, false]);
    first?.end('done');
    await expect.poll(() => take(second)).toBe(true);
    second?.end('done');
  });
});

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    await wait(50);
  }
}
