import type { Db } from '../database/client.ts';
import { type Letting, lettingGo, listed, type Order } from './batch-sql.ts';
import { createLettingGo, type LettingWork } from './letting-go.ts';

/** How a community's deletion is divided up. */
export type RemovalOptions = Omit<LettingWork, 'db'>;

interface Part extends Letting {
  /** How its rows (`r`) find the community (`c`); by their own column if left out. */
  readonly through?: string;
  /** What follows the community in an index; where there may be very many rows. */
  readonly order?: Order;
}

const WEEK = { column: 'week', type: 'date' } as const;
const CREATED = { column: 'createdAt', type: 'timestamptz' } as const;

/** What belongs to a community, what others refer to last. What belongs to members only loses the community's name. */
const PARTS: readonly Part[] = [
  // First what would still be done, and might write anew.
  { table: 'OutboxStep' },
  { table: 'CheckinReminder' },
  { table: 'CheckinStreak' },
  { table: 'Notice' },
  { table: 'NoticeConsent' },
  { table: 'Violation', loses: ['communityId', 'checkinId'], order: CREATED },
  { table: 'CheckinAnswer', loses: ['communityId', 'checkinId'], order: { column: 'answeredAt', type: 'timestamptz' } },
  { table: 'ArticleRating', loses: ['communityId'], order: CREATED },
  { table: 'CommunityWeek' },
  { table: 'Usage', order: WEEK },
  { table: 'UsageWeek' },
  { table: 'AssistantUse' },
  { table: 'AssistantMemberUse' },
  { table: 'AuditEntry', order: CREATED },
  { table: 'SearchGap' },
  { table: 'Alert' },
  { table: 'CommunityContentDraft' },
  {
    table: 'CommunityContentVersion',
    through: `JOIN "CommunityContent" o ON o.id = r."contentId" WHERE o."communityId" = c.id`,
  },
  { table: 'CommunityContent' },
  { table: 'CheckinSkip' },
  { table: 'AnonymousBlock' },
  { table: 'MessageRemoval' },
];

/** That the community is still gone: each statement looks. Of one that comes back in the middle of it, nothing more is deleted. */
const gone = (communityId: string) =>
  `EXISTS (SELECT FROM "CommunityDeparture" e WHERE e."communityId" = ${communityId})`;

const STATEMENTS = PARTS.map(({ through, order, ...letting }) =>
  lettingGo(letting, {
    list: listed('text'),
    by: through === undefined ? { column: 'communityId', ...(order ? { order } : {}) } : { through },
    where: gone('c.id'),
  }),
);

const CHECKINS = `SELECT id FROM "Checkin" WHERE "communityId" = $2 AND ${gone('$2')} LIMIT $1`;

/**
 * Deletes what belongs to a community that removed the bot: settings, check-ins, content, counts. Many short statements, none of
 * them in a transaction with another: stopped or crashed, it goes on when it is called again. The departure goes last, with the
 * settings, after a round in which nothing more was found.
 *
 * @returns whether all of it is gone
 */
export async function deleteCommunity(db: Db, communityId: string, options: RemovalOptions): Promise<boolean> {
  const { signal } = options;
  const letting = createLettingGo({ ...options, db });
  const checkins = { some: CHECKINS, values: [communityId], only: { where: gone, value: communityId } };
  for (let found = 1; found > 0; ) {
    found = 0;
    for (const statement of STATEMENTS) found += await letting.along(statement, [communityId]);
    found += await letting.checkins(checkins);
    if (signal?.aborted) return false;
  }
  return db.$transaction(async (tx) => {
    const { count } = await tx.communityDeparture.deleteMany({ where: { communityId } });
    if (count > 0) await tx.community.deleteMany({ where: { id: communityId } });
    return count > 0;
  });
}
