import type { CardsContext } from './card.ts';
import { following } from './follow.ts';

/** The card, in its community, whose experience a member says they share. */
export interface MeToo {
  readonly cardId: string;
  readonly communityId: string;
  readonly personId: string;
}

/**
 * Records that a member has experienced the same, and updates the card; repeating it (by a double click, for instance) changes
 * nothing. Undefined if there is no such card.
 *
 * One statement: both or neither, for a stored "me too" is not counted again, so the number on the card would stay outdated.
 */
export async function noteMeToo(
  { db, clock }: CardsContext,
  { cardId, communityId, personId }: MeToo,
): Promise<'noted' | 'already' | 'own' | undefined> {
  const [card] = await db.$queryRaw<{ own: boolean; noted: boolean }[]>`
    WITH card AS (
      SELECT id, "communityId", "authorId" FROM "Card"
      WHERE id = ${cardId}::uuid AND "communityId" = ${communityId} AND state = 'shared'
    ),
    noted AS (
      INSERT INTO "CardMeToo" ("cardId", "personId") SELECT id, ${personId} FROM card WHERE "authorId" <> ${personId}
      ON CONFLICT DO NOTHING RETURNING "cardId"
    ),
    changed AS (SELECT card.id, card."communityId" FROM card JOIN noted ON noted."cardId" = card.id),
    ${following(cardId, clock.now())}
    SELECT "authorId" = ${personId} AS own, EXISTS (SELECT FROM noted) AS noted FROM card`;
  if (!card) return undefined;
  // The answer is private, so it cannot reveal the author of an anonymous card.
  if (card.own) return 'own';
  return card.noted ? 'noted' : 'already';
}

/** Withdraws it and updates the card. False if it was not recorded. */
export async function takeMeTooBack(
  { db, clock }: CardsContext,
  { cardId, personId }: Pick<MeToo, 'cardId' | 'personId'>,
): Promise<boolean> {
  const taken = await db.$queryRaw<unknown[]>`
    WITH taken AS (
      DELETE FROM "CardMeToo" WHERE "cardId" = ${cardId}::uuid AND "personId" = ${personId} RETURNING "cardId"
    ),
    changed AS (SELECT card.id, card."communityId" FROM "Card" card JOIN taken ON taken."cardId" = card.id),
    ${following(cardId, clock.now())}
    SELECT "cardId"::text FROM taken`;
  return taken.length > 0;
}
