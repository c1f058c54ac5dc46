import pino from 'pino';
import { Temporal } from 'temporal-polyfill';
import { createFakeDiscord, type FakeDiscord, type Fate } from '../../scripts/simulate/discord.ts';
import { type CardDoings, cardDoings } from './card-doings.ts';
import { testClock } from './clock.ts';
import type { TestDatabase } from './database.ts';
import { createDeath } from './death.ts';
import { type Course, startMortal } from './mortal.ts';

/** How a discussion with cards is lived through. */
export interface CardLife extends Course {
  /** Whether members go on while the process is dead: what they take back may or may not be on its way. */
  readonly impatient?: boolean;
}

export interface CardsLived {
  readonly discord: FakeDiscord;
  readonly doings: CardDoings;
  /** How many points there were at which it could die, and the name of the one where it did. */
  readonly points: number;
  readonly diedAt: string | undefined;
}

const MONDAY = '2026-11-30T10:00:00Z';
/** The check-in closes then. */
const CLOSES = '2026-11-30T12:00:00Z';
/** Minutes between two things that members do. */
const BETWEEN = 10;

/**
 * Lives through a check-in's last two hours and its close: cards and advice are shared, edited, taken back, shared again, and
 * an author's data are erased; then comes the digest. The process dies where it is told to.
 */
export async function liveCards(database: TestDatabase, life: CardLife): Promise<CardsLived> {
  await database.reset();
  const { diesAt, minutesDead = 0, alone = true, impatient = false } = life;
  const clock = testClock(MONDAY);
  const death = createDeath(diesAt);
  let [requests, begun] = [0, false];
  const discord = createFakeDiscord({
    now: () => clock.now().epochMilliseconds,
    fate({ kind }): Fate {
      if (!begun) return 'ok';
      requests += 1;
      if (death.pass(`before request ${requests}, ${kind}`)) return 'diesBefore';
      if (death.pass(`after request ${requests}, ${kind}`)) return 'diesAfter';
      return life.fate?.(requests) ?? 'ok';
    },
  });
  const doings = await cardDoings(database, clock, discord, CLOSES);
  begun = true;
  const { db, sealer } = database;
  const start = () =>
    startMortal({
      db,
      sealer,
      clock,
      discord,
      alone,
      log: pino({ level: 'silent' }),
      atWrite: (name, kill) => {
        if (death.pass(name)) kill();
      },
    });
  const acts = [...doings.acts];
  const actNext = async () => {
    const [act] = acts.splice(0, 1);
    await act?.();
  };
  await actNext();
  let process = start();
  let actsAt = clock.now().add({ minutes: BETWEEN });
  for (let ticks = 0; ticks < 100; ticks += 1) {
    await process.tick();
    if (!process.alive) {
      if (impatient) await actNext();
      clock.advance({ minutes: minutesDead });
      process = start();
      continue;
    }
    const next = await nextStep(database);
    if (acts.length > 0 && (!next || Temporal.Instant.compare(actsAt, next) <= 0)) {
      if (Temporal.Instant.compare(actsAt, clock.now()) > 0) clock.set(actsAt.toString());
      actsAt = clock.now().add({ minutes: BETWEEN });
      await actNext();
    } else if (!next) break;
    else if (Temporal.Instant.compare(next, clock.now()) > 0) clock.set(next.toString());
  }
  return { discord, doings, points: death.points, diedAt: death.diedAt };
}

async function nextStep({ db }: TestDatabase): Promise<Temporal.Instant | undefined> {
  const step = await db.outboxStep.findFirst({ where: { nextAt: { not: null } }, orderBy: { nextAt: 'asc' } });
  return step?.nextAt ? Temporal.Instant.fromEpochMilliseconds(step.nextAt.getTime()) : undefined;
}
