import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { variables } from '../src/config.ts';

// The bot as a process, in an empty working directory: what a person sees who starts it and stops it.

const main = fileURLToPath(new URL('../src/start.js', import.meta.url));
/** The first start creates a database, which takes some seconds, and far more on a busy machine. */
const creation = 120_000;

/** Makes the sandbox's package one that is not installed. */
const WITHOUT_SANDBOX = `--import "data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve: (name, context, next) => next(name.replace('@granica/discord-sandbox', 'not-installed'), context),
  });
`)}"`;

let folder: string;
let child: ChildProcessByStdio<null, Readable, Readable> | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts the bot with nothing but the given settings. */
function start(settings: Record<string, string>) {
  const inherited = Object.entries(process.env).filter(([name]) => !variables.includes(name));
  const env = { ...Object.fromEntries(inherited), SANDBOX_PORT: '0', ...settings };
  const bot = spawn(process.execPath, [main], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child = bot;
  let output = '';
  const ended = new Promise<number | null>((resolve) => bot.on('close', resolve));
  const running = new Promise<void>((resolve) => {
    for (const stream of [bot.stdout, bot.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('Granica is running')) resolve();
      });
    }
  });
  return {
    running: async () => {
      const first = await Promise.race([running, ended]);
      if (first !== undefined) throw new Error(`It ended with ${first}:\n${output}`);
    },
    kill: (signal: NodeJS.Signals) => bot.kill(signal),
    end: async () => ({ code: await ended, output }),
  };
}

async function listen(): Promise<{ server: Server; port: string }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: String((server.address() as AddressInfo).port) };
}

const close = (server: Server) => new Promise((resolve) => server.close(resolve));

describe('a start that cannot succeed', () => {
  test.each([
    ['a bad variable', { OPS_PORT: 'eighty' }, /OPS_PORT: “eighty” is not a port/],
    ['production without a token', { NODE_ENV: 'production' }, /DISCORD_TOKEN: It is missing/],
    [
      'neither a token nor the sandbox',
      { NODE_OPTIONS: WITHOUT_SANDBOX },
      /DISCORD_TOKEN: It is missing, and the sandbox/,
    ],
  ])('%s: a message that says what to do, no stack trace, exit code 1', async (_name, settings, message) => {
    const { code, output } = await start(settings).end();
    expect(output).toMatch(message);
    expect(output).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });

  test('a busy port: the same', { timeout: creation }, async () => {
    const { server, port } = await listen();
    const { code, output } = await start({ OPS_PORT: port }).end();
    await close(server);
    expect(output).toMatch(new RegExp(`OPS_PORT: Another program already uses port ${port}`));
    expect(output).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });
});

test('without a token it runs in the sandbox, is ready, and ends cleanly on SIGTERM', {
  timeout: creation,
}, async () => {
  const { server, port } = await listen();
  await close(server);
  const bot = start({ OPS_PORT: port });
  await bot.running();
  const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(metrics).toContain('granica_gateway_state{state="ready"} 1\n');
  bot.kill('SIGTERM');
  const { code, output } = await bot.end();
  expect(output).toMatch(/Stopping reason=SIGTERM/);
  expect(output).not.toMatch(/ERROR|WARN/);
  expect(code).toBe(0);
});
