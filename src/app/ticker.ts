import { createTask, type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import { inBackground } from '../database/lanes.ts';
import type { Clock } from '../time/clock.ts';

/** Repeated work. It determines what is due itself: the pattern only says how often to check. */
export interface Job {
  readonly name: string;
  /** A cron expression in UTC, which has no clock changes. */
  readonly pattern: string;
  readonly run: (signal: AbortSignal) => Promise<unknown>;
}

export interface Ticker {
  readonly names: readonly string[];
  /** Runs a job now; if it is running, once more after that, since it may have checked too early. */
  runNow(name: string): Promise<void>;
  /** Waits for the jobs that are running. */
  settle(): Promise<void>;
  /** Stops ticking and waits for running jobs, which are told to stop if they can. */
  stop(): Promise<void>;
}

export interface TickerOptions {
  readonly log: Logger;
  /** The bot's clock. With timers it runs by itself, and so do the jobs; without them, its owner runs the jobs. */
  readonly clock: Clock;
  /** Called for each failure, to count it. */
  readonly onFailure?: (job: string) => void;
  /** The machine's own by default. */
  readonly timing?: TickerTiming;
}

/** The ticker's source of time. */
export interface TickerTiming {
  /** The machine's clock, in milliseconds since 1970; it may be set. */
  readonly now: () => number;
  /** Calls back after some real milliseconds, regardless of the clock; returns a function that cancels. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

const machine: TickerTiming = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

const MINUTE = 60_000;
/** Milliseconds by which a tick may miss its minute without a warning: a busy process is sometimes late. */
const TOLERANCE = 30_000;
/** Milliseconds by which a timer may fire early. */
const EARLY = 50;
/** Maximum minutes to look back: each job runs within an hour after the process has slept. */
const LOOKED_BACK = 60;

/**
 * Starts the jobs' ticking. A job that fails is logged and retried at its next tick; a job never overlaps itself.
 *
 * node-cron only tells which minutes match a pattern; the ticker's own timer tells when a minute begins. node-cron's timer
 * would wait for its planned minute after the clock was set back, and run each minute that was slept through.
 */
export function startTicker(jobs: readonly Job[], options: TickerOptions): Ticker {
  const { log, clock, onFailure, timing = machine } = options;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  const run = ({ name, run: work }: Job): Promise<void> => {
    const under = running.get(name);
    if (under || stopping.signal.aborted) return under ?? Promise.resolve();
    const done = inBackground(async () => void (await work(stopping.signal)))
      .catch((error: unknown) => {
        onFailure?.(name);
        log.error({ err: error, job: name }, 'A job failed; it will be tried again at its next tick');
      })
      .finally(() => running.delete(name));
    running.set(name, done);
    return done;
  };
  const runNow = async (job: Job): Promise<void> => {
    if (running.has(job.name)) await running.get(job.name);
    await run(job);
  };
  const patterns = jobs.map((job) => ({ job, task: createTask(job.pattern, () => run(job), { timezone: 'Etc/UTC' }) }));
  const each = (minutes: readonly number[]): void => {
    for (const { job, task } of patterns) if (minutes.some((minute) => matches(task, minute))) void run(job);
  };
  const stopTicking = clock.after ? tick(timing, log, each) : () => undefined;
  const settle = async (): Promise<void> => void (await Promise.allSettled(running.values()));
  return {
    names: jobs.map(({ name }) => name),
    async runNow(name) {
      const job = jobs.find((each) => each.name === name);
      if (!job) throw new Error(`no job ${name}`);
      await runNow(job);
    },
    settle,
    async stop() {
      stopping.abort();
      stopTicking();
      for (const { task } of patterns) await task.destroy();
      await settle();
    },
  };
}

function matches(task: ScheduledTask, minute: number): boolean {
  return task.match(new Date(minute * MINUTE));
}

/**
 * Calls back at the beginning of each minute with the minutes begun since the last time: after a sleep with only the last ones,
 * after the clock was set back with the current one. Never less often than once a real minute.
 */
function tick({ now, after }: TickerTiming, log: Logger, each: (minutes: readonly number[]) => void): () => void {
  let last = Math.floor(now() / MINUTE);
  let expected = 0;
  let cancel = () => {};
  const arm = () => {
    const time = now();
    const begun = Math.floor((time + EARLY) / MINUTE);
    expected = (begun + 1) * MINUTE;
    const pause = expected - time;
    cancel = after(pause, beat);
  };
  const beat = () => {
    const time = now();
    const off = Math.round((time - expected) / 1000);
    if (Math.abs(off) * 1000 > TOLERANCE) log.info({ seconds: off }, 'The clock was set, or the process slept');
    const minute = Math.floor((time + EARLY) / MINUTE);
    const first = minute > last ? Math.max(last + 1, minute - LOOKED_BACK + 1) : minute;
    last = minute;
    arm();
    each(Array.from({ length: minute - first + 1 }, (_, index) => first + index));
  };
  arm();
  return () => cancel();
}
