import type { CardsContext } from './card.ts';

/** Of which card in which community a member says that they have lived through the same. */
export interface MeToo {
  readonly cardId: string;
  readonly communityId: string;
  readonly personId: string;
}

/**
 * Notes that a member has lived through the same; pressed again, by a double click for instance, it stays noted. Undefined where
 * there is no such card.
 */
export async function noteMeToo(
  { db }: Pick<CardsContext, 'db'>,
  { cardId, communityId, personId }: MeToo,
): Promise<'noted' | 'already' | 'own' | undefined> {
  const row = await db.card.findUnique({ where: { id: cardId } });
  if (!row || row.communityId !== communityId || row.state !== 'shared') return undefined;
  // Nobody learns from it who wrote an anonymous card: the answer is private.
  if (row.authorId === personId) return 'own';
  const { count } = await db.cardMeToo.createMany({ data: { cardId, personId }, skipDuplicates: true });
  return count > 0 ? 'noted' : 'already';
}

/** Takes it back. False where it was not noted. */
export async function takeMeTooBack(
  { db }: Pick<CardsContext, 'db'>,
  { cardId, personId }: Pick<MeToo, 'cardId' | 'personId'>,
): Promise<boolean> {
  return (await db.cardMeToo.deleteMany({ where: { cardId, personId } })).count > 0;
}
