import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { newId } from '../database/ids.ts';
import { dateAt } from '../time/calendar.ts';

/** Something to be done once at Discord. `outbox/` does it; whoever wants it done stores it beside what it is about. */
export interface NewStep {
  /** The name of a step that the app knows, e.g. "checkin.post". */
  readonly kind: string;
  /** What it is done for, e.g. "checkin.post:<id>". A second step with the same key is not stored: it is the same one. */
  readonly key: string;
  readonly dueAt: Temporal.Instant;
  /** The guild (snowflake) that it belongs to: its steps go with it. */
  readonly communityId?: string;
  /** The member (snowflake) whom it is about: erased with them. */
  readonly personId?: string;
  /** The row (UUID) that it is about. */
  readonly subjectId?: string;
}

/**
 * Why a step is not done yet. A moderator must act on `forbidden` (rights), `missing` (the channel is gone), `locked` (a closed
 * thread), `tagRequired` (a forum in which each post needs a tag) and `refused` (the server or the channel takes no more, or nothing
 * of the kind);
 * `unreadable`: whether it was done cannot be told; `broken`: the bot itself failed; the others pass by themselves.
 */
export const STEP_PROBLEMS = [
  'forbidden',
  'missing',
  'locked',
  'tagRequired',
  'refused',
  'unreadable',
  'broken',
  'unavailable',
  'uncertain',
] as const;

export type StepProblem = (typeof STEP_PROBLEMS)[number];

/** Stores steps, in the transaction that stores why: both are there, or neither is. */
export async function enqueue(tx: Tx, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return;
  await tx.outboxStep.createMany({
    data: steps.map(({ kind, key, dueAt, communityId = null, personId = null, subjectId = null }) => ({
      id: newId(dueAt.epochMilliseconds),
      kind,
      key,
      communityId,
      personId,
      subjectId,
      nonce: nonceOf(key),
      dueAt: dateAt(dueAt),
      nextAt: dateAt(dueAt),
    })),
    skipDuplicates: true,
  });
}

/** An attempt that was under way when a step is given up has come out by then, in seconds. */
const SETTLED_AFTER = 15;

/**
 * Gives up steps. Those that nobody has begun are over; what others may have done is looked for soon, so that it can be undone:
 * their definition says that it is not wanted.
 */
export async function cancelSteps(tx: Tx, keys: readonly string[], now: Temporal.Instant): Promise<void> {
  const pending = { key: { in: [...keys] }, state: 'pending' };
  await tx.outboxStep.updateMany({
    where: { ...pending, firstAt: null },
    data: { state: 'cancelled', nextAt: null, endedAt: dateAt(now) },
  });
  const soon = dateAt(now.add({ seconds: SETTLED_AFTER }));
  await tx.outboxStep.updateMany({ where: { ...pending, nextAt: { gt: soon } }, data: { nextAt: soon } });
}

/** Takes a step up again that has just ended, in the same transaction. */
export async function retryStep(tx: Tx, key: string, now: Temporal.Instant): Promise<void> {
  const nextAt = dateAt(now);
  await tx.outboxStep.updateMany({ where: { key }, data: { state: 'pending', nextAt, endedAt: null } });
}

/** Minutes after which Discord need not know a nonce any more. */
const FORGOTTEN_MINUTES = 10;

/**
 * Makes sure that a step whose message was taken back sends another one, if it is taken up again: Discord must not recognise it
 * by its nonce, and whatever was done before is looked for first.
 */
export async function beginAnew(tx: Tx, key: string, now: Temporal.Instant): Promise<void> {
  const firstAt = dateAt(now.subtract({ minutes: FORGOTTEN_MINUTES }));
  await tx.outboxStep.updateMany({ where: { key }, data: { nonce: nonceOf(`${key} ${now}`), firstAt } });
}

/** Lets what waits for a moderator be tried again at once: they have changed something. */
export async function retryBlocked(tx: Tx, communityId: string, now: Temporal.Instant): Promise<void> {
  const nextAt = dateAt(now);
  await tx.outboxStep.updateMany({
    where: { communityId, state: 'pending', problem: { not: null }, nextAt: { gt: nextAt } },
    data: { nextAt },
  });
}

/** How a step that was asked to run at once has come out, or stands. */
export interface StepStanding {
  readonly state: 'pending' | 'claimed' | 'done' | 'uncertain' | 'failed' | 'cancelled';
  readonly problem: StepProblem | undefined;
}

/** What commands may ask of the outbox. */
export interface Outbox {
  /** Tries a step now, whenever it is due, and says how it stands then; undefined if there is none. */
  runNow(key: string): Promise<StepStanding | undefined>;
  /** Looks for what is due now, without waiting for it. */
  nudge(): void;
}

export function readProblem(stored: string | null): StepProblem | undefined {
  return STEP_PROBLEMS.find((problem) => problem === stored);
}

/**
 * 22 characters (Discord takes 25), always the same for a key: even if the row was lost with a restored backup, Discord
 * recognises a repetition.
 */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}
