import type { Logger } from 'pino';
import { type FakeDiscord, type Fate, Killed, messageOf } from '../../scripts/simulate/discord.ts';
import { guardDb } from '../../scripts/simulate/guard.ts';
import { composer } from '../../scripts/simulate/process.ts';
import type { CardComposer } from '../../src/checkins/cards/composer.ts';
import { cardSteps } from '../../src/checkins/cards/posting.ts';
import type { AnnouncementComposer, DigestComposer } from '../../src/checkins/digest.ts';
import { announceStep } from '../../src/checkins/posting/announce.ts';
import { digestStep } from '../../src/checkins/posting/digest.ts';
import { checkinSteps } from '../../src/checkins/posting/steps.ts';
import type { Db } from '../../src/database/client.ts';
import type { Sealer } from '../../src/database/sealing.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import type { Pace } from '../../src/outbox/pace.ts';
import type { Clock } from '../../src/time/clock.ts';

/** Where a life ends, and what goes wrong in it. */
export interface Course {
  /** Dies at the point with this number, from 1; lives through if undefined. */
  readonly diesAt?: number;
  /** After so many minutes another process takes over. */
  readonly minutesDead?: number;
  /** Whether the database is the embedded one, which knows that nobody else has it. */
  readonly alone?: boolean;
  /** What becomes of each request, by its number from 1. */
  readonly fate?: (number: number) => Fate;
}

export const instantly: Pace = { turn: async () => undefined, hold: () => undefined, held: () => 0 };

export const cardComposer: CardComposer = {
  card: ({ id, story, meToo }) => messageOf(`${story}, me too ${meToo}`, `card ${id}`),
  advice: ({ id, text }) => messageOf(text, `card ${id}`),
  mark: (id) => `card ${id}`,
};

export const digestComposer: DigestComposer & AnnouncementComposer = {
  digest: async ({ id }, { cards }) => messageOf(`${cards} cards`, `digest ${id}`),
  announcement: ({ id }, _digest, { messageId }) => messageOf(`read on at ${messageId}`, `digest ${id}`),
  digestMark: (id) => `digest ${id}`,
};

interface MortalOptions {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly discord: FakeDiscord;
  readonly alone: boolean;
  readonly log: Logger;
  /** Called before and after each write; may call `kill`. */
  readonly atWrite: (write: string, kill: () => void) => void;
}

/** The outbox with the steps of check-ins, cards and digests, as the app wires them, and mortal. One step at a time: each life is the same. */
export function startMortal({ sealer, clock, discord, alone, log, atWrite, ...options }: MortalOptions) {
  let alive = true;
  const kill = () => {
    alive = false;
  };
  const db = guardDb(options.db, { isAlive: () => alive, atWrite: (write) => atWrite(write, kill) });
  const messenger = discord.connect({
    get alive() {
      return alive;
    },
    kill,
  });
  const context = { db, clock, messenger };
  const outbox = createOutbox({
    db,
    clock,
    log,
    steps: [
      ...checkinSteps({ ...context, composer }, sealer),
      digestStep({ ...context, composer }, digestComposer),
      announceStep({ ...context, composer }, digestComposer),
      ...cardSteps({ ...context, sealer, composer: cardComposer }),
    ],
    alone,
    pace: instantly,
    random: () => 0.5,
    concurrency: 1,
  });
  return {
    get alive() {
      return alive;
    },
    async tick() {
      try {
        await outbox.drain();
      } catch (error) {
        if (!(error instanceof Killed) && alive) throw error;
      }
    },
  };
}
