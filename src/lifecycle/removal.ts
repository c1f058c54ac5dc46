import type { Db } from '../database/client.ts';
import { BELOW_CHECKINS, type Letting, lettingGo } from './batch-sql.ts';

/** How a community's deletion is divided up. */
export interface RemovalOptions {
  /** Most rows a statement. */
  readonly limit: number;
  /** Told to stop between two statements. */
  readonly signal?: AbortSignal | undefined;
}

interface Part extends Letting {
  /** How its rows (`r`) find the community; their own column if left out. */
  readonly found?: string;
}

/** What belongs to a community, what others refer to last. What belongs to members only loses the community's name. */
const PARTS: readonly Part[] = [
  // First what would still be done, and might write anew.
  { table: 'OutboxStep' },
  { table: 'CheckinReminder' },
  { table: 'CheckinStreak' },
  { table: 'Notice' },
  { table: 'NoticeConsent' },
  { table: 'Violation', loses: ['communityId', 'checkinId'] },
  { table: 'CheckinAnswer', loses: ['communityId', 'checkinId'] },
  { table: 'ArticleRating', loses: ['communityId'] },
  { table: 'CommunityWeek' },
  { table: 'Usage' },
  { table: 'UsageWeek' },
  { table: 'AssistantUse' },
  { table: 'AssistantMemberUse' },
  { table: 'AuditEntry' },
  { table: 'SearchGap' },
  { table: 'Alert' },
  { table: 'CommunityContentDraft' },
  {
    table: 'CommunityContentVersion',
    found: `JOIN "CommunityContent" o ON o.id = r."contentId" WHERE o."communityId" = $1`,
  },
  { table: 'CommunityContent' },
  { table: 'CheckinSkip' },
  { table: 'AnonymousBlock' },
  { table: 'MessageRemoval' },
  ...BELOW_CHECKINS.map(({ join, ...letting }) => ({ ...letting, found: `${join} WHERE k."communityId" = $1` })),
  { table: 'Checkin' },
];

/** Each looks whether the community is still gone: of one that comes back in the middle of it, nothing more is deleted. */
const STATEMENTS = PARTS.map(({ found = `WHERE r."communityId" = $1`, ...letting }) =>
  lettingGo(
    letting,
    `FROM "${letting.table}" r ${found}
     AND EXISTS (SELECT FROM "CommunityDeparture" WHERE "communityId" = $1) LIMIT $2`,
  ),
);

/**
 * Deletes what belongs to a community that removed the bot: settings, check-ins, content, counts. Many short statements, none of
 * them in a transaction with another: stopped or crashed, it goes on when it is called again. The departure goes last, with the
 * settings, after a round in which nothing more was found.
 *
 * @returns whether all of it is gone
 */
export async function deleteCommunity(db: Db, communityId: string, options: RemovalOptions): Promise<boolean> {
  const { limit, signal } = options;
  for (let found = 1; found > 0; ) {
    found = 0;
    for (const statement of STATEMENTS) {
      for (let count = limit; count > 0; found += count) {
        if (signal?.aborted) return false;
        count = await db.$executeRawUnsafe(statement, communityId, limit);
      }
    }
  }
  return db.$transaction(async (tx) => {
    const { count } = await tx.communityDeparture.deleteMany({ where: { communityId } });
    if (count > 0) await tx.community.deleteMany({ where: { id: communityId } });
    return count > 0;
  });
}
