import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Db } from '../database/client.ts';
import { apart } from '../database/effects.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import { inBackground } from '../database/lanes.ts';
import { underClaim } from '../ports/claims.ts';
import { NotSent } from '../ports/messenger.ts';
import { ONLY_SHARD, type Shards } from '../ports/shards.ts';
import { createAlarm } from '../time/alarm.ts';
import type { Clock } from '../time/clock.ts';
import { createEnds, type End } from './batched-endings.ts';
import { watchClaim } from './claim.ts';
import { createFence } from './fence.ts';
import { createHowToTry } from './how-to-try.ts';
import { type Fate, fateOf, fateOfFailed } from './outcomes.ts';
import { createPace, type Pace } from './pace.ts';
import { createQueues, type Queue, someSettled } from './queues.ts';
import type { Outcome, StepDefinition } from './step-definition.ts';
import type { Outbox, StepStanding } from './steps.ts';
import { claimDue, claimKey, nextTime, postpone, releaseLeases, releaseStale, standingOf } from './store.ts';

export interface OutboxOptions {
  readonly db: Db;
  /** With timers, the outbox wakes at the time of each retry; without, it waits for the next {@link RunningOutbox.drain}. */
  readonly clock: Clock;
  readonly log: Logger;
  readonly steps: readonly StepDefinition[];
  /** The shards whose steps this process does; all by default. */
  readonly shards?: Shards;
  /** Whether only this process uses the database, so that claims found at the start are left from a crash. */
  readonly alone: boolean;
  /** The pace of requests; if the messenger takes its own turns, only their holds. */
  readonly pace?: Pace;
  readonly random?: () => number;
  /** Maximum steps in progress: enough to use the whole rate at a latency of a second. */
  readonly concurrency?: number;
  /** Called with each attempt's type of outcome, or "broken" for one that failed, and how many seconds ago it was due. */
  readonly observe?: (kind: string, outcome: Outcome['type'] | 'broken', seconds: number) => void;
}

export interface RunningOutbox extends Outbox {
  /** Kinds of the steps that it does. */
  readonly kinds: readonly string[];
  /**
   * Records that this process has just taken shards: it goes on with what others were doing there at its next look, as soon as it
   * holds them. They do nothing more, so their leases need not be waited for.
   */
  taken(shards: readonly number[]): void;
  /** Does all due steps, and those that follow from them. */
  drain(): Promise<void>;
  /** Waits for the steps in progress, and those that follow from them. */
  settle(): Promise<void>;
  /** Claims and sends nothing more, and waits for the steps in progress. */
  stop(): Promise<void>;
  /** Releases remaining claims: after {@link stop}, or instead of waiting any longer. */
  release(): Promise<void>;
}

