import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../database/client.ts';
import { dateAt } from '../time/calendar.ts';
import { dateOf } from '../time/clock.ts';
import { type Notice, type NoticesContext, openNotice } from './notices.ts';

/** Seconds that an answer has for showing a notice; after a crash it can be claimed again. */
const LEASE_SECONDS = 60;

export interface ClaimContext extends NoticesContext {
  readonly db: Db;
}

/** A notice that was claimed for an answer, but not read yet. */
export interface ClaimedNotice {
  readonly id: string;
  readonly personId: string;
  readonly kind: string;
}

/** Claims a member's notices for a private answer, oldest first. */
export async function claimPrivate(
  { db, clock }: ClaimContext,
  personId: string,
  most: number,
): Promise<ClaimedNotice[]> {
  const now = dateOf(clock);
  return db.$queryRaw<ClaimedNotice[]>`
    UPDATE "Notice" SET "leaseUntil" = ${leaseFrom(clock.now())}::timestamptz WHERE id IN (
      SELECT id FROM "Notice" WHERE "personId" = ${personId} AND state = 'private'
        AND ("leaseUntil" IS NULL OR "leaseUntil" <= ${now}::timestamptz)
      ORDER BY "dueAt" LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING id, "personId", kind`;
}

/** The claimed notice; undefined, and deleted, if it is no longer useful. */
export async function readClaimed(context: ClaimContext, id: string): Promise<Notice | undefined> {
  const row = await context.db.notice.findUnique({ where: { id } });
  return row ? readRow(context, row) : undefined;
}

/** Like {@link readClaimed}, for a row that was read with others. */
export async function readRow(
  context: ClaimContext,
  row: Parameters<typeof openNotice>[1],
): Promise<Notice | undefined> {
  const stale = row.staleAt !== null && row.staleAt <= dateOf(context.clock);
  const notice = stale ? undefined : openNotice(context, row);
  if (!notice) await dropNotice(context.db, row.id);
  return notice;
}

/** Deletes a notice with nothing to say any more. */
export async function dropNotice(db: Tx, id: string): Promise<void> {
  await db.notice.deleteMany({ where: { id } });
}

/** Marks a notice as delivered; only that fact is kept. */
export async function finishNotice({ db, clock }: NoticesContext, id: string): Promise<void> {
  const doneAt = dateOf(clock);
  await db.notice.updateMany({ where: { id }, data: { state: 'done', payload: null, leaseUntil: null, doneAt } });
}

/** Keeps a notice for the member's next private answer instead of a direct message. */
export async function keepForAnswer(db: Tx, id: string): Promise<void> {
  await db.notice.updateMany({ where: { id }, data: { state: 'private', leaseUntil: null, firstTriedAt: null } });
}

/** Postpones a notice until the given time. */
export async function postpone(db: Tx, id: string, dueAt: Temporal.Instant): Promise<void> {
  await db.notice.updateMany({ where: { id }, data: { dueAt: dateAt(dueAt), leaseUntil: null } });
}

/** Records that an attempted direct message was certainly not sent. */
export async function forgetAttempt(db: Tx, id: string): Promise<void> {
  await db.notice.updateMany({ where: { id }, data: { firstTriedAt: null } });
}

/** Releases a claim, so that the next private answer can try again. */
export async function releaseNotice(db: Tx, id: string): Promise<void> {
  await db.notice.updateMany({ where: { id }, data: { leaseUntil: null } });
}

function leaseFrom(now: Temporal.Instant): Date {
  return dateAt(now.add({ seconds: LEASE_SECONDS }));
}
