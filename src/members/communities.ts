import type { Tx } from '../database/client.ts';

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