/** Does the steps stored in the database, each exactly once. docs/checkins.md explains how and why. */
export function createOutbox(options: OutboxOptions): RunningOutbox {
  const { db, clock, log, steps, pace = createPace(), random = Math.random, concurrency = 48 } = options;
  const { observe = () => undefined, shards = ONLY_SHARD } = options;
  const definitions = new Map(steps.map((step) => [step.kind, step]));
  const queues = createQueues(steps, { concurrency, clock });
  const kinds = [...definitions.keys()];
  const owner = randomUUID();
  const fence = createFence({ db, clock, shards, owner });
  const watching = { db, clock, shards, takings: () => fence.takings };
  const ends = createEnds(db);
  const end = (one: End) => ends({ ...one, follows: definitions.get(one.step.kind)?.follows ?? false });
  const howToTry = createHowToTry(clock.now());
  let stopped = false;
  let draining: Promise<void> | undefined;
  let asked = false;
  let bell = Promise.withResolvers<void>();
  let recovered = !options.alone;

  const queueOf = (kind: string): Queue => (queues.find((one) => one.kinds.includes(kind)) ?? queues[0]) as Queue;
  const underWay = (): Promise<void>[] => queues.flatMap(({ running }) => [...running.values()]);

  const run = (step: OutboxStep, anywhere = false): Promise<void> => {
    const queue = queueOf(step.kind);
    const done = attempt(step, queue, anywhere)
      .catch((error: unknown) => noteFailure(step, error))
      .finally(() => {
        queue.running.delete(step.key);
        // Following steps are mostly in the same queue; once that is empty, the others look as well.
        for (const one of queues) if (one === queue || queue.running.size === 0) one.unseen = true;
      });
    queue.running.set(step.key, done);
    return done;
  };

  const attempt = async (step: OutboxStep, queue: Queue, anywhere: boolean): Promise<void> => {
    const now = clock.now();
    const claim = watchClaim(watching, step, anywhere);
    const definition = definitions.get(step.kind);
    // The process slept, or there was more to do than expected: another process may have the step by now.
    if (!definition || !claim.hasTime()) return postpone(db, step, { at: now, tried: false });
    const turn = async () => {
      if (stopped || queue.held() > 0) throw new NotSent(queue.held());
      await pace.turn();
      await claim.check();
    };
    const how = { now, ...howToTry(step, now), settledAt: fence.settledAt(step.key), pace: turn };
    const outcome = await underClaim(claim, () => definition.attempt(step, how)).catch(heldBack);
    observe(step.kind, outcome.type, secondsLate(step));
    if (outcome.type === 'held' && outcome.what === 'all') pace.hold(outcome.retryAfter);
    if (outcome.type === 'held' && outcome.what === 'queue') queue.hold(outcome.retryAfter);
    if (outcome.type === 'again' || outcome.type === 'held')
      log.info({ kind: step.kind, outcome: outcome.type, attempts: step.attempts }, 'A step is tried again');
    if (outcome.type === 'blocked')
      log.warn({ kind: step.kind, problem: outcome.problem }, 'A step waits for a moderator');
    await settleAs(step, fateOf(step, outcome, now, random));
  };

  const settleAs = async (step: OutboxStep, fate: Fate): Promise<void> => {
    if (fate.type === 'over') return end(fate.end);
    await postpone(db, step, fate);
    alarm.by(fate.at);
  };

  const noteFailure = async (step: OutboxStep, error: unknown): Promise<void> => {
    const about = { err: error, kind: step.kind, attempts: step.attempts };
    try {
      // Its community or member was removed during the attempt: nothing is left to do, and nothing is wrong.
      if (!(await standingOf(db, step.key))) return log.info(about, 'A step was dropped with what it was about');
      const fate = fateOfFailed(step, clock.now(), definitions.get(step.kind)?.broken);
      // A failing record must not keep the step alive.
      if (fate.type === 'over') await end(fate.end).catch(() => end({ ...fate.end, record: undefined }));
      else await settleAs(step, fate);
      if (fate.type === 'over') log.error(about, 'A step of the outbox failed each time, and is given up');
      else log.error(about, 'A step of the outbox failed');
    } catch {
      // The database is gone: the first error is the relevant one. The lease expires by itself.
      log.error(about, 'A step of the outbox failed');
    }
    observe(step.kind, 'broken', secondsLate(step));
  };

  const secondsLate = ({ dueAt }: OutboxStep): number => (clock.now().epochMilliseconds - dueAt.getTime()) / 1000;

  const recover = async (): Promise<void> => {
    if (!recovered) await releaseLeases(db, undefined, clock.now());
    recovered = true;
    await releaseStale(db, shards, clock.now());
  };

  /** Sets the alarm for the next due step, or for when steps may be claimed again. */
  const setAlarm = async (): Promise<void> => {
    const held = queues.filter((queue) => queue.held() > 0);
    for (const queue of held) alarm.by(clock.now().add({ milliseconds: Math.ceil(queue.held()) }));
    const others = queues.filter((queue) => !held.includes(queue)).flatMap((queue) => queue.kinds);
    const next = clock.after && (await nextTime(db, { kinds: others, shards }));
    if (next) alarm.by(next);
  };

  /** Claims due steps of a queue, if there is room. While the queue is on hold, a claim would only grow old. */
  const fill = async (queue: Queue): Promise<void> => {
    // With a part of the requests, it has a part of the steps: they would only wait for their turns.
    const room = Math.ceil((queue.atOnce * shards.held().length) / Math.max(1, shards.count));
    const free = room - queue.running.size;
    if (!queue.unseen || free * 2 < room || queue.held() > 0 || pace.held() > 0) return;
    queue.unseen = false;
    if (room === 0) return;
    const batch = await claimDue(db, { owner, now: clock.now(), kinds: queue.kinds, shards }, free);
    if (batch.length === free) queue.unseen = true;
    for (const step of batch) void run(step);
  };

  /** Looks once for due steps and new requests; returns whether it was the last time. */
  const look = async (): Promise<boolean> => {
    if (asked) for (const queue of queues) queue.unseen = true;
    asked = false;
    bell = Promise.withResolvers();
    if (!(await fence.release())) alarm.by(clock.now().add({ seconds: 1 }));
    for (const queue of queues) await fill(queue);
    if (underWay().length > 0) {
      const more = queues.some(({ unseen }) => unseen) || pace.held() > 0;
      await (more ? Promise.race([...underWay(), bell.promise]) : someSettled(underWay, bell.promise, () => asked));
    } else if (pace.held() > 0) {
      alarm.by(clock.now().add({ milliseconds: Math.ceil(pace.held()) }));
      return true;
    } else if (!asked && !queues.some((queue) => queue.unseen && queue.held() === 0)) {
      // A step that ended during the claim may have left something that the claim was too early to see.
      await setAlarm();
      return true;
    }
    return false;
  };

  const drainAll = async (): Promise<void> => {
    try {
      await recover();
      for (let last = false; !stopped && (!last || asked); ) last = await look();
    } finally {
      // Synchronously after the last check of `asked`: a later request starts a new run, instead of waiting for this ended one.
      draining = undefined;
    }
  };

  const runKey = async (key: string): Promise<StepStanding | undefined> => {
    const mine = queues.find(({ running }) => running.has(key));
    if (mine) await mine.running.get(key);
    else if (!stopped && pace.held() === 0) {
      const step = await claimKey(db, { owner, now: clock.now() }, key);
      if (step) await run(step, true);
    }
    return standingOf(db, key);
  };

  const runWhenFree = async (key: string): Promise<StepStanding | undefined> => {
    // Another process may have it: that takes at most a few seconds.
    for (let tries = 0; tries < 20; tries += 1) {
      const standing = await runKey(key);
      if (standing?.state !== 'claimed') return standing;
      await wait(250);
    }
    return standingOf(db, key);
  };

  const drain = (): Promise<void> => {
    asked = true; // steps stored after the last look are looked for once more
    bell.resolve();
    draining ??= inBackground(drainAll);
    return draining;
  };
  const nudge = (): void => {
    if (!stopped) drain().catch((error: unknown) => log.error({ err: error }, 'The outbox could not be read'));
  };
  const alarm = createAlarm(clock, nudge);

  const settle = async (): Promise<void> => void (await Promise.allSettled([...underWay(), draining]));

  return {
    kinds,
    drain,
    taken: fence.taken,
    // Its claim alone makes a step happen once, whichever interaction asks for it.
    runNow: (key) => apart(() => runWhenFree(key)),
    nudge,
    settle,
    async stop() {
      stopped = true;
      alarm.stop();
      await settle();
    },
    async release() {
      stopped = true;
      await releaseLeases(db, owner, clock.now());
    },
  };
}

/** The outcome for a step whose request was not made. @throws any other error */
function heldBack(error: unknown): Outcome {
  if (error instanceof NotSent) return { type: 'held', retryAfter: error.retryAfter, what: 'one' };
  throw error;
}
