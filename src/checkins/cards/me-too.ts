import type { CardsContext } from './card.ts';
import { followChange } from './share.ts';

/** Of which card in which community a member says that they have lived through the same. */
export interface MeToo {
  readonly cardId: string;
  readonly communityId: string;
  readonly personId: string;
}

/**
 * Notes that a member has lived through the same, and lets the card follow; pressed again, by a double click for instance, it
 * stays noted. Undefined where there is no such card.
 */
export async function noteMeToo(
  context: CardsContext,
  { cardId, communityId, personId }: MeToo,
): Promise<'noted' | 'already' | 'own' | undefined> {
  const { db } = context;
  const row = await db.card.findUnique({ where: { id: cardId } });
  if (!row || row.communityId !== communityId || row.state !== 'shared') return undefined;
  // Nobody learns from it who wrote an anonymous card: the answer is private.
  if (row.authorId === personId) return 'own';
  // Both or neither: what is noted already is not counted again, and the number on the card would stay behind.
  return db.$transaction(async (tx) => {
    const { count } = await tx.cardMeToo.createMany({ data: { cardId, personId }, skipDuplicates: true });
    if (count === 0) return 'already';
    await followChange(context, tx, row);
    return 'noted';
  });
}

/** Takes it back, and lets the card follow. False where it was not noted. */
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
