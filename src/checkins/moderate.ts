import type { Temporal } from 'temporal-polyfill';
import { recordAudit } from '../communities/audit.ts';
import type { AuditAction, AuditValues } from '../communities/audit-actions.ts';
import { findSettings, planAnew } from '../communities/settings.ts';
import type { Db, Tx } from '../database/client.ts';
import { fromDateColumn, mondayOf, toDateColumn } from '../time/calendar.ts';
import { type Clock, dateOf } from '../time/clock.ts';
import { leftOut, occurrenceInWeek } from '../time/weekly.ts';
import { lockCommunity } from './forward.ts';
import { type IsHoliday, loadPlans, type PlanContext } from './plan.ts';
import { stepKey } from './steps.ts';
import { cancelDue, followPause, restoreDue } from './take-back.ts';

export interface ModerateContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly isHoliday: IsHoliday;
}

/** The community, and the moderator (snowflake) who decides. */
export interface By {
  readonly communityId: string;
  readonly actorId: string;
}

export type PauseOutcome =
  | { readonly type: 'undone' | 'same' }
  /** Its current state is not one that may be replaced. */
  | { readonly type: 'conflict'; readonly until: string | null }
  /** Its end has passed by now. */
  | { readonly type: 'gone' };

/**
 * Posts no check-in before a day, and cancels those due but not posted.
 * @param until first day (ISO date) on which they are posted again; `NO_END` until a moderator resumes them
 */
export async function pauseCheckins(context: ModerateContext, by: By, until: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    await lockCommunity(tx, by.communityId);
    await writePause(tx, context, by, { before: await pausedUntil(tx, by), until });
  });
}

/**
 * Ends a pause.
 * @returns `over`: this week's time has passed without a post, so that only a moderator can post it now
 */
export async function resumeCheckins(
  context: ModerateContext,
  by: By,
): Promise<{ readonly resumed: boolean; readonly over: boolean }> {
  return context.db.$transaction(async (tx) => {
    await lockCommunity(tx, by.communityId);
    const before = await pausedUntil(tx, by);
    if (!before) return { resumed: false, over: false };
    await writePause(tx, context, by, { before, until: null });
    return { resumed: true, over: await isWeekOver({ ...context, db: tx }, by.communityId) };
  });
}

/** Whether this week's time has passed without a check-in, and nothing else excludes the week. */
export async function isWeekOver(
  context: PlanContext & { readonly clock: Clock },
  communityId: string,
): Promise<boolean> {
  const now = context.clock.now();
  const settings = await findSettings(context.db, communityId);
  const plan = settings?.checkinChannelId && (await loadPlans(context, [settings])).get(communityId);
  if (!plan) return false;
  const { localDate, at } = occurrenceInWeek(plan, now.toZonedDateTimeISO(plan.zone).toPlainDate());
  if (at.epochMilliseconds > now.epochMilliseconds || leftOut(plan, localDate)) return false;
  const here = { communityId, week: toDateColumn(mondayOf(localDate)), state: { in: ['due', 'posted', 'closed'] } };
  return (await context.db.checkin.count({ where: here })) === 0;
}

/** Restores a pause as it was before a change, if its current state is one of `over`. */
export async function setPause(
  context: ModerateContext,
  by: By,
  until: string | null,
  over: readonly (string | null)[],
): Promise<PauseOutcome> {
  return context.db.$transaction(async (tx): Promise<PauseOutcome> => {
    await lockCommunity(tx, by.communityId);
    const before = await pausedUntil(tx, by);
    const zone = (await findSettings(tx, by.communityId))?.zone ?? 'UTC';
    const today = context.clock.now().toZonedDateTimeISO(zone).toPlainDate().toString();
    if (before === until) return { type: 'same' };
    if (!over.includes(before)) return { type: 'conflict', until: before };
    if (until !== null && until <= today) return { type: 'gone' };
    await writePause(tx, context, by, { before, until });
    return { type: 'undone' };
  });
}

async function pausedUntil(tx: Tx, { communityId }: By): Promise<string | null> {
  return (await findSettings(tx, communityId))?.stored.checkinPausedUntil ?? null;
}

async function writePause(
  tx: Tx,
  context: ModerateContext,
  by: By,
  { before, until }: { readonly before: string | null; readonly until: string | null },
): Promise<void> {
  const { communityId } = by;
  const now = context.clock.now();
  await tx.community.update({ where: { id: communityId }, data: { checkinPausedUntil: until && new Date(until) } });
  await followPause({ db: tx, isHoliday: context.isHoliday }, communityId, until, now);
  await planAnew(tx, communityId, now);
  await record(tx, context, by, until === null ? 'checkin.resume' : 'checkin.pause', {
    ...(before === null ? {} : { before: { until: before } }),
    ...(until === null ? {} : { after: { until } }),
  });
}

