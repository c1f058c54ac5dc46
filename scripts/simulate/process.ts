import pino from 'pino';
import type { CheckinComposer } from '../../src/checkins/composer.ts';
import type { AnnouncementComposer, DigestComposer } from '../../src/checkins/digest.ts';
import { announceStep } from '../../src/checkins/posting/announce.ts';
import { digestStep } from '../../src/checkins/posting/digest.ts';
import { checkinSteps, createPlanning } from '../../src/checkins/posting/steps.ts';
import { type AlertComposer, alertStep } from '../../src/communities/alerts/tell.ts';
import type { Db } from '../../src/database/client.ts';
import type { Sealer } from '../../src/database/sealing.ts';
import { noticeStep } from '../../src/notices/direct.ts';
import type { Notice } from '../../src/notices/notices.ts';
import { createOutbox, type RunningOutbox } from '../../src/outbox/outbox.ts';
import type { Pace, RequestPace } from '../../src/outbox/pace.ts';
import type { Marked } from '../../src/ports/messenger.ts';
import { ONLY_SHARD, type Shards } from '../../src/ports/shards.ts';
import type { Clock } from '../../src/time/clock.ts';
import { isHoliday } from '../../src/time/holidays.ts';
import { type FakeDiscord, Killed, messageOf } from './discord.ts';
import { guardDb, type Watch } from './guard.ts';

/** The scheduler, the outbox and the steps of check-ins, as the app wires them, and mortal. */
export interface SimulatedProcess {
  readonly alive: boolean;
  readonly outbox: RunningOutbox;
  /** What the ticker does every minute. Resolves when it is done, or the process is dead. */
  tick(): Promise<void>;
  /** What it does every minute while an earlier tick is still at work. */
  open(): Promise<void>;
  /** It has just taken shards. */
  taken(shards: readonly number[]): void;
  kill(): void;
}

export interface ProcessOptions {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly discord: FakeDiscord;
  readonly pace: Pace & Partial<Pick<RequestPace, 'taken'>>;
  /** The shards for whose guilds it works; all by default. */
  readonly shards?: Shards;
  readonly random?: () => number;
  /** Whether it has the database alone, as on the embedded one. */
  readonly alone: boolean;
  /** Called before and after each write; may call `kill`. */
  readonly atWrite?: (write: string, kill: () => void) => void;
  readonly work?: Watch['work'];
  /** Called once, when it was killed. */
  readonly onDeath?: () => void;
  readonly concurrency?: number;
}

/** Texts that tell which check-in and which message they are. */
export const composer: CheckinComposer & DigestComposer & AnnouncementComposer = {
  title: async ({ id }) => `title ${id}`,
  postMark: ({ id }) => `post ${id}`,
  post: async ({ id }) => messageOf(`post ${id}`, `post ${id}`),
  closed: async ({ id }) => messageOf(`closed ${id}`, `post ${id}`),
  questionMark: ({ id }) => `question ${id}`,
  question: async ({ id }) => messageOf(`question ${id}`, `question ${id}`),
  digestMark: (id) => `digest ${id}`,
  digest: async ({ id }) => messageOf(`digest ${id}`, `digest ${id}`),
  announcement: ({ id }) => messageOf(`announcement ${id}`, `digest ${id}`),
};

function marked(text: string, mark: string): Marked {
  return { content: messageOf(text, mark), mark };
}

const alertSays =
  (state: string): AlertComposer['raised'] =>
  (alert, telling) =>
    marked(`${state} ${alert.key}`, `alert ${telling}`);
export const alertComposer: AlertComposer = { raised: alertSays('raised'), resolved: alertSays('resolved') };

const presentNotice = async ({ id, subject }: Notice) => messageOf(subject, `notice ${id}`);

const silent = pino({ level: 'silent' });

export function startProcess(options: ProcessOptions): SimulatedProcess {
  const {
    sealer,
    clock,
    discord,
    pace,
    shards = ONLY_SHARD,
    random,
    alone,
    atWrite,
    work,
    onDeath,
    concurrency,
  } = options;
  let alive = true;
  const kill = () => {
    if (!alive) return;
    alive = false;
    onDeath?.();
  };
  const db = guardDb(options.db, {
    isAlive: () => alive,
    atWrite: (write) => atWrite?.(write, kill),
    ...(work ? { work } : {}),
  });
  const mortal = {
    get alive() {
      return alive;
    },
    kill,
  };
  const messenger = discord.connect(mortal);
  const context = { db, clock, messenger, composer };
  const outbox = createOutbox({
    db,
    clock,
    log: silent,
    steps: [
      ...checkinSteps(context, sealer),
      digestStep(context, composer),
      announceStep(context, composer),
      alertStep({ db, messenger, composer: alertComposer }),
      noticeStep({ db, sealer, clock, directMessages: discord.connectDirect(mortal), present: presentNotice }),
    ],
    shards,
    alone,
    pace,
    ...(random ? { random } : {}),
    ...(concurrency === undefined ? {} : { concurrency }),
  });
  const { signal } = new AbortController();
  const planning = createPlanning({ db, clock, isHoliday, shards });
  const unlessDead = async (work: () => Promise<void>): Promise<void> => {
    try {
      await planning.openAllDue(signal);
      await work();
    } catch (error) {
      if (!(error instanceof Killed) && alive) throw error;
    }
  };
  return {
    get alive() {
      return alive;
    },
    outbox,
    tick: () => unlessDead(() => outbox.drain()),
    open: () => unlessDead(async () => outbox.nudge()),
    taken(some) {
      pace.taken?.(some);
      outbox.taken(some);
    },
    kill,
  };
}
