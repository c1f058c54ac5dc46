import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { newId } from '../database/ids.ts';
import { dateAt } from '../time/calendar.ts';

/** Something to be done once at Discord. `outbox/` does it; the domain stores it together with its subject. */
export interface NewStep {
  /** Name of a kind of step known to the app, e.g. "checkin.post". */
  readonly kind: string;
  /** Its purpose, e.g. "checkin.post:<id>". A second step with the same key is not stored: it is the same one. */
  readonly key: string;
  readonly dueAt: Temporal.Instant;
  /** The guild (snowflake) that it belongs to, with whose data it is deleted. */
  readonly communityId?: string;
  /** The member (snowflake) whom it is about, with whose data it is erased. */
  readonly personId?: string;
  /** The row (UUID) that it is about. */
  readonly subjectId?: string;
}

/**
 * Why a step is not done yet. A moderator must act on `forbidden` (permissions), `missing` (the channel is gone), `locked` (a
 * closed thread), `tagRequired` (a forum in which each post needs a tag) and `refused` (the server or the channel accepts no
 * more, or nothing of the kind); `unreadable`: it is impossible to tell whether it was done; `broken`: the bot itself failed;
 * the others are temporary.
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

/** Stores steps in the transaction that stores their reason: both are stored, or neither is. */
export async function enqueue(tx: Tx, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return;
  await tx.outboxStep.createMany({ data: steps.map(rowOf), skipDuplicates: true });
}

/** A step as it is stored, for a statement that stores it together with its reason. */
export function rowOf({ kind, key, dueAt, communityId, personId, subjectId }: NewStep) {
  return {
    id: newId(dueAt.epochMilliseconds),
    kind,
    key,
    communityId: communityId ?? null,
    personId: personId ?? null,
    subjectId: subjectId ?? null,
    nonce: nonceOf(key),
    dueAt: dateAt(dueAt),
    nextAt: dateAt(dueAt),
  };
}

/** Seconds after which an attempt in progress has ended when its step is cancelled. */
const SETTLED_AFTER = 15;

/**
 * Cancels steps. Those not begun end at once; the possible results of others are searched for soon, so that they can be undone:
 * their definition reports them as unwanted.
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

/** Restarts a step that has just ended, in the same transaction. */
export async function retryStep(tx: Tx, key: string, now: Temporal.Instant): Promise<void> {
  const nextAt = dateAt(now);
  await tx.outboxStep.updateMany({ where: { key }, data: { state: 'pending', nextAt, endedAt: null } });
}

/** Minutes after which Discord may have forgotten a nonce. */
const FORGOTTEN_MINUTES = 10;

/**
 * Makes a step whose message was removed send another one if it is restarted: with a new nonce, so that Discord does not
 * recognise it, and after a search for earlier results.
 */
export async function beginAnew(tx: Tx, key: string, now: Temporal.Instant): Promise<void> {
  const firstAt = dateAt(now.subtract({ minutes: FORGOTTEN_MINUTES }));
  await tx.outboxStep.updateMany({ where: { key }, data: { nonce: nonceOf(`${key} ${now}`), firstAt } });
}

/** Retries steps that wait for a moderator at once, after a change. */
export async function retryBlocked(tx: Tx, communityId: string, now: Temporal.Instant): Promise<void> {
  const nextAt = dateAt(now);
  await tx.outboxStep.updateMany({
    where: { communityId, state: 'pending', problem: { not: null }, nextAt: { gt: nextAt } },
    data: { nextAt },
  });
}

/** The state of a step after it was asked to run at once. */
export interface StepStanding {
  readonly state: 'pending' | 'claimed' | 'done' | 'uncertain' | 'failed' | 'cancelled';
  readonly problem: StepProblem | undefined;
}

/** The outbox as available to commands. */
export interface Outbox {
  /** Attempts a step now, regardless of when it is due, and returns its state afterwards; undefined if there is none. */
  runNow(key: string): Promise<StepStanding | undefined>;
  /** Starts looking for due steps, without waiting. */
  nudge(): void;
}

export function readProblem(stored: string | null): StepProblem | undefined {
  return STEP_PROBLEMS.find((problem) => problem === stored);
}

/**
 * 22 characters (Discord accepts 25), always the same for a key: even if the row was lost by restoring a backup, Discord
 * recognises a repetition.
 */
function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}
