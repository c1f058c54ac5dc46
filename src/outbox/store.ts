import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import { dateAt, instantOf } from '../time/calendar.ts';
import type { Postponed } from './outcomes.ts';
import { enqueue, readProblem, type StepStanding } from './steps.ts';

/** How long a claim holds: longer than an attempt (15 s) by more than clocks of two processes may differ. */
export const LEASE_MINUTES = 5;

/** Attempts are counted up to here: what a spoilt row holds must not keep the others from being claimed. */
const MOST_COUNTED = 1_000_000;

interface Claim {
  readonly owner: string;
  readonly now: Temporal.Instant;
  readonly kinds: readonly string[];
}

/**
 * Claims what is due, oldest first: one atomic update, so that two processes never claim the same step. Costs by what is
 * claimed: pending steps are walked along their index, from the oldest on. Those of a guild that removed the bot wait for its
 * return, or go with its data.
 */
export async function claimDue(db: Db, { owner, now, kinds }: Claim, limit: number): Promise<OutboxStep[]> {
  const lease = now.add({ minutes: LEASE_MINUTES });
  const claimed = await db.$queryRaw<OutboxStep[]>`
    UPDATE "OutboxStep" SET state = 'claimed', "leaseHolder" = ${owner}, "nextAt" = ${dateAt(lease)}::timestamptz,
      attempts = LEAST(attempts, ${MOST_COUNTED}) + 1, "firstAt" = COALESCE("firstAt", ${dateAt(now)}::timestamptz)
    WHERE id IN (
      SELECT id FROM "OutboxStep" s
      WHERE state = 'pending' AND "nextAt" <= ${dateAt(now)}::timestamptz AND kind = ANY(${[...kinds]})
        AND NOT EXISTS (SELECT 1 FROM "CommunityDeparture" d WHERE d."communityId" = s."communityId")
      ORDER BY "nextAt" LIMIT ${limit} FOR UPDATE OF s SKIP LOCKED)
    RETURNING *`;
  return claimed.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
}

/** When the next step that waits may be claimed; undefined if none waits. */
export async function nextTime(db: Db, kinds: readonly string[]): Promise<Temporal.Instant | undefined> {
  const [next] = await db.$queryRaw<{ nextAt: Date }[]>`
    SELECT "nextAt" FROM "OutboxStep" s
    WHERE state = 'pending' AND "nextAt" IS NOT NULL AND kind = ANY(${[...kinds]})
      AND NOT EXISTS (SELECT 1 FROM "CommunityDeparture" d WHERE d."communityId" = s."communityId")
    ORDER BY "nextAt" LIMIT 1`;
  return next && instantOf(next.nextAt);
}

/**
 * Lets claims be claimed again whose holder is gone: their lease is over, or lies further ahead than any process would set it,
 * and so was made before the clock was set back. Returns how many.
 */
export async function releaseStale(db: Db, now: Temporal.Instant): Promise<number> {
  const ahead = dateAt(now.add({ minutes: 2 * LEASE_MINUTES }));
  const { count } = await db.outboxStep.updateMany({
    where: { state: 'claimed', OR: [{ nextAt: { lte: dateAt(now) } }, { nextAt: { gt: ahead } }] },
    data: { state: 'pending', nextAt: dateAt(now), leaseHolder: null },
  });
  return count;
}

/** Claims one step whenever it is due, unless it is over or another process has it. */
export async function claimKey(db: Db, { owner, now }: Claim, key: string): Promise<OutboxStep | undefined> {
  const [id] = idsOf(
    await db.$queryRaw`
      UPDATE "OutboxStep" SET state = 'claimed', "leaseHolder" = ${owner},
        "nextAt" = ${dateAt(now.add({ minutes: LEASE_MINUTES }))}::timestamptz,
        attempts = LEAST(attempts, ${MOST_COUNTED}) + 1, "firstAt" = COALESCE("firstAt", ${dateAt(now)}::timestamptz)
      WHERE key = ${key} AND (state = 'pending' OR state = 'claimed' AND "nextAt" <= ${dateAt(now)}::timestamptz)
      RETURNING id::text`,
  );
  return id === undefined ? undefined : ((await db.outboxStep.findUnique({ where: { id } })) ?? undefined);
}

/** Gives a claim back, to be tried again. If nothing was sent, the next attempt counts as this one. */
export async function postpone(db: Db, step: OutboxStep, next: Postponed): Promise<void> {
  const attempts = next.tried ? step.attempts : step.attempts - 1;
  const { record } = next;
  const data = {
    state: 'pending',
    nextAt: dateAt(next.at),
    leaseHolder: null,
    attempts,
    problem: next.problem ?? null,
    ...(attempts === 0 ? { firstAt: null } : {}),
  };
  const giveBack = async (tx: Tx): Promise<boolean> => {
    const where = { id: step.id, state: 'claimed', leaseHolder: step.leaseHolder };
    return (await tx.outboxStep.updateMany({ where, data })).count > 0;
  };
  if (!record) return void (await giveBack(db));
  await db.$transaction(async (tx) => {
    if (await giveBack(tx)) await enqueue(tx, (await record(tx)) ?? []);
  });
}

/** Gives back all claims of a process (at its stop), or all there are (at the start of a database that has one process). */
export async function releaseLeases(db: Db, owner: string | undefined, now: Temporal.Instant): Promise<number> {
  const { count } = await db.outboxStep.updateMany({
    where: { state: 'claimed', ...(owner === undefined ? {} : { leaseHolder: owner }) },
    data: { state: 'pending', nextAt: dateAt(now), leaseHolder: null },
  });
  return count;
}

/** How a step stands; undefined if there is none. */
export async function standingOf(db: Db, key: string): Promise<StepStanding | undefined> {
  const row = await db.outboxStep.findUnique({ where: { key } });
  if (!row) return undefined;
  const states = ['pending', 'claimed', 'done', 'uncertain', 'failed', 'cancelled'] as const;
  return { state: states.find((state) => state === row.state) ?? 'failed', problem: readProblem(row.problem) };
}

function idsOf(rows: unknown): string[] {
  if (!Array.isArray(rows)) throw new TypeError('claimed rows came back as something else');
  return rows.map(({ id }: { id: unknown }) => String(id));
}
