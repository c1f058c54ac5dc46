import { newId } from '../../database/ids.ts';
import { type Advice, readAdvice } from './advice.ts';
import { type CardsContext, type OpenCard, readCard, WITH_LIKES } from './card.ts';
import { withQueueAlert } from './queue-alert.ts';

/** An item of the moderators' queue: held because of a watched word, or reported. Reporters are never named. */
export interface QueueItem {
  readonly type: 'card' | 'advice';
  readonly id: string;
  readonly card: OpenCard;
  /** Undefined if it is about the card itself. */
  readonly advice: Advice | undefined;
  readonly held: boolean;
  /** Number of reports, and their reasons. */
  readonly reports: number;
  readonly reasons: readonly string[];
}

/**
 * Records a member's report, once per member. `own`: the author can withdraw it without help. Undefined if it does not exist.
 */
export async function report(
  { db, sealer, clock }: CardsContext,
  about: {
    readonly cardId: string;
    readonly adviceId: string | undefined;
    readonly communityId: string;
    readonly reporterId: string;
    readonly reason: string | undefined;
  },
): Promise<'noted' | 'own' | undefined> {
  const { cardId, adviceId = null, communityId, reporterId, reason = null } = about;
  return db.$transaction(async (tx) => {
    const card = await tx.card.findUnique({ where: { id: cardId } });
    if (card?.communityId !== communityId) return undefined;
    const advice = adviceId === null ? undefined : await tx.cardAdvice.findFirst({ where: { id: adviceId, cardId } });
    if (advice === null) return undefined;
    if ((advice ?? card).authorId === reporterId) return 'own';
    const known = await tx.cardReport.findFirst({ where: { cardId, adviceId, reporterId, decidedAt: null } });
    if (known) return 'noted';
    const now = clock.now().epochMilliseconds;
    const row = { id: newId(now), communityId, cardId, adviceId, reporterId, reason, createdAt: new Date(now) };
    await withQueueAlert({ db: tx, clock }, communityId, () =>
      tx.cardReport.create({ data: sealer.seal('CardReport', row) }),
    );
    return 'noted';
  });
}

/** Items that await a decision, oldest first. */
export async function listQueue({ db, sealer }: CardsContext, communityId: string, most: number): Promise<QueueItem[]> {
  const pending = { some: { decidedAt: null } };
  const cards = await db.card.findMany({
    where: {
      communityId,
      OR: [{ state: 'held' }, { state: 'shared', reports: { some: { decidedAt: null, adviceId: null } } }],
    },
    include: { ...WITH_LIKES, reports: { where: { decidedAt: null, adviceId: null } } },
    orderBy: { createdAt: 'asc' },
    take: most,
  });
  const advice = await db.cardAdvice.findMany({
    where: { communityId, OR: [{ state: 'held' }, { state: 'shared', reports: pending }] },
    include: { card: { include: WITH_LIKES }, reports: { where: { decidedAt: null } } },
    orderBy: { createdAt: 'asc' },
    take: most,
  });
  const reasonsOf = (reports: (typeof cards)[number]['reports']) =>
    reports.flatMap((row) => sealer.open('CardReport', row).reason ?? []);
  return [
    ...cards.map(({ reports, ...row }) => ({
      type: 'card' as const,
      id: row.id,
      card: readCard(sealer, row),
      advice: undefined,
      held: row.state === 'held',
      reports: reports.length,
      reasons: reasonsOf(reports),
    })),
    ...advice.map(({ reports, card, ...row }) => ({
      type: 'advice' as const,
      id: row.id,
      card: readCard(sealer, card),
      advice: readAdvice(sealer, row),
      held: row.state === 'held',
      reports: reports.length,
      reasons: reasonsOf(reports),
    })),
  ].slice(0, most);
}

/** A card or advice of the community that moderators may see whole; a draft is only its author's. */
export async function findQueued(
  { db, sealer }: Pick<CardsContext, 'db' | 'sealer'>,
  communityId: string,
  { type, id }: Pick<QueueItem, 'type' | 'id'>,
): Promise<{ readonly card: OpenCard; readonly advice?: Advice } | undefined> {
  if (type === 'card') {
    const row = await db.card.findFirst({
      where: { id, communityId, state: { in: ['held', 'shared'] } },
      include: WITH_LIKES,
    });
    return row ? { card: readCard(sealer, row) } : undefined;
  }
  const row = await db.cardAdvice.findFirst({
    where: { id, communityId, state: { in: ['held', 'shared'] } },
    include: { card: { include: WITH_LIKES } },
  });
  return row ? { card: readCard(sealer, row.card), advice: readAdvice(sealer, row) } : undefined;
}
