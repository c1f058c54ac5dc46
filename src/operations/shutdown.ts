import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Log } from './log.ts';

export interface StopStep {
  /** Name of the step in the log. */
  name: string;
  /** Milliseconds the step may take before it is abandoned. */
  limitMs: number;
  /** Milliseconds of the total time that earlier steps must leave to it; none by default. */
  keptMs?: number;
  stop: () => Promise<void> | void;
}

export interface StopResult {
  /** Names of the steps that threw or took too long, in order. */
  failed: string[];
}

/**
 * Runs the steps one after the other. A step that throws or takes too long is logged and does not keep the next ones from
 * running: the last (closing the database) matters most.
 *
 * @param totalMs time for all steps together; the remainder also limits each step, less what is reserved for later ones.
 */
export async function stopInOrder(steps: readonly StopStep[], log: Log, totalMs = 9_000): Promise<StopResult> {
  const deadline = performance.now() + totalMs;
  const failed: string[] = [];
  for (const [index, { name, limitMs, stop }] of steps.entries()) {
    const later = steps.slice(index + 1).reduce((sum, step) => sum + (step.keptMs ?? 0), 0);
    const limit = Math.max(0, Math.min(limitMs, deadline - performance.now() - later));
    try {
      await withLimit(stop, limit);
      log.debug({ step: name }, 'Stopped');
    } catch (error) {
      failed.push(name);
      log.error({ err: error, step: name }, 'Could not stop cleanly');
    }
  }
  return { failed };
}

async function withLimit(stop: StopStep['stop'], limitMs: number): Promise<void> {
  const timer = new AbortController();
  const tooLate = delay(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`Not stopped within ${Math.round(limitMs)} ms`);
  });
  try {
    // A step that throws at once must lose the race, not prevent it: the timer would reject unhandled.
    await Promise.race([tooLate, (async () => stop())()]);
  } finally {
    timer.abort();
  }
}

export interface ShutdownOptions {
  /** In stopping order: first what accepts new work, last what the others depend on. */
  steps: readonly StopStep[];
  log: Log;
  createIncidentId: () => string;
  totalMs?: number;
  /** Milliseconds within which a repeated signal counts as the same one. */
  repeatMs?: number;
  /** Flushes the log before the process ends. */
  flush?: () => Promise<void>;
}

/** Milliseconds beyond the total time after which the process is killed. */
const HARD_END_MS = 750;

/**
 * Decides when and how the process ends; call it once, as soon as there is something to stop.
 *
 * - SIGTERM and SIGINT stop it in order, within 10 s: exit code 0, or 1 if a step failed. A process that then still hangs
 *   (an endless computation, a blocked write) is killed: a crash loses nothing.
 * - A second signal ends it at once (128 + the signal's number). `npm start` forwards Ctrl-C to a process that already got
 *   it from the terminal, so a repetition within half a second does not count.
 * - An uncaught exception leaves the process in an unknown state: it is logged with an incident id, and the process stops
 *   in order with exit code 1. All work is claimed in the database, so the next start continues it. A second one during
 *   the stop ends the process at once.
 * - An unhandled rejection is a bug in one flow and leaves the rest intact: it is logged with an incident id, and the
 *   process goes on. Otherwise one person could stop the bot for everyone by triggering such a bug.
 *
 * @returns a function that stops the process in the same way, for the bot's own reasons.
 */
export function stopOnSignals(options: ShutdownOptions): (reason: string, exitCode: number) => Promise<void> {
  const { steps, log, createIncidentId, totalMs = 9_000, repeatMs = 500, flush } = options;
  let stopping: Promise<void> | undefined;

  const stop = (reason: string, exitCode: number): Promise<void> => {
    stopping ??= (async () => {
      killAfter(totalMs + HARD_END_MS);
      log.info({ reason }, 'Stopping');
      const { failed } = await stopInOrder(steps, log, totalMs);
      log.info({ failed }, 'Stopped');
      await flush?.();
      process.exit(failed.length > 0 ? 1 : exitCode);
    })();
    return stopping;
  };

  const exitNow = (code: number): void => {
    void Promise.resolve(flush?.()).finally(() => process.exit(code));
  };

  let firstSignalAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals, number: number) => {
    if (firstSignalAt === undefined) {
      firstSignalAt = performance.now();
      void stop(signal, 0);
    } else if (performance.now() - firstSignalAt >= repeatMs) {
      log.warn({ reason: signal }, 'Stopping at once');
      exitNow(128 + number);
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('uncaughtException', (error) => {
    const again = stopping !== undefined;
    try {
      log.fatal({ err: error, incident: createIncidentId() }, 'Uncaught exception');
    } catch {
      // If the log keeps throwing, its failure during the stop ends the process.
    }
    if (!again) void stop('uncaught exception', 1);
    else exitNow(1);
  });
  process.on('unhandledRejection', (reason) => {
    const error = reason instanceof Error ? reason : new Error('Rejected with something that is not an error');
    log.error({ err: error, incident: createIncidentId() }, 'Unhandled rejection');
  });
  return stop;
}

/**
 * Kills this process after that time unless it has ended. Runs in a separate thread: a busy main thread runs no timers, and an
 * exit waits for threads blocked in a write.
 */
function killAfter(milliseconds: number): void {
  const code = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${milliseconds})`;
  const worker = new Worker(code, { eval: true });
  worker.on('error', () => undefined);
  worker.unref();
}

/** Milliseconds between two checks of the parent. */
const LOOK_MS = 500;

/**
 * Calls `onGone` once when this process's parent has ended, which the system replaces by another one. (Windows never changes a
 * process's parent, so nothing is detected there.)
 */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, LOOK_MS);
  timer.unref();
}
