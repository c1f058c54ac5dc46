import { Temporal } from 'temporal-polyfill';
import { dropAlert, raiseAlert, resolveAlert } from '../../communities/alerts/alerts.ts';
import type { AlertKind } from '../../communities/alerts/kinds.ts';
import { type CommunitySettings, readSettings } from '../../communities/settings.ts';
import type { Db, Tx } from '../../database/client.ts';
import type { Checkin, OutboxStep } from '../../database/generated/client.ts';
import type { StepProblem } from '../../outbox/steps.ts';
import type { Messenger } from '../../ports/messenger.ts';
import { fromDateColumn, instantOf } from '../../time/calendar.ts';
import type { Clock } from '../../time/clock.ts';
import type { CheckinComposer, CheckinView } from '../composer.ts';
import { CHECKIN_ALERT } from '../posted.ts';

/** Dependencies of the steps of check-ins. */
export interface CheckinJobContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Messenger;
  readonly composer: CheckinComposer;
}

/** A check-in and its community, as currently stored. */
export interface CheckinWork {
  readonly row: Checkin;
  readonly community: CommunitySettings;
  readonly view: CheckinView;
}

/** Reads the subject of a step; undefined if the check-in or its community is gone. */
export async function loadWork(db: Tx, step: OutboxStep): Promise<CheckinWork | undefined> {
  if (!step.subjectId) return undefined;
  const found = await db.checkin.findUnique({ where: { id: step.subjectId }, include: { community: true } });
  if (!found) return undefined;
  const { community: communityRow, ...row } = found;
  const community = readSettings(communityRow);
  return { row, community, view: viewOf(row, community) };
}

export function viewOf(row: Checkin, { id: communityId, locale }: CommunitySettings): CheckinView {
  const { id, theme } = row;
  return {
    id,
    communityId,
    locale,
    localDate: fromDateColumn(row.localDate),
    theme,
    closesAt: instantOf(row.closesAt),
  };
}

export const isAfter = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) > 0;

/** Records that a community's check-ins wait for a moderator, who is told once, until it works again. */
export async function noteTrouble(
  { clock }: CheckinJobContext,
  tx: Tx,
  { community: { id: communityId, checkinChannelId: channelId }, row }: CheckinWork,
  problem: StepProblem,
): Promise<void> {
  await tx.community.updateMany({ where: { id: communityId }, data: { checkinProblem: problem } });
  const kind = alertKindOf(problem);
  if (kind)
    await raiseAlert(
      { db: tx, clock },
      { communityId, key: CHECKIN_ALERT, kind, channelId: channelId ?? row.channelId },
    );
}

/** Parts of a check-in that may wait for a moderator separately, with their alerts. */
const PARTS = {
  /** A post that cannot be closed because its thread is locked, which says nothing about the posts to come. */
  close: { key: 'checkin.close', kind: 'checkin.locked' },
  /** The short digest in the channel; the whole one is in the discussion. */
  announcement: { key: 'checkin.announcement', kind: 'checkin.announcement' },
  /** The discussion under a post. */
  discussion: { key: 'checkin.discussion', kind: 'checkin.discussion' },
} as const satisfies Record<string, { key: string; kind: AlertKind }>;

/** Records that a part of a check-in waits for a moderator, who is told once. */
export async function notePartTrouble(
  context: CheckinJobContext,
  tx: Tx,
  part: keyof typeof PARTS,
  work: CheckinWork,
  problem: StepProblem,
): Promise<void> {
  if (part === 'close' && problem !== 'locked') return noteTrouble(context, tx, work, problem);
  if (alertKindOf(problem) === undefined) return;
  const { communityId, channelId } = work.row;
  await raiseAlert({ db: tx, clock: context.clock }, { communityId, channelId, ...PARTS[part] });
}

/** Records that a part works again or, if it is no longer tried, withdraws its alert. */
export async function clearPartTrouble(
  { clock }: CheckinJobContext,
  tx: Tx,
  part: keyof typeof PARTS,
  communityId: string,
  how: 'works' | 'over',
): Promise<void> {
  const { key } = PARTS[part];
  if (how === 'works') await resolveAlert({ db: tx, clock }, communityId, key);
  else await dropAlert(tx, communityId, key);
}

function alertKindOf(problem: StepProblem): AlertKind | undefined {
  switch (problem) {
    case 'unreadable':
    case 'uncertain':
      return 'checkin.uncertain';
    case 'unavailable':
    case 'broken':
      return undefined; // temporary, or the bot's own fault
    default:
      return `checkin.${problem}`;
  }
}

/**
 * Records that a week has no check-in because it is too late for it, and tells moderators. Works even if its row is unreadable.
 */
export async function noteMissed({ clock }: CheckinJobContext, tx: Tx, checkinId: string): Promise<void> {
  const [missed] = await tx.checkin.updateManyAndReturn({
    where: { id: checkinId, state: 'due' },
    data: { state: 'missed' },
    select: { communityId: true, channelId: true },
  });
  if (!missed) return;
  await raiseAlert({ db: tx, clock }, { ...missed, key: 'checkin.missed', kind: 'checkin.missed' });
  // The search for its post is over, so its alert is obsolete.
  await dropAlert(tx, missed.communityId, CHECKIN_ALERT, 'checkin.uncertain');
}
