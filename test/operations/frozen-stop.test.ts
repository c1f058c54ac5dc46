import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '@granica/discord-sandbox';
import { afterAll, expect, test } from 'vitest';
import { startProxy } from '../../scripts/chaos/proxy.ts';
import { testDirectory } from '../support/database.ts';
import { serverTestUrl, testServerUrl } from '../support/server-database.ts';

const FIXTURE = fileURLToPath(new URL('fixtures/frozen.ts', import.meta.url));
const ORDER = [
  'login',
  'outbox',
  'leases',
  'jobs',
  'notes',
  'shards',
  'interactions',
  'last notes',
  'gateway',
  'locks',
  'health and metrics',
  'database',
];

/** They wait most of the time, so both do it at once. */
const WAITING = { timeout: 120_000, concurrent: true };

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A bot on a database, with somebody in its guild. */
async function start(url: string) {
  const sandbox = await startSandbox({ answerWithin: 60_000 });
  closing.push(() => sandbox.close());
  const child = fork(FIXTURE, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      TEST_DATABASE: url,
      TEST_API: sandbox.apiUrl,
      TEST_TOKEN: sandbox.token,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  closing.push(() => child.kill('SIGKILL'));
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await once(child, 'message');
  return { sandbox, child, lines: () => output.trim().split('\n').map(readLine) };
}

interface Line {
  readonly msg: string;
  readonly step?: string;
  readonly failed?: readonly string[];
}
const readLine = (line: string): Line => JSON.parse(line);

/** Presses that wait for the database while the process is told to stop. */
async function pressAndStop(sandbox: Sandbox, child: ChildProcess) {
  const person = sandbox.addPerson({ name: 'Anna', locale: 'pl' });
  const guild = sandbox.addGuild({ name: 'Freelancerzy', locale: 'pl' });
  const channel = guild.addChannel({ name: 'ogolny' });
  guild.join(person);
  const pressed = new Promise<void>((resolve) => {
    sandbox.events.on('interaction', (stage) => stage === 'created' && resolve());
  });
  for (const command of ['/violation list', '/privacy show', '/template list'])
    person
      .in(channel)
      .run(command)
      .catch(() => undefined);
  await pressed;
  child.kill('SIGTERM');
  const [code, signal] = await once(child, 'close');
  return { code, signal };
}

const steps = (lines: readonly Line[]) => lines.flatMap(({ step }) => (step === undefined ? [] : [step]));

// Whatever does not end within ten seconds is killed (as whoever runs the bot would kill it): then there is a signal, and no code.

test('on an embedded database that is held it stops in order, by itself, with 1', WAITING, async () => {
  const { sandbox, child, lines } = await start(`file:${await testDirectory()}`);
  child.send('hold');
  await once(child, 'message');
  expect(await pressAndStop(sandbox, child)).toEqual({ code: 1, signal: null });
  expect(steps(lines())).toEqual(ORDER);
  expect(lines().at(-1)?.failed).toContain('database');
});

const onServer = { ...WAITING, skip: testServerUrl === undefined };
test('on a server whose connections are silent it stops in order, by itself', onServer, async () => {
  const { url, drop } = await serverTestUrl();
  closing.push(drop);
  const proxy = await startProxy(url);
  closing.push(() => proxy.close());
  const { sandbox, child, lines } = await start(proxy.url);
  proxy.stall();
  const { code, signal } = await pressAndStop(sandbox, child);
  expect([code, signal]).toEqual([1, null]);
  expect(steps(lines())).toEqual(ORDER);
});
