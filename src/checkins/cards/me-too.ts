import type { CardsContext } from './card.ts';

/** Notes that a member has lived through the same, or takes it back. Undefined where there is no such card. */
export async function toggleMeToo(
  { db }: Pick<CardsContext, 'db'>,
  {
    cardId,
    communityId,
    personId,
  }: { readonly cardId: string; readonly communityId: string; readonly personId: string },
): Promise<'noted' | 'taken' | 'own' | undefined> {
  const row = await db.card.findUnique({ where: { id: cardId } });
  if (!row || row.communityId !== communityId || row.state !== 'shared') return undefined;
  // Nobody learns from it who wrote an anonymous card: the answer is private.
  if (row.authorId === personId) return 'own';
  const { count } = await db.cardMeToo.deleteMany({ where: { cardId, personId } });
  if (count > 0) return 'taken';
  await db.cardMeToo.createMany({ data: { cardId, personId }, skipDuplicates: true });
  return 'noted';
}
