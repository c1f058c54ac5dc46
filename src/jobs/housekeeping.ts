import type { Logger } from 'pino';
import { deleteOldUse } from '../assistant/budget.ts';
import { deleteUnusedVectors } from '../assistant/vectors.ts';
import { deleteOldCardDrafts } from '../checkins/cards/card.ts';
import { deletePastSkips } from '../checkins/skips.ts';
import { type Clock, dateOf } from '../clock.ts';
import { deleteOldAudit } from '../communities/audit.ts';
import { deleteExpiredContentDrafts } from '../communities/content/drafts.ts';
import { deleteCommunity, findDueDepartures } from '../communities/departure.ts';
import { RETENTION_STEPS } from '../communities/retention.ts';
import type { Db } from '../database/client.ts';
import type { Sealer } from '../database/sealing.ts';
import { deleteOldGaps } from '../guide/gaps/gaps.ts';
import { deleteOldNotices } from '../members/notices/claim.ts';
import { deleteExpiredSheetDrafts } from '../members/sheet/store.ts';
import { deleteExpiredDrafts } from '../templates/drafts.ts';
import { deleteEndedSteps } from './outbox/store.ts';

export interface HousekeepingContext {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told to stop between two batches. */
  readonly signal?: AbortSignal;
  /** Rows a batch: small, so that no statement holds the database for long. */
  readonly batchSize?: number;
}

/** How much went, by kind. */
export type HousekeepingReport = Readonly<Record<string, number>>;

/**
 * Lets go of what is no longer to be kept: communities that removed the bot 30 days ago, what is older than a community's
 * retention, expired drafts. In small batches, each complete in itself: stopped or crashed, the next run goes on.
 */
export async function runHousekeeping(context: HousekeepingContext): Promise<HousekeepingReport> {
  const { db, clock, log, signal, batchSize = 500 } = context;
  const report: Record<string, number> = {};
  const note = (name: string, count: number) => {
    if (count > 0) report[name] = (report[name] ?? 0) + count;
  };
  for (const communityId of await findDueDepartures(context)) {
    if (signal?.aborted) return report;
    await deleteCommunity(db, communityId);
    note('communities', 1);
  }
  const now = dateOf(clock);
  for (const step of RETENTION_STEPS) {
    for (let count = batchSize; count === batchSize && !signal?.aborted; ) {
      count = await step.runBatch(db, now, batchSize);
      note(step.name, count);
    }
  }
  note('assistant', (await deleteOldUse(context)) + (await deleteUnusedVectors(context)));
  note('audit', await deleteOldAudit(context));
  note('gaps', await deleteOldGaps(context));
  note('notices', await deleteOldNotices(context));
  const drafts =
    (await deleteExpiredDrafts(context)) +
    (await deleteExpiredContentDrafts(context)) +
    (await deleteOldCardDrafts(context)) +
    (await deleteExpiredSheetDrafts(context));
  note('steps', await deleteEndedSteps(context));
  note('skips', await deletePastSkips(context));
  note('drafts', drafts);
  if (Object.keys(report).length > 0) log.info({ ...report }, 'Housekeeping');
  return report;
}
