import type { Tx } from '../../database/client.ts';
import type { CardAdvice } from '../../database/generated/client.ts';
import { timelessId } from '../../database/ids.ts';
import type { Sealer } from '../../database/sealing.ts';
import type { Locale } from '../../i18n/locales.ts';
import { noteLanguage } from '../../notices/language.ts';
import { enqueue } from '../../outbox/steps.ts';
import { dateAt } from '../../time/calendar.ts';
import { CARD_STATES, type CardState, type CardsContext, findDiscussion } from './card.ts';
import { withQueueAlert } from './queue-alert.ts';
import { findSharingRules, needsLook } from './rules.ts';
import { adviceKey, removeMessage } from './steps.ts';

/** Advice on a card, always under its author's name. */
export interface Advice {
  readonly id: string;
  readonly cardId: string;
  readonly communityId: string;
  readonly authorId: string;
  readonly text: string;
  readonly state: CardState;
  readonly channelId: string;
  readonly messageId: string | undefined;
}

export interface AdviceProblem {
  readonly type: 'gone' | 'adviceOver';
}

export function readAdvice(sealer: Sealer, row: CardAdvice): Advice {
  const { id, cardId, communityId, authorId, text, state, channelId, messageId } = sealer.open('CardAdvice', row);
  return {
    id,
    cardId,
    communityId,
    authorId,
    text,
    state: CARD_STATES.find((known) => known === state) ?? 'withdrawn',
    channelId,
    messageId: messageId ?? undefined,
  };
}

/** Why no advice can be given on a card now; undefined if it can. */
export async function findAdviceProblem(
  { db, clock }: Pick<CardsContext, 'clock'> & { readonly db: Tx },
  { cardId, communityId }: { readonly cardId: string; readonly communityId: string },
): Promise<AdviceProblem | undefined> {
  const card = await db.card.findUnique({ where: { id: cardId } });
  if (!card || card.communityId !== communityId || card.state !== 'shared') return { type: 'gone' };
  const discussion = await findDiscussion(db, clock, communityId);
  return discussion?.checkinId === card.checkinId ? undefined : { type: 'adviceOver' };
}

/** Gives advice on a shared card while its check-in is open; advice with a watched word goes to the moderators first. */
export async function giveAdvice(
  context: CardsContext,
  advice: {
    readonly cardId: string;
    readonly communityId: string;
    readonly authorId: string;
    readonly text: string;
    /** Language of the author's Discord client, for messages about the advice. */
    readonly discordLocale: Locale;
  },
): Promise<Advice | AdviceProblem> {
  const { db, sealer, clock } = context;
  const { cardId, communityId, authorId, text } = advice;
  return db.$transaction(async (tx) => {
    const problem = await findAdviceProblem({ db: tx, clock }, advice);
    if (problem) return problem;
    const { channelId } = await tx.card.findUniqueOrThrow({ where: { id: cardId }, select: { channelId: true } });
    const { watchWords } = await findSharingRules(tx, communityId);
    const state = needsLook(text, watchWords) ? 'held' : 'shared';
    const now = clock.now();
    const at = dateAt(now);
    await noteLanguage(tx, authorId, advice.discordLocale);
    const data = sealer.seal('CardAdvice', {
      id: timelessId(),
      cardId,
      communityId,
      authorId,
      text,
      state,
      channelId,
      createdAt: at,
      updatedAt: at,
    });
    const row = await withQueueAlert({ db: tx, clock }, communityId, () => tx.cardAdvice.create({ data }));
    if (state === 'shared') await enqueue(tx, [{ ...adviceKey(row.id), communityId, dueAt: now }]);
    return readAdvice(sealer, row);
  });
}

/** Changes the state of advice and makes its message appear or disappear. */
export async function moveAdvice(
  context: CardsContext,
  tx: Tx,
  advice: Advice,
  state: 'shared' | 'withdrawn' | 'removed',
): Promise<void> {
  const { id, communityId, channelId, messageId } = advice;
  const now = context.clock.now();
  const gone = state === 'shared' ? {} : { messageId: null };
  const data = { state, ...gone, updatedAt: dateAt(now) };
  await withQueueAlert({ db: tx, clock: context.clock }, communityId, () =>
    tx.cardAdvice.update({ where: { id }, data }),
  );
  if (state === 'shared')
    await enqueue(tx, [{ ...adviceKey(id, `:${now.epochMilliseconds}`), communityId, dueAt: now }]);
  else if (messageId !== undefined) await removeMessage(tx, { communityId, channelId, messageId }, now);
}

/** Withdraws one's own advice. False for another member's. */
export async function withdrawAdvice(context: CardsContext, id: string, authorId: string): Promise<boolean> {
  return context.db.$transaction(async (tx) => {
    const row = await tx.cardAdvice.findUnique({ where: { id } });
    if (!row || row.authorId !== authorId) return false;
    const advice = readAdvice(context.sealer, row);
    if (advice.state !== 'removed') await moveAdvice(context, tx, advice, 'withdrawn');
    return true;
  });
}

/** A member's rating of advice, in a community. */
export interface AdviceRating {
  readonly adviceId: string;
  readonly communityId: string;
  readonly personId: string;
}

/**
 * Records that advice helped a member; repeating it (by a double click, for instance) changes nothing. Members cannot rate
 * their own. Undefined if there is no advice to rate.
 */
export async function rateAdvice(
  db: Tx,
  { adviceId, communityId, personId }: AdviceRating,
): Promise<'rated' | 'already' | 'own' | undefined> {
  const [advice] = await db.$queryRaw<{ own: boolean; rated: boolean }[]>`
    WITH advice AS (
      SELECT id, "authorId" FROM "CardAdvice"
      WHERE id = ${adviceId}::uuid AND "communityId" = ${communityId} AND state = 'shared'
    ),
    rated AS (
      INSERT INTO "AdviceRating" ("adviceId", "personId") SELECT id, ${personId} FROM advice WHERE "authorId" <> ${personId}
      ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT "authorId" = ${personId} AS own, EXISTS (SELECT FROM rated) AS rated FROM advice`;
  if (!advice) return undefined;
  if (advice.own) return 'own';
  return advice.rated ? 'rated' : 'already';
}

/** Withdraws a rating. */
export async function unrateAdvice(
  db: Tx,
  { adviceId, personId }: Pick<AdviceRating, 'adviceId' | 'personId'>,
): Promise<void> {
  await db.adviceRating.deleteMany({ where: { adviceId, personId } });
}

/** Number of a member's pieces of advice here that helped someone. */
export async function countGoodAdvice(db: Tx, communityId: string, authorId: string): Promise<number> {
  return db.cardAdvice.count({ where: { communityId, authorId, state: 'shared', ratings: { some: {} } } });
}
