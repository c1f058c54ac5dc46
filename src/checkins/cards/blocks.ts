import type { Tx } from '../../database/client.ts';
import { type Clock, dateOf } from '../../time/clock.ts';

/** A keyed hash of a person's id: always the same for a person, and useless outside the database. */
export type HashPerson = (tx: Tx, personId: string) => Promise<string>;

/** A pseudonym used in a check-in. */
export interface Bearer {
  readonly pseudonym: string;
  /** The check-in's day (ISO date). */
  readonly day: string;
}

/**
 * Blocks the member behind a pseudonym from sharing anonymously. It succeeds for every pseudonym that was used, even if its
 * member is blocked already: otherwise the result would reveal that two pseudonyms are one person. Unblocking one leaves the
 * other blocked.
 *
 * @returns false if it was never used, or is blocked already
 */
export async function blockBearer(
  { tx, clock, hashPerson }: { readonly tx: Tx; readonly clock: Clock; readonly hashPerson: HashPerson },
  communityId: string,
  { pseudonym, day }: Bearer,
): Promise<boolean> {
  const borne = await tx.cardPseudonym.findFirst({
    where: { name: pseudonym, checkin: { communityId, localDate: new Date(day) } },
  });
  if (!borne) return false;
  const personHash = await hashPerson(tx, borne.personId);
  const createdAt = dateOf(clock);
  const { count } = await tx.anonymousBlock.createMany({
    data: { communityId, personHash, pseudonym, day, createdAt },
    skipDuplicates: true,
  });
  return count === 1;
}

/** Lifts a block; false if there is none. */
export async function unblockBearer(tx: Tx, communityId: string, { pseudonym, day }: Bearer): Promise<boolean> {
  const { count } = await tx.anonymousBlock.deleteMany({ where: { communityId, pseudonym, day } });
  return count > 0;
}

/** Whether a member may not share anonymously here. Shown only to that member. */
export async function isBlocked(tx: Tx, communityId: string, personHash: string): Promise<boolean> {
  return (await tx.anonymousBlock.count({ where: { communityId, personHash } })) > 0;
}

/** The blocked pseudonyms of a community, newest first. */
export async function listBlocks(db: Tx, communityId: string): Promise<Bearer[]> {
  return db.anonymousBlock.findMany({
    where: { communityId },
    orderBy: { createdAt: 'desc' },
    select: { pseudonym: true, day: true },
  });
}
