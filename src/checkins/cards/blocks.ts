import type { Tx } from '../../database/client.ts';
import { type Clock, dateOf } from '../../time/clock.ts';

/** A keyed hash of a person's id: the same for the same person, of no use outside the database. */
export type HashPerson = (tx: Tx, personId: string) => Promise<string>;

/** A pseudonym that was borne in a check-in. */
export interface Bearer {
  readonly pseudonym: string;
  /** The check-in's day (ISO date). */
  readonly day: string;
}

/**
 * Blocks whoever bore a pseudonym from sharing anonymously. It always succeeds where the pseudonym was borne, also when its
 * bearer is blocked already: otherwise the answer would tell that two pseudonyms are one person. Unblocking one leaves the
 * other.
 *
 * @returns false if nobody bore it, or if it is blocked already
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

/** Whether a member may not share anonymously here. Told to nobody but that member. */
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
