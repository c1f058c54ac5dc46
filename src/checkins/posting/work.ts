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

/** What the steps of check-ins work with. */
export interface CheckinJobContext<C> {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Messenger<C>;
  readonly composer: CheckinComposer<C>;
}

/** A check-in and its community, as they are now. */
export interface CheckinWork {
  readonly row: Checkin;
  readonly community: CommunitySettings;
  readonly view: CheckinView;
}

/** Reads what a step is about; undefined if the check-in or its community is gone. */
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

/** Notes that a community's check-ins wait for a moderator, who is told once, until it works again. */
export async function noteTrouble<C>(
  { clock }: CheckinJobContext<C>,
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

/** The alert about a post that cannot be closed: another one may wait to be posted meanwhile, for another reason. */
const CLOSE_ALERT = 'checkin.close';

/** Notes that a post cannot be closed; that its thread is locked says nothing about the posts to come. */
export async function noteCloseTrouble<C>(
  context: CheckinJobContext<C>,
  tx: Tx,
  work: CheckinWork,
  problem: StepProblem,
): Promise<void> {
  if (problem !== 'locked') return noteTrouble(context, tx, work, problem);
  const { communityId, channelId } = work.row;
  const kind = 'checkin.locked';
  await raiseAlert({ db: tx, clock: context.clock }, { communityId, key: CLOSE_ALERT, kind, channelId });
}

/** Notes that a post could be closed at last, or, if nobody tries it any longer, forgets that it could not. */
export async function clearCloseTrouble<C>(
  { clock }: CheckinJobContext<C>,
  tx: Tx,
  communityId: string,
  how: 'works' | 'over',
): Promise<void> {
  if (how === 'works') await resolveAlert({ db: tx, clock }, communityId, CLOSE_ALERT);
  else await dropAlert(tx, communityId, CLOSE_ALERT);
}

function alertKindOf(problem: StepProblem): AlertKind | undefined {
  switch (problem) {
    case 'unreadable':
    case 'uncertain':
      return 'checkin.uncertain';
    case 'unavailable':
    case 'broken':
      return undefined; // it passes by itself, or is the bot's own fault
    default:
      return `checkin.${problem}`;
  }
}

/** The alert about digests in the channel of a community's check-ins. */
const ANNOUNCEMENT_ALERT = 'checkin.announcement';

/** Notes that the digest stands in the discussion, but the channel's short one waits for a moderator, who is told once. */
export async function noteAnnouncementTrouble<C>(
  { clock }: CheckinJobContext<C>,
  tx: Tx,
  { community: { id: communityId }, row: { channelId } }: CheckinWork,
  problem: StepProblem,
): Promise<void> {
  if (alertKindOf(problem) === undefined) return;
  const kind = 'checkin.announcement';
  await raiseAlert({ db: tx, clock }, { communityId, key: ANNOUNCEMENT_ALERT, kind, channelId });
}

/** Notes that short digests can be posted (again), or, if it does not matter any longer, forgets that they could not. */
export async function clearAnnouncementTrouble<C>(
  { clock }: CheckinJobContext<C>,
  tx: Tx,
  communityId: string,
  how: 'works' | 'over',
): Promise<void> {
  if (how === 'works') await resolveAlert({ db: tx, clock }, communityId, ANNOUNCEMENT_ALERT);
  else await dropAlert(tx, communityId, ANNOUNCEMENT_ALERT);
}

/** The alert about the discussions of a community's check-ins. */
const DISCUSSION_ALERT = 'checkin.discussion';

/** Notes that the post stands, but its discussion waits for a moderator, who is told once, until it works again. */
export async function noteDiscussionTrouble<C>(
  { clock }: CheckinJobContext<C>,
  tx: Tx,
  { community: { id: communityId }, row: { channelId } }: CheckinWork,
  problem: StepProblem,
): Promise<void> {
  if (alertKindOf(problem) === undefined) return;
  const kind = 'checkin.discussion';
  await raiseAlert({ db: tx, clock }, { communityId, key: DISCUSSION_ALERT, kind, channelId });
}

/** Notes that discussions can be opened (again). */
export async function clearDiscussionTrouble<C>(
  { clock }: CheckinJobContext<C>,
  tx: Tx,
  { community: { id } }: CheckinWork,
): Promise<void> {
  await resolveAlert({ db: tx, clock }, id, DISCUSSION_ALERT);
}

/** Notes that a week has no check-in because it is too late for it, and tells moderators. Of its row nothing need be readable. */
export async function noteMissed<C>({ clock }: CheckinJobContext<C>, tx: Tx, checkinId: string): Promise<void> {
  const [missed] = await tx.checkin.updateManyAndReturn({
    where: { id: checkinId, state: 'due' },
    data: { state: 'missed' },
    select: { communityId: true, channelId: true },
  });
  if (!missed) return;
  await raiseAlert({ db: tx, clock }, { ...missed, key: 'checkin.missed', kind: 'checkin.missed' });
  // Whether it is there was looked for until now, and nobody need look any more.
  await dropAlert(tx, missed.communityId, CHECKIN_ALERT, 'checkin.uncertain');
}
