import type { Clock } from '../clock.ts';
import type { Tx } from '../database/client.ts';

/** For how many days missed check-ins are counted. */
const MISSED_DAYS = 90;

export interface Troubles {
  /** Check-ins of the last 90 days that it was too late to post. */
  readonly missed: number;
  /** What is due at Discord and not done yet. */
  readonly waiting: number;
  /** What may or may not have been done: its answer was lost. */
  readonly uncertain: number;
}

/** What did not go as planned in a community's check-ins. */
export async function countTroubles({ db, clock }: { db: Tx; clock: Clock }, communityId: string): Promise<Troubles> {
  const now = clock.now();
  const since = new Date(now.subtract({ hours: 24 * MISSED_DAYS }).epochMilliseconds);
  const due = { lte: new Date(now.epochMilliseconds) };
  return {
    missed: await db.checkin.count({ where: { communityId, state: 'missed', dueAt: { gte: since } } }),
    waiting: await db.outboxStep.count({
      where: { communityId, state: { in: ['pending', 'claimed'] }, dueAt: due },
    }),
    uncertain: await db.outboxStep.count({ where: { communityId, state: 'uncertain', dueAt: { gte: since } } }),
  };
}
