import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../database/client.ts';
import type { OutboxStep } from '../../database/generated/client.ts';
import { inBackground } from '../../lanes.ts';
import { instantOf, type Outbox, type StepStanding } from '../../outbox.ts';
import { createEnds } from './ends.ts';
import { backOff, createPace, type Pace } from './pace.ts';
import { howToTry, type StepDefinition } from './step.ts';
import { claimDue, claimKey, postpone, releaseLeases, releaseStale, standingOf } from './store.ts';

export interface OutboxOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly steps: readonly StepDefinition[];
  /** The database has this process alone, so claims found at the start are those of a crash. */
  readonly alone: boolean;
  /** Where the messenger takes its turns itself, what holds them back. */
  readonly pace?: Pace;
  readonly random?: () => number;
  /** How many steps are under way at once: enough to use the rate up at a latency of a second. */
  readonly concurrency?: number;
}

export interface RunningOutbox extends Outbox {
  /** Does all that is due, and what follows from it. */
  drain(): Promise<void>;
  /** Waits for what is under way, and what follows from it. */
  settle(): Promise<void>;
  /** Claims nothing more and waits for what is under way. */
  stop(): Promise<void>;
  /** Gives back what is still claimed: after {@link stop}, or instead of waiting for it any longer. */
  release(): Promise<void>;
}

/** How soon a moderator's change is noticed: what waits for one is looked at so often. */
const BLOCKED_MINUTES = 5;
/** What may wait for one for days comes to be looked at so often. */
const RARELY_MINUTES = 60;
/** How long what follows from a step may wait for others to end, in milliseconds. */
const PATIENCE_MS = 50;
/** An attempt begins only with so much of the lease left; it takes up to 15 s a request. */
const LEAST_LEASE = Temporal.Duration.from({ minutes: 2 });

/** Does the steps that are stored in the database, each exactly once. docs/checkins.md says how and why. */
export function createOutbox(options: OutboxOptions): RunningOutbox {
  const { db, clock, log, steps, pace = createPace(), random = Math.random, concurrency = 48 } = options;
  const definitions = new Map(steps.map((step) => [step.kind, step]));
  const kinds = [...definitions.keys()];
  const owner = randomUUID();
  const end = createEnds(db);
  const startedAt = clock.now();
  const running = new Map<string, Promise<void>>();
  let stopped = false;
  let draining: Promise<void> | undefined;
  let asked = false;
  let recovered = !options.alone;

  const run = (step: OutboxStep): Promise<void> => {
    const done = attempt(step)
      .catch((error: unknown) => noteFailure(step, error))
      .finally(() => running.delete(step.key));
    running.set(step.key, done);
    return done;
  };

  const noteFailure = async (step: OutboxStep, error: unknown): Promise<void> => {
    const about = { err: error, kind: step.kind, attempts: step.attempts };
    try {
      // Its community or its member was removed in the middle of it: nothing is left to do, and nothing is wrong.
      if (!(await standingOf(db, step.key))) return log.info(about, 'A step went with what it was about');
    } catch {
      // The database is gone: what went wrong first is the error.
    }
    // Or it is a bug. The lease ends by itself, and then it is looked for before it is sent again.
    log.error(about, 'A step of the outbox failed');
  };

  const attempt = async (step: OutboxStep): Promise<void> => {
    const definition = definitions.get(step.kind);
    const now = clock.now();
    const lease = step.nextAt ? instantOf(step.nextAt).since(now) : LEAST_LEASE;
    // The process slept, or there was more to do than expected: another one may have it by now.
    if (!definition || Temporal.Duration.compare(lease, LEAST_LEASE) < 0) {
      await postpone(db, step, { at: now, tried: false });
      return;
    }
    const how = { now, ...howToTry(step, now, startedAt), pace: () => pace.turn() };
    const outcome = await definition.attempt(step, how);
    switch (outcome.type) {
      case 'later':
        return postpone(db, step, { at: outcome.at, tried: false, problem: outcome.problem });
      case 'again': {
        if (outcome.retryAfter !== undefined) pace.hold(outcome.retryAfter);
        const delay = Math.ceil(Math.max(outcome.retryAfter ?? 0, backOff(step.attempts, random)));
        log.info({ kind: step.kind, problem: outcome.problem, attempts: step.attempts }, 'A step is tried again');
        return postpone(db, step, { at: now.add({ milliseconds: delay }), tried: true, problem: outcome.problem });
      }
      case 'blocked': {
        log.warn({ kind: step.kind, problem: outcome.problem }, 'A step waits for a moderator');
        const { problem, record, rarely } = outcome;
        const minutes = rarely ? Math.min(BLOCKED_MINUTES * 2 ** (step.attempts - 1), RARELY_MINUTES) : BLOCKED_MINUTES;
        return postpone(db, step, { at: now.add({ minutes }), tried: true, problem, record });
      }
      default:
        return end({ step, state: outcome.type, at: now, record: outcome.record });
    }
  };

  const drainAll = async (): Promise<void> => {
    if (!recovered) {
      await releaseLeases(db, undefined, clock.now());
      recovered = true;
    }
    await releaseStale(db, clock.now());
    while (!stopped) {
      asked = false;
      const free = concurrency - running.size;
      const room = free * 2 >= concurrency;
      const batch = room ? await claimDue(db, { owner, now: clock.now(), kinds }, free) : [];
      for (const step of batch) void run(step);
      if (running.size > 0) await (room && batch.length < free ? someSettled() : Promise.race(running.values()));
      else if (!asked) return;
    }
  };

  /**
   * Nothing more is due but what follows from the steps under way: one look for what follows from several of them costs less
   * than one each, but none waits long for a slow one.
   */
  const someSettled = async (): Promise<void> => {
    await Promise.race(running.values());
    const gaveUp = new AbortController();
    const patience = wait(PATIENCE_MS, undefined, { signal: gaveUp.signal }).catch(() => undefined);
    await Promise.race([Promise.all(running.values()), patience]);
    gaveUp.abort();
  };

  const runKey = async (key: string): Promise<StepStanding | undefined> => {
    if (running.has(key)) await running.get(key);
    else if (!stopped) {
      const step = await claimKey(db, { owner, now: clock.now(), kinds }, key);
      if (step) await run(step);
    }
    return standingOf(db, key);
  };

  const drain = (): Promise<void> => {
    asked = true; // what was stored after the last look is looked for once more
    draining ??= inBackground(drainAll).finally(() => {
      draining = undefined;
    });
    return draining;
  };

  const settle = async (): Promise<void> => void (await Promise.allSettled([...running.values(), draining]));

  return {
    drain,
    async runNow(key) {
      // Another process may have it: that takes some seconds at most.
      for (let tries = 0; tries < 20; tries += 1) {
        const standing = await runKey(key);
        if (standing?.state !== 'claimed') return standing;
        await wait(250);
      }
      return standingOf(db, key);
    },
    nudge() {
      drain().catch((error: unknown) => log.error({ err: error }, 'The outbox could not be read'));
    },
    settle,
    async stop() {
      stopped = true;
      await settle();
    },
    async release() {
      stopped = true;
      await releaseLeases(db, owner, clock.now());
    },
  };
}
