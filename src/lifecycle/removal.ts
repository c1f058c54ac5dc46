import type { Db } from '../database/client.ts';
import { type Letting, lettingGo, listed, type Order } from './batch-sql.ts';
import { createLettingGo, type LettingWork } from './letting-go.ts';

/** How a community's deletion is divided into statements. */
export type RemovalOptions = Omit<LettingWork, 'db'>;

interface Part extends Letting {
  /** Joins from its rows (`r`) to the community (`c`); by their own column if left out. */
  readonly through?: string;
  /** The column after the community in an index, for tables that may have very many rows. */
  readonly order?: Order;
}

const WEEK = { column: 'week', type: 'date' } as const;
const CREATED = { column: 'createdAt', type: 'timestamptz' } as const;

/** The tables of a community, referenced ones last. Rows that belong to members only lose the community's id. */
const PARTS: readonly Part[] = [
  // First pending work, which might write again.
  { table: 'OutboxStep' },
  { table: 'CheckinReminder' },
  { table: 'CheckinStreak' },
  { table: 'Notice' },
  { table: 'NoticeConsent' },
  { table: 'Violation', loses: ['communityId', 'checkinId'], order: CREATED },
  { table: 'CheckinAnswer', loses: ['communityId', 'checkinId'], order: { column: 'answeredAt', type: 'timestamptz' } },
  { table: 'ArticleRating', loses: ['communityId'], order: CREATED },
  { table: 'PracticeRun', loses: ['communityId'], order: { column: 'endedAt', type: 'timestamptz' } },
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
  { table: 'CheckinTheme' },
  { table: 'AnonymousBlock' },
  { table: 'MessageRemoval' },
  { table: 'Introduction' },
  { table: 'SharedPost', order: CREATED },
];

/** Checks in each statement that the community is still gone: if it comes back during the deletion, nothing more is deleted. */
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
 * Deletes the data of a community that removed the bot: settings, check-ins, content, counts. Many short statements, none of
 * which share a transaction: after a stop or a crash, it continues when called again. The departure is deleted last, with the
 * settings, after a round that found nothing more.
 *
 * @returns whether all of it is deleted
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
