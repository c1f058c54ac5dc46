import { eraseOwnUsage, type UsageStore } from '../communities/usage.ts';
import type { Tx } from '../database/client.ts';

/** Whether a member's unshared entries count in their communities' numbers: yes by default. */
export async function isCounted(db: Tx, personId: string): Promise<boolean> {
  const row = await db.member.findUnique({ where: { id: personId }, select: { uncounted: true } });
  return !row?.uncounted;
}

/** Excludes a member from the weeks that are not counted yet, or includes them again. */
export async function setCounted(store: Omit<UsageStore, 'clock'>, personId: string, counted: boolean): Promise<void> {
  const uncounted = !counted;
  await store.db.member.upsert({ where: { id: personId }, create: { id: personId, uncounted }, update: { uncounted } });
  // Other numbers check the setting when they are counted; these rows could not be attributed to a person later.
  if (uncounted) await eraseOwnUsage(store, personId);
}

/** Communities (snowflakes) in which a member has done anything that is stored; the bot does not know memberships. */
export async function listCommunitiesOf(db: Tx, personId: string): Promise<string[]> {
  // Deduplicated by the database: Prisma's `distinct` would read all of a member's rows.
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
