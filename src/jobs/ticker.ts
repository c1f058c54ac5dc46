import { createTask, type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import { inBackground } from '../lanes.ts';

/** Work that is looked for again and again. It decides by itself what is due: the pattern only says how often to look. */
export interface Job {
  readonly name: string;
  /** A cron expression in UTC, which knows no clock changes. */
  readonly pattern: string;
  readonly run: (signal: AbortSignal) => Promise<unknown>;
}

export interface Ticker {
  /** Runs a job now, unless it is running: at the start, and in tests. */
  runNow(name: string): Promise<void>;
  /** Waits for the jobs that are running. */
  settle(): Promise<void>;
  /** Stops ticking and waits for what is running; each job is told to stop where it can. */
  stop(): Promise<void>;
}

/**
 * Starts the jobs' ticking. A job that fails is logged and tried again at its next tick; a job never overlaps itself.
 * @param onFailure told of each failure, to be counted
 */
export function startTicker(jobs: readonly Job[], log: Logger, onFailure?: (job: string) => void): Ticker {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();

  const run = ({ name, run: work }: Job): Promise<void> => {
    const under = running.get(name);
    if (under || stopping.signal.aborted) return under ?? Promise.resolve();
    const done = inBackground(() => work(stopping.signal))
      .then(() => undefined)
      .catch((error: unknown) => {
        onFailure?.(name);
        log.error({ err: error, job: name }, 'A job failed; it is tried again at its next tick');
      })
      .finally(() => running.delete(name));
    running.set(name, done);
    return done;
  };
  const tasks = jobs.map((job): ScheduledTask => {
    const task = createTask(job.pattern, () => run(job), { timezone: 'Etc/UTC' });
    void task.start();
    return task;
  });
  const settle = async (): Promise<void> => void (await Promise.allSettled(running.values()));
  return {
    async runNow(name) {
      const job = jobs.find((each) => each.name === name);
      if (!job) throw new Error(`no job ${name}`);
      await run(job);
    },
    settle,
    async stop() {
      stopping.abort();
      for (const task of tasks) await task.destroy();
      await settle();
    },
  };
}
