import pino from 'pino';
import type { CheckinComposer } from '../../src/checkins/composer.ts';
import type { Clock } from '../../src/clock.ts';
import type { Db } from '../../src/database/client.ts';
import type { Sealer } from '../../src/database/sealing.ts';
import { isHoliday } from '../../src/holidays.ts';
import { checkinSteps, openAllDue } from '../../src/jobs/checkins/checkins.ts';
import { createOutbox, type RunningOutbox } from '../../src/jobs/outbox/outbox.ts';
import type { Pace } from '../../src/jobs/outbox/pace.ts';
import { type Content, type FakeDiscord, Killed } from './discord.ts';
import { guardDb } from './guard.ts';

/** The scheduler, the outbox and the steps of check-ins, as the app wires them, and mortal. */
export interface SimulatedProcess {
  readonly alive: boolean;
  readonly outbox: RunningOutbox;
  /** What the ticker does every minute. Resolves when it is done, or the process is dead. */
  tick(): Promise<void>;
  kill(): void;
}

export interface ProcessOptions {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly discord: FakeDiscord;
  readonly pace: Pace;
  readonly random?: () => number;
  /** Whether it has the database alone, as on the embedded one. */
  readonly alone: boolean;
  /** Called before and after each write; may call `kill`. */
  readonly atWrite?: (write: string, kill: () => void) => void;
  readonly concurrency?: number;
}

/** Texts that tell which check-in and which message they are. */
export const composer: CheckinComposer<Content> = {
  title: ({ id }) => `title ${id}`,
  post: ({ id }) => ({ content: { text: `post ${id}`, mark: `post ${id}` }, mark: `post ${id}` }),
  closed: ({ id }) => ({ text: `closed ${id}`, mark: `post ${id}` }),
  question: ({ id }) => ({ content: { text: `question ${id}`, mark: `question ${id}` }, mark: `question ${id}` }),
};

const silent = pino({ level: 'silent' });

export function startProcess(options: ProcessOptions): SimulatedProcess {
  const { sealer, clock, discord, pace, random, alone, atWrite, concurrency } = options;
  let alive = true;
  const kill = () => {
    alive = false;
  };
  const db = guardDb(options.db, {
    isAlive: () => alive,
    atWrite: (write) => atWrite?.(write, kill),
  });
  const messenger = discord.connect({
    get alive() {
      return alive;
    },
    kill,
  });
  const outbox = createOutbox({
    db,
    clock,
    log: silent,
    steps: checkinSteps({ db, clock, messenger, composer }, sealer),
    alone,
    pace,
    ...(random ? { random } : {}),
    ...(concurrency === undefined ? {} : { concurrency }),
  });
  const { signal } = new AbortController();
  return {
    get alive() {
      return alive;
    },
    outbox,
    async tick() {
      try {
        await openAllDue({ db, clock, isHoliday }, signal);
        await outbox.drain();
      } catch (error) {
        if (!(error instanceof Killed) && alive) throw error;
      }
    },
    kill,
  };
}
