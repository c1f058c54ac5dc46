import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createListener, LISTENER_TIMES, type Listener } from '../../src/database/listener.ts';
import type { LockSession, LockSessionOptions } from '../../src/database/lock-session.ts';
import type { Moment } from '../../src/time/moment.ts';

/** A connection to a server of the test's: it answers as the test says. */
interface Line {
  readonly options: LockSessionOptions;
  ended: boolean;
}

let lines: Line[];
let reachable: boolean;
let answer: () => Promise<void>;
let ahead: number;
let gaps: number;
let written: string[];
let warnings: string[];
let listener: Listener;

beforeEach(async () => {
  vi.useFakeTimers();
  lines = [];
  reachable = true;
  answer = async () => undefined;
  ahead = 0;
  gaps = 0;
  written = [];
  warnings = [];
  listener = createListener({
    openSession: async (options) => openLine(options),
    log: { info: () => undefined, warn: (...args: unknown[]) => void warnings.push(String(args.at(-1))) },
    onWritten: (table) => written.push(table),
    onGap: () => (gaps += 1),
    now,
  });
  await listener.start();
});
afterEach(() => {
  listener.close();
  vi.useRealTimers();
});

const now = (): Moment => ({ steady: performance.now() + ahead, wall: Date.now() });

function openLine(options: LockSessionOptions): LockSession {
  if (!reachable) throw new Error('refused');
  const line: Line = { options, ended: false };
  lines.push(line);
  return {
    backend: { pid: lines.length, startedAt: '' },
    process: undefined,
    async query(statement) {
      await answer();
      return statement.includes('pg_trigger') ? [{ table: 'Member' }] : [];
    },
    end(reason) {
      if (line.ended) return;
      line.ended = true;
      options.onEnd(reason);
    },
  };
}

test('what is written is told, of the tables that announce it', () => {
  lines[0]?.options.onNotice('Member');
  expect(written).toEqual(['Member']);
  expect([listener.covers('Member'), listener.covers('Violation')]).toEqual([true, false]);
});

test('as long as questions are answered, all has been heard', async () => {
  for (let second = 0; second < 30; second += 1) {
    await vi.advanceTimersByTimeAsync(1000);
    expect(listener.isUpToDate()).toBe(true);
  }
  expect(gaps).toBe(1);
});

test('a connection that went silent is not trusted after two seconds, nor when it answers too late', async () => {
  let tell: () => void = () => undefined;
  answer = () => new Promise((resolve) => (tell = resolve));
  await vi.advanceTimersByTimeAsync(LISTENER_TIMES.heard);
  expect([listener.isUpToDate(), listener.isListening()]).toEqual([false, true]);
  // The question was asked a second after the start, so what was written since then may not have been told.
  await vi.advanceTimersByTimeAsync(LISTENER_TIMES.heard);
  tell();
  await vi.advanceTimersByTimeAsync(0);
  expect(listener.isUpToDate()).toBe(false);
});

test('a process that stood still knows at once that it may have missed something', async () => {
  ahead = 60_000;
  expect(listener.isUpToDate()).toBe(false);
  await vi.advanceTimersByTimeAsync(LISTENER_TIMES.ask);
  expect(listener.isUpToDate()).toBe(true);
});

test('a lost connection is a gap: from its end until another one listens nothing is remembered', async () => {
  reachable = false;
  lines[0]?.options.onEnd('reset');
  expect([gaps, listener.isUpToDate(), listener.covers('Member'), listener.isListening()]).toEqual([
    2,
    false,
    false,
    false,
  ]);
  await vi.advanceTimersByTimeAsync(5000);
  expect([gaps, listener.covers('Member')]).toEqual([2, false]);
  reachable = true;
  await vi.advanceTimersByTimeAsync(LISTENER_TIMES.ask);
  expect([gaps, listener.isUpToDate(), listener.covers('Member')]).toEqual([3, true, true]);
  // Told once, not at each attempt.
  expect(warnings).toHaveLength(1);
});

test('a question without an answer ends the connection, and another one is opened', async () => {
  answer = async () => {
    throw new Error('Query read timeout');
  };
  await vi.advanceTimersByTimeAsync(LISTENER_TIMES.ask);
  expect([lines[0]?.ended, listener.isListening()]).toEqual([true, false]);
  answer = async () => undefined;
  await vi.advanceTimersByTimeAsync(LISTENER_TIMES.ask);
  expect([lines.length, listener.isUpToDate()]).toEqual([2, true]);
});

test('nothing goes on after the end', async () => {
  listener.close();
  expect([lines[0]?.ended, listener.isListening()]).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(5000);
  expect([lines.length, warnings]).toEqual([1, []]);
});

test('a connection that ends while it is being opened is given up, and another one is opened', async () => {
  listener.close();
  let opened = 0;
  listener = createListener({
    async openSession(options) {
      opened += 1;
      const session = openLine(options);
      if (opened === 1) queueMicrotask(() => options.onEnd('cut'));
      return session;
    },
    log: { info: () => undefined, warn: (...args: unknown[]) => void warnings.push(String(args.at(-1))) },
    onWritten: () => undefined,
    onGap: () => undefined,
    now,
  });
  await listener.start();
  expect(listener.isListening()).toBe(false);
  await vi.advanceTimersByTimeAsync(LISTENER_TIMES.ask);
  expect(listener.isListening()).toBe(true);
});
