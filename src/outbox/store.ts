import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import { ofShards, onShards } from '../database/of-shards.ts';
import type { Shards } from '../ports/shards.ts';
import { dateAt, instantOf } from '../time/calendar.ts';
import type { Postponed } from './outcomes.ts';
import { enqueue, readProblem, type StepStanding } from './steps.ts';

/** Minutes that a claim lasts: longer than an attempt (15 s) by more than the clocks of two processes may differ. */
export const LEASE_MINUTES = 5;

/** Maximum attempts that are counted: a corrupt row must not prevent the others from being claimed. */
const MOST_COUNTED = 1_000_000;

interface Claim {
  readonly owner: string;
  readonly now: Temporal.Instant;
}

/** Which due steps to claim. */
interface DueClaim extends Claim {
  readonly kinds: readonly string[];
  readonly shards: Shards;
}

/**
 * Claims due steps of this process's shards, oldest first, in one atomic update, so that two processes never claim the same step.
 * Costs by the number claimed, and by the older ones of other shards: pending steps are read along their index, from the oldest
 * on. Those of a guild that removed the bot wait for its return, or are deleted with its data.
 */
export async function claimDue(db: Db, claim: DueClaim, limit: number): Promise<OutboxStep[]> {
  const { owner, now, kinds, shards } = claim;
  const lease = now.add({ minutes: LEASE_MINUTES });
  const claimed = await db.$queryRaw<OutboxStep[]>`
    UPDATE "OutboxStep" SET state = 'claimed', "leaseHolder" = ${owner}, "nextAt" = ${dateAt(lease)}::timestamptz,
      attempts = LEAST(attempts, ${MOST_COUNTED}) + 1, "firstAt" = COALESCE("firstAt", ${dateAt(now)}::timestamptz)
    WHERE id IN (
      SELECT id FROM "OutboxStep" s
      WHERE state = 'pending' AND "nextAt" <= ${dateAt(now)}::timestamptz AND kind = ANY(${[...kinds]})
        AND ${ofShards(shards, 's."communityId"')}
        AND NOT EXISTS (SELECT 1 FROM "CommunityDeparture" d WHERE d."communityId" = s."communityId")
      ORDER BY "nextAt" LIMIT ${limit} FOR UPDATE OF s SKIP LOCKED)
    RETURNING *`;
  return claimed.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
}

/** When this process may claim the next waiting step; undefined if none waits. */
export async function nextTime(
  db: Db,
  { kinds, shards }: Pick<DueClaim, 'kinds' | 'shards'>,
): Promise<Temporal.Instant | undefined> {
  const [next] = await db.$queryRaw<{ nextAt: Date }[]>`
    SELECT "nextAt" FROM "OutboxStep" s
    WHERE state = 'pending' AND "nextAt" IS NOT NULL AND kind = ANY(${[...kinds]})
      AND ${ofShards(shards, 's."communityId"')}
      AND NOT EXISTS (SELECT 1 FROM "CommunityDeparture" d WHERE d."communityId" = s."communityId")
    ORDER BY "nextAt" LIMIT 1`;
  return next && instantOf(next.nextAt);
}

/**
 * Releases claims on steps of this process's shards whose holder is gone: their lease has expired, or ends later than any process
 * would set it, and so was made before the clock was set back. Returns their number.
 */
export async function releaseStale(db: Db, shards: Shards, now: Temporal.Instant): Promise<number> {
  const ahead = dateAt(now.add({ minutes: 2 * LEASE_MINUTES }));
  return db.$executeRaw`
    UPDATE "OutboxStep" s SET state = 'pending', "nextAt" = ${dateAt(now)}::timestamptz, "leaseHolder" = NULL
    WHERE state = 'claimed' AND ("nextAt" <= ${dateAt(now)}::timestamptz OR "nextAt" > ${ahead}::timestamptz)
      AND ${ofShards(shards, 's."communityId"')}`;
}

/** Claims on steps of some shards. */
interface Foreign {
  readonly owner: string;
  readonly some: readonly number[];
  readonly count: number;
}

/**
 * Releases the claims of all other processes on steps of some shards, and returns those steps. It does not wait for a process that
 * stopped in the middle of a transaction: what that one has locked is left out.
 */
export async function releaseForeign(
  db: Db,
  { owner, some, count }: Foreign,
  now: Temporal.Instant,
): Promise<Pick<OutboxStep, 'key' | 'communityId'>[]> {
  return db.$queryRaw`
    UPDATE "OutboxStep" SET state = 'pending', "nextAt" = ${dateAt(now)}::timestamptz, "leaseHolder" = NULL
    WHERE id IN (
      SELECT id FROM "OutboxStep" s
      WHERE state = 'claimed' AND "leaseHolder" <> ${owner} AND ${onShards(some, count, 's."communityId"')}
      FOR UPDATE OF s SKIP LOCKED)
    RETURNING key, "communityId"`;
}

/** Whether other processes still have claims on steps of some shards. */
export async function hasForeign(db: Db, { owner, some, count }: Foreign): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "OutboxStep" s
    WHERE state = 'claimed' AND "leaseHolder" <> ${owner} AND ${onShards(some, count, 's."communityId"')} LIMIT 1`;
  return rows.length > 0;
}

/** Claims one step, of any shard, regardless of when it is due, unless it has ended or another process has it. */
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

/** Releases a claim for a retry. If nothing was sent, the next attempt counts as this one. */
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

/** Releases all claims of a process (when it stops), or all claims (at the start, if only one process uses the database). */
export async function releaseLeases(db: Db, owner: string | undefined, now: Temporal.Instant): Promise<number> {
  const { count } = await db.outboxStep.updateMany({
    where: { state: 'claimed', ...(owner === undefined ? {} : { leaseHolder: owner }) },
    data: { state: 'pending', nextAt: dateAt(now), leaseHolder: null },
  });
  return count;
}

/** The state of a step; undefined if there is none. */
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
