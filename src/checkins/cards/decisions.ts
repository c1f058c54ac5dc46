import type { Tx } from '../../database/client.ts';
import { newId } from '../../database/ids.ts';
import { dateOf } from '../../time/clock.ts';
import { type Advice, moveAdvice, readAdvice } from './advice.ts';
import { type CardsContext, type OpenCard, readCard, WITH_LIKES } from './card.ts';
import { lockQueue, withQueueAlert } from './queue-alert.ts';
import { moveTo } from './share.ts';

/** `keep`: it was reported and stays; `approve`: it was held and is shown. */
export const DECISIONS = ['keep', 'approve', 'remove'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface Deciding {
  readonly type: 'card' | 'advice';
  /** Id of the card or the advice. */
  readonly id: string;
  readonly communityId: string;
  /** The moderator (snowflake). */
  readonly moderatorId: string;
  /** `keep` shows a held one and closes reports, `remove` deletes its message. */
  readonly wants: 'keep' | 'remove';
  /** Whether it is removed even if nobody reported it. */
  readonly unasked?: true;
}

/** The subject of a decision. */
export type Subject =
  | { readonly type: 'card'; readonly card: OpenCard }
  | { readonly type: 'advice'; readonly advice: Advice; readonly card: OpenCard };

export type Decided =
  | { readonly type: 'decided'; readonly decision: Decision; readonly subject: Subject }
  /** Another moderator was faster. */
  | {
      readonly type: 'earlier';
      readonly decision: Decision;
      readonly moderatorId: string | undefined;
      readonly decidedAt: Date;
    }
  /** Others reported the moderator's own text: another moderator must decide that it stays. */
  | { readonly type: 'own' }
  /** Its author withdrew it. */
  | { readonly type: 'withdrawn' }
  | { readonly type: 'gone' };

/**
 * Decides on a card or advice within a transaction. If two moderators decide at once, the second one gets the first's decision.
 */
export async function decide(context: CardsContext, tx: Tx, deciding: Deciding): Promise<Decided> {
  const { type, id, communityId, moderatorId, wants, unasked } = deciding;
  await lockQueue(tx, communityId);
  const subject = await lockSubject(context, tx, type, id);
  if (subject?.card.communityId !== communityId) return { type: 'gone' };
  const { authorId, state } = subject.type === 'card' ? subject.card : subject.advice;
  const about = { cardId: subject.card.id, adviceId: type === 'advice' ? id : null };
  if (state === 'withdrawn') return { type: 'withdrawn' };
  const reports = await tx.cardReport.count({ where: { ...about, decidedAt: null } });
  const waits = state === 'held' || (state === 'shared' && reports > 0);
  if (!waits && !(unasked && state === 'shared')) return findEarlier(tx, about);
  if (wants === 'keep' && reports > 0 && authorId === moderatorId) return { type: 'own' };
  const decision = wants === 'remove' ? 'remove' : state === 'held' ? 'approve' : 'keep';
  const decidedAt = dateOf(context.clock);
  await withQueueAlert({ db: tx, clock: context.clock }, communityId, async () => {
    await tx.cardReport.updateMany({ where: { ...about, decidedAt: null }, data: { decidedAt } });
    if (decision !== 'keep') await move(context, tx, subject, decision === 'approve' ? 'shared' : 'removed');
  });
  const row = { id: newId(decidedAt.getTime()), ...about, decision, moderatorId, decidedAt };
  await tx.cardDecision.create({ data: row });
  return { type: 'decided', decision, subject };
}

function move(context: CardsContext, tx: Tx, subject: Subject, state: 'shared' | 'removed'): Promise<unknown> {
  return subject.type === 'card'
    ? moveTo(context, tx, subject.card, state)
    : moveAdvice(context, tx, subject.advice, state);
}

/** Reads the subject and prevents other decisions on it until the transaction ends. */
async function lockSubject(
  { sealer }: CardsContext,
  tx: Tx,
  type: 'card' | 'advice',
  id: string,
): Promise<Subject | undefined> {
  const advice = type === 'advice' ? await tx.cardAdvice.findUnique({ where: { id }, select: { cardId: true } }) : null;
  const cardId = type === 'card' ? id : advice?.cardId;
  if (cardId === undefined) return undefined;
  await tx.$queryRaw`SELECT id FROM "Card" WHERE id = ${cardId}::uuid FOR UPDATE`;
  const row = await tx.card.findUnique({ where: { id: cardId }, include: WITH_LIKES });
  if (!row || row.state === 'draft') return undefined;
  const card = readCard(sealer, row);
  if (type === 'card') return { type, card };
  const given = await tx.cardAdvice.findUnique({ where: { id } });
  return given ? { type, advice: readAdvice(sealer, given), card } : undefined;
}

async function findEarlier(
  tx: Tx,
  about: { readonly cardId: string; readonly adviceId: string | null },
): Promise<Decided> {
  const row = await tx.cardDecision.findFirst({ where: about, orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }] });
  const decision = DECISIONS.find((one) => one === row?.decision);
  // Removed by hand, for instance.
  if (!row || !decision) return { type: 'gone' };
  return { type: 'earlier', decision, moderatorId: row.moderatorId ?? undefined, decidedAt: row.decidedAt };
}
