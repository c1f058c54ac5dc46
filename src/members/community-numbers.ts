import { eraseOwnUsage, type UsageStore } from '../communities/usage.ts';
import type { Tx } from '../database/client.ts';

/** Whether a member's unshared entries count in the numbers of their communities: yes, until they say otherwise. */
export async function isCounted(db: Tx, personId: string): Promise<boolean> {
  const row = await db.member.findUnique({ where: { id: personId }, select: { uncounted: true } });
  return !row?.uncounted;
}

/** Leaves a member out of the weeks that are not counted yet, or counts them in again. */
export async function setCounted(store: Omit<UsageStore, 'clock'>, personId: string, counted: boolean): Promise<void> {
  const uncounted = !counted;
  await store.db.member.upsert({ where: { id: personId }, create: { id: personId, uncounted }, update: { uncounted } });
  // Other numbers look at the switch when they are counted; from these rows nobody could tell whose they are.
  if (uncounted) await eraseOwnUsage(store, personId);
}

/** Communities (snowflakes) in which a member has done anything that the bot keeps: who is a member of what, it does not know. */
export async function listCommunitiesOf(db: Tx, personId: string): Promise<string[]> {
  // Told apart by the database: Prisma's `distinct` would read all that a member ever wrote.
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "communityId" AS id FROM "Violation" WHERE "authorId" = ${personId} AND "communityId" IS NOT NULL
    UNION SELECT "communityId" FROM "CheckinAnswer" WHERE "personId" = ${personId} AND "communityId" IS NOT NULL
    UNION SELECT "communityId" FROM "CheckinReminder" WHERE "personId" = ${personId}
    UNION SELECT "communityId" FROM "CheckinStreak" WHERE "personId" = ${personId}
    UNION SELECT "communityId" FROM "Card" WHERE "authorId" = ${personId}
    UNION SELECT "communityId" FROM "CardAdvice" WHERE "authorId" = ${personId}
    UNION SELECT "communityId" FROM "AssistantMemberUse" WHERE "personId" = ${personId}`;
  return rows.map(({ id }) => id);
}
