import { randomUUID } from 'node:crypto';
import { removeMessage } from '../checkins/cards/steps.ts';
import { recordAudit } from '../communities/audit.ts';
import type { Db, Tx } from '../database/client.ts';
import { cancelSteps, enqueue } from '../outbox/steps.ts';
import { type Clock, dateOf } from '../time/clock.ts';

interface Writing {
  readonly db: Db;
  readonly clock: Clock;
}

/** A community's introduction of the bot, as posted, or to be posted. */
export interface Introduction {
  readonly communityId: string;
  /** Stands in a button of its message, so that a lost one can be found. */
  readonly mark: string;
  readonly channelId: string;
  readonly messageId: string | null;
  readonly pinned: boolean;
}

/** Kinds of outbox steps for an introduction. */
export const INTRODUCTION_STEPS = {
  post: 'introduction.post',
  pin: 'introduction.pin',
} as const;

/** Kind, key and subject of a step. */
export function introductionStep(step: keyof typeof INTRODUCTION_STEPS, mark: string) {
  const kind = INTRODUCTION_STEPS[step];
  return { kind, key: `${kind}:${mark}`, subjectId: mark };
}

/** The community's introduction, unless it was withdrawn. */
export async function findIntroduction(db: Tx, communityId: string): Promise<Introduction | undefined> {
  const row = await db.introduction.findUnique({ where: { communityId } });
  return row && row.state === 'wanted' ? row : undefined;
}

/** Who asks for it, and where it is to stand. */
export interface NewIntroduction {
  readonly communityId: string;
  readonly actorId: string;
  readonly channelId: string;
}

/**
 * Has the introduction posted and pinned, in place of an earlier one: also to bring that one up to date.
 *
 * @returns the key of the step that posts it; undefined while another one is on its way
 */
export async function postIntroduction(
  { db, clock }: Writing,
  { communityId, actorId, channelId }: NewIntroduction,
): Promise<string | undefined> {
  const now = clock.now();
  const mark = randomUUID();
  const step = introductionStep('post', mark);
  const begun = await db.$transaction(async (tx) => {
    if (await isUnderWay(tx, communityId)) return false;
    await takeAway({ db: tx, clock }, communityId);
    const fresh = { mark, channelId, messageId: null, pinned: false, state: 'wanted', createdAt: dateOf(clock) };
    // Of two moderators at the same moment one is first.
    const { count } = await tx.introduction.createMany({ data: [{ communityId, ...fresh }], skipDuplicates: true });
    if (count === 0) return false;
    await enqueue(tx, [{ ...step, communityId, dueAt: now }]);
    await recordAudit({ db: tx, clock }, { communityId, actorId, action: 'settings.introduce', after: { channelId } });
    return true;
  });
  return begun ? step.key : undefined;
}

/** Has the introduction removed. @returns whether there was one */
export async function removeIntroduction(
  { db, clock }: Writing,
  { communityId, actorId }: Omit<NewIntroduction, 'channelId'>,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const before = await takeAway({ db: tx, clock }, communityId);
    if (!before) return false;
    const { channelId } = before;
    await recordAudit(
      { db: tx, clock },
      { communityId, actorId, action: 'settings.unintroduce', before: { channelId } },
    );
    return true;
  });
}

/** Whether a message may be on its way to the channel, so that it is unknown yet what stands there. */
async function isUnderWay(tx: Tx, communityId: string): Promise<boolean> {
  const row = await tx.introduction.findUnique({ where: { communityId } });
  if (!row || row.messageId !== null) return false;
  return (await tx.outboxStep.count({ where: { key: introductionStep('post', row.mark).key, endedAt: null } })) > 0;
}

/** Lets an introduction disappear: at once, or, where it may be on its way, as soon as that is known. */
async function takeAway(
  { db: tx, clock }: { readonly db: Tx; readonly clock: Clock },
  communityId: string,
): Promise<Introduction | undefined> {
  const row = await findIntroduction(tx, communityId);
  if (!row) return undefined;
  const { mark, channelId, messageId } = row;
  const now = clock.now();
  const post = introductionStep('post', mark).key;
  await cancelSteps(tx, [post, introductionStep('pin', mark).key], now);
  // Begun, it may arrive yet: its step then finds and removes it.
  if (await isUnderWay(tx, communityId)) {
    await tx.introduction.update({ where: { communityId }, data: { state: 'unwanted' } });
    return row;
  }
  if (messageId !== null) await removeMessage(tx, { communityId, channelId, messageId }, now);
  await tx.introduction.delete({ where: { communityId } });
  return row;
}