export type SkipOutcome =
  | { readonly type: 'notSetUp' }
  /** A week that is over, or whose check-in is already posted. */
  | { readonly type: 'past' | 'posted' }
  | {
      readonly type: 'skipped' | 'unskipped';
      /** The check-in's day on the community's calendar. */
      readonly localDate: Temporal.PlainDate;
      /** Whether the week's time has passed without a post, so that only a moderator can post it. */
      readonly over: boolean;
    };

/** Skips the ISO week of a day, or restores it if it is already skipped. */
export async function toggleSkip(context: ModerateContext, by: By, day: Temporal.PlainDate): Promise<SkipOutcome> {
  return context.db.$transaction(async (tx) => {
    await lockCommunity(tx, by.communityId);
    return changeSkip(tx, context, by, day);
  });
}

/** Skips or restores the ISO week of a day; `same` if that changes nothing. */
export async function setSkip(
  context: ModerateContext,
  by: By,
  day: Temporal.PlainDate,
  skipped: boolean,
): Promise<SkipOutcome | { readonly type: 'same' }> {
  const { communityId } = by;
  return context.db.$transaction(async (tx) => {
    await lockCommunity(tx, communityId);
    const count = await tx.checkinSkip.count({ where: { communityId, week: toDateColumn(mondayOf(day)) } });
    return count > 0 === skipped ? { type: 'same' } : changeSkip(tx, context, by, day);
  });
}

async function changeSkip(tx: Tx, context: ModerateContext, by: By, day: Temporal.PlainDate): Promise<SkipOutcome> {
  const { communityId } = by;
  const schedule = (await findSettings(tx, communityId))?.schedule;
  if (!schedule) return { type: 'notSetUp' };
  const now = context.clock.now();
  const key = { communityId, week: toDateColumn(mondayOf(day)) };
  const thisWeek = toDateColumn(mondayOf(now.toZonedDateTimeISO(schedule.zone).toPlainDate()));
  if (key.week.getTime() < thisWeek.getTime()) return { type: 'past' };
  const row = await tx.checkin.findUnique({ where: { communityId_week: key } });
  const { localDate, at } = occurrenceInWeek(schedule, day);
  const isSkipped = (await tx.checkinSkip.count({ where: key })) > 0;
  const said = { day: localDate.toString() };
  if (isSkipped) {
    await tx.checkinSkip.deleteMany({ where: key });
    await restoreDue({ db: tx, isHoliday: context.isHoliday }, key, now);
    await planAnew(tx, communityId, now);
    await record(tx, context, by, 'checkin.unskip', { before: said });
    const again = await tx.checkin.count({ where: { ...key, state: { in: ['due', 'posted', 'closed'] } } });
    return { type: 'unskipped', localDate, over: again === 0 && at.epochMilliseconds <= now.epochMilliseconds };
  }
  if (row?.messageId) return { type: 'posted' };
  await tx.checkinSkip.create({ data: key });
  await cancelDue(tx, key, now);
  await planAnew(tx, communityId, now);
  await record(tx, context, by, 'checkin.skip', { after: said });
  return { type: 'skipped', localDate, over: false };
}

/** A check-in that was closed; a step of the outbox, due now, edits its post. */
export interface Closed {
  readonly stepKey: string;
  readonly channelId: string;
  readonly messageId: string;
}

/** Closes the check-in that takes answers, the newest if there are several. @returns undefined if none is open */
export async function closeCheckin(context: Omit<ModerateContext, 'isHoliday'>, by: By): Promise<Closed | undefined> {
  const { communityId } = by;
  return context.db.$transaction(async (tx) => {
    await lockCommunity(tx, communityId);
    const now = dateOf(context.clock);
    const open = await tx.checkin.findFirst({
      where: { communityId, state: 'posted', closesAt: { gt: now } },
      orderBy: { dueAt: 'desc' },
    });
    if (!open?.messageId) return undefined;
    await tx.checkin.update({ where: { id: open.id }, data: { closesAt: now } });
    const { key } = stepKey('close', open.id);
    await tx.outboxStep.updateMany({ where: { key, state: 'pending' }, data: { dueAt: now, nextAt: now } });
    await record(tx, context, by, 'checkin.close', { after: { day: fromDateColumn(open.localDate).toString() } });
    return { stepKey: key, channelId: open.channelId, messageId: open.messageId };
  });
}

async function record(
  tx: Tx,
  { clock }: { readonly clock: Clock },
  by: By,
  action: AuditAction,
  values: { readonly before?: AuditValues; readonly after?: AuditValues },
): Promise<void> {
  await recordAudit({ db: tx, clock }, { ...by, action, ...values });
}
