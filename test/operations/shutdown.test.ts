import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const fixture = fileURLToPath(new URL('fixtures/process.ts', import.meta.url));
let child: ChildProcessByStdio<Writable, Readable, null> | undefined;

afterEach(() => child?.kill('SIGKILL'));

interface Line {
  msg: string;
  level: string;
  step?: string;
  incident?: string;
  failed?: string[];
  reason?: string;
}

/** Starts the fixture; `until` reads its log up to a line with that message. */
async function start(mode: string, repeatMs = 0) {
  const started = spawn(process.execPath, [fixture, mode, String(repeatMs)], { stdio: ['pipe', 'pipe', 'inherit'] });
  child = started;
  const lines: Line[] = [];
  const input = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    started.on('exit', (code, signal) => resolve({ code, signal }));
  });
  const read = async (message?: string) => {
    for (;;) {
      const { done, value } = await input.next();
      if (done) return lines;
      const line: Line = JSON.parse(value);
      lines.push(line);
      if (line.msg === message) return lines;
    }
  };
  await read('up');
  return {
    kill: (signal: NodeJS.Signals) => started.kill(signal),
    say: (word: string) => started.stdin.write(`${word}\n`),
    until: (message: string) => read(message),
    end: async () => ({ lines: await read(), ...(await ended) }),
  };
}

const steps = (lines: Line[]) => lines.flatMap(({ msg, step }) => (msg === 'Stopped' && step ? [step] : []));

describe('signals', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s stops all parts in order and exits with 0', async (signal) => {
    const bot = await start('clean');
    bot.kill(signal);
    const { lines, code } = await bot.end();
    expect(steps(lines)).toEqual(['first', 'middle', 'last']);
    expect(lines.find(({ msg }) => msg === 'Stopping')?.reason).toBe(signal);
    expect(code).toBe(0);
  });

  test.each(['throws', 'hangs'])(
    'a part that %s is named, the later ones still stop, and the exit code is 1',
    async (mode) => {
      const bot = await start(mode);
      bot.kill('SIGTERM');
      const { lines, code } = await bot.end();
      expect(steps(lines)).toEqual(['first', 'last']);
      expect(lines.at(-1)).toMatchObject({ msg: 'Stopped', failed: ['middle'] });
      expect(lines.filter(({ level }) => level === 'error')).toEqual([expect.objectContaining({ step: 'middle' })]);
      expect(code).toBe(1);
    },
  );

  test('a second signal ends the process at once', async () => {
    const bot = await start('waits');
    bot.kill('SIGTERM');
    await bot.until('Stopping');
    bot.kill('SIGINT');
    const { lines, code } = await bot.end();
    expect(lines.at(-1)).toMatchObject({ msg: 'Stopping at once', reason: 'SIGINT' });
    expect(code).toBe(130);
  });

  test('a repetition right after the first one, as npm sends it, does not', async () => {
    const bot = await start('hangs', 60_000);
    bot.kill('SIGINT');
    await bot.until('Stopping');
    bot.kill('SIGINT');
    const { lines, code } = await bot.end();
    expect(steps(lines)).toEqual(['first', 'last']);
    expect(code).toBe(1);
  });
});

describe('bugs', () => {
  test('an uncaught exception is logged with an incident id and stops the process in order with 1', async () => {
    const bot = await start('clean');
    bot.say('throw');
    const { lines, code } = await bot.end();
    expect(lines.find(({ level }) => level === 'fatal')).toMatchObject({
      incident: 'TESTED7',
      err: { type: 'RangeError', message: 'thrown' },
    });
    expect(steps(lines)).toEqual(['first', 'middle', 'last']);
    expect(code).toBe(1);
  });

  test('an unhandled rejection is logged with an incident id, and the process goes on', async () => {
    const bot = await start('clean');
    bot.say('reject');
    const lines = await bot.until('Unhandled rejection');
    expect(lines.at(-1)).toMatchObject({ level: 'error', incident: 'TESTED7', err: { message: 'rejected' } });
    bot.say('ping');
    expect((await bot.until('pong')).at(-1)?.msg).toBe('pong');
    bot.kill('SIGTERM');
    expect((await bot.end()).code).toBe(0);
  });
});
