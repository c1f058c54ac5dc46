import type { Tx } from '../database/client.ts';

/** Communities (snowflakes) in which a member has done anything that the bot keeps: who is a member of what, it does not know. */
export async function listCommunitiesOf(db: Tx, personId: string): Promise<string[]> {
  const one = { select: { communityId: true }, distinct: ['communityId' as const] };
  const mine = { where: { personId }, ...one };
  const authored = { where: { authorId: personId }, ...one };
  const rows = [
    await db.violation.findMany(authored),
    await db.checkinAnswer.findMany(mine),
    await db.checkinReminder.findMany(mine),
    await db.card.findMany(authored),
    await db.cardAdvice.findMany(authored),
    await db.assistantMemberUse.findMany(mine),
  ].flat();
  return [...new Set(rows.flatMap(({ communityId }) => communityId ?? []))];
}
