import type { CardsContext } from './card.ts';
import { followChange } from './share.ts';

/** The card, in its community, whose experience a member says they share. */
export interface MeToo {
  readonly cardId: string;
  readonly communityId: string;
  readonly personId: string;
}

/**
 * Records that a member has experienced the same, and updates the card; repeating it (by a double click, for instance) changes
 * nothing. Undefined if there is no such card.
 */
export async function noteMeToo(
  context: CardsContext,
  { cardId, communityId, personId }: MeToo,
): Promise<'noted' | 'already' | 'own' | undefined> {
  const { db } = context;
  const row = await db.card.findUnique({ where: { id: cardId } });
  if (!row || row.communityId !== communityId || row.state !== 'shared') return undefined;
  // The answer is private, so it cannot reveal the author of an anonymous card.
  if (row.authorId === personId) return 'own';
  // Both or neither: a stored "me too" is not counted again, so the number on the card would stay outdated.
  return db.$transaction(async (tx) => {
    const { count } = await tx.cardMeToo.createMany({ data: { cardId, personId }, skipDuplicates: true });
    if (count === 0) return 'already';
    await followChange(context, tx, row);
    return 'noted';
  });
}

/** Withdraws it and updates the card. False if it was not recorded. */
export async function takeMeTooBack(
  context: CardsContext,
  { cardId, personId }: Pick<MeToo, 'cardId' | 'personId'>,
): Promise<boolean> {
  return context.db.$transaction(async (tx) => {
    if ((await tx.cardMeToo.deleteMany({ where: { cardId, personId } })).count === 0) return false;
    const card = await tx.card.findUnique({ where: { id: cardId } });
    if (card) await followChange(context, tx, card);
    return true;
  });
}
