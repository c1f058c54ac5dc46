import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const fixture = fileURLToPath(new URL('fixtures/process.ts', import.meta.url));
const FULL_DISK = '/dev/full';
const children: ChildProcess[] = [];

// Most of them wait most of the time, so they do it at once.
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts the fixture with that standard output, and a channel beside it on which it repeats each word it was told. */
function start(mode: string, stdout: 'pipe' | number = 'pipe') {
  const started = spawn(process.execPath, [fixture, mode], { stdio: ['pipe', stdout, 'inherit', 'ipc'] });
  children.push(started);
  const ended = once(started, 'exit').then(([code, signal]) => ({ code, signal }));
  return {
    process: started,
    /** Tells it a word and waits until it has done what the word says. */
    async tell(word: string) {
      const heard = once(started, 'message');
      started.stdin?.write(`${word}\n`);
      expect((await heard)[0]).toBe(word);
    },
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      started.kill(signal);
      return ended;
    },
    ended,
  };
}

async function linesOf(started: ChildProcess, enough: (message: string) => boolean): Promise<string[]> {
  const messages: string[] = [];
  if (started.stdout === null) throw new Error('it has no pipe');
  for await (const line of createInterface({ input: started.stdout })) {
    const { msg } = JSON.parse(line) as { msg: string };
    messages.push(msg);
    if (enough(msg)) break;
  }
  return messages;
}

describe.concurrent('an output that takes no lines', () => {
  test('whose reader went away: the process goes on, and ends as usual', async () => {
    const bot = start('clean');
    bot.process.stdout?.destroy();
    for (const word of ['ping', 'reject', 'ping', 'reject', 'ping']) await bot.tell(word);
    expect(await bot.stop()).toEqual({ code: 0, signal: null });
  });

  test('whose reader hangs: the process goes on, and ends', async () => {
    const bot = start('clean');
    // Nothing reads the pipe, and the flood is many times what it holds.
    for (const word of ['flood', 'ping', 'flood', 'ping']) await bot.tell(word);
    bot.process.kill('SIGTERM');
    await bot.ended;
  });

  test('whose reader comes back gets what was kept, and is told what is missing', async () => {
    const bot = start('clean');
    await bot.tell('flood');
    await bot.tell('ping');
    const lines = await linesOf(bot.process, (message) => message.startsWith('Lines of the log were lost'));
    expect(lines[0]).toBe('up');
    expect(lines.length).toBeLessThan(20_000);
  });

  test.skipIf(!existsSync(FULL_DISK))('on a full disk: the process goes on, and ends as usual', async () => {
    const full = openSync(FULL_DISK, 'w');
    const bot = start('clean', full);
    closeSync(full);
    for (const word of ['ping', 'reject', 'flood', 'ping']) await bot.tell(word);
    expect(await bot.stop()).toEqual({ code: 0, signal: null });
  });
});

describe.concurrent('a process that fails while it fails', () => {
  test('ends at once when its log throws', async () => {
    const bot = start('waits');
    await bot.tell('break');
    bot.process.stdin?.write('reject\n');
    expect((await bot.ended).code).not.toBe(0);
  });

  test('ends at once at a second uncaught exception', async () => {
    const bot = start('throwsAgain');
    await bot.tell('ping');
    bot.process.stdin?.write('throw\n');
    expect(await bot.ended).toEqual({ code: 1, signal: null });
  });

  test('is killed where a part computes and never comes back', async () => {
    const bot = start('computes');
    await bot.tell('ping');
    expect(await bot.stop()).toEqual({ code: null, signal: 'SIGKILL' });
  });
});

test.concurrent('a process whose parent was killed stops in order', async () => {
  // As `npm start` does it: a shell between the one that gets the signal and the process itself.
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${fixture}" child; true`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(shell);
  const lines = linesOf(shell, () => false);
  const input = shell.stdout;
  await once(input, 'data');
  shell.kill('SIGTERM');
  // The pipe ends with the last process that holds it.
  expect((await lines).at(-1)).toBe('Stopped');
});
