import type { Tx } from '../database/client.ts';
import { canonicalZone } from '../time/zones.ts';

/**
 * Puts right zones that were stored as they were typed ("America/New York"), or under an older name: no job can read the
 * first. Zones that mean nothing stay as they are, and their communities' moderators are told by the jobs that meet them.
 * @returns how many names were put right
 */
export async function healZones(db: Tx): Promise<number> {
  const rows = await db.$queryRaw<{ zone: string }[]>`
    SELECT DISTINCT zone FROM "Community" UNION SELECT DISTINCT zone FROM "Member" WHERE zone IS NOT NULL`;
  let healed = 0;
  for (const { zone: stored } of rows) {
    const zone = canonicalZone(stored);
    if (zone === undefined || zone === stored) continue;
    await db.community.updateMany({ where: { zone: stored }, data: { zone } });
    await db.member.updateMany({ where: { zone: stored }, data: { zone } });
    healed += 1;
  }
  return healed;
}
