import type { Logger } from 'pino';
import type { Db } from '../database/client.ts';
import type { Sealer } from '../database/sealing.ts';
import { findDueDepartures, noteReturn } from '../lifecycle/departure.ts';
import { FORGETTING_STEPS } from '../lifecycle/forgetting.ts';
import { deleteCommunity } from '../lifecycle/removal.ts';
import { RETENTION_STEPS } from '../lifecycle/retention.ts';
import { ONLY_SHARD, type Shards } from '../ports/shards.ts';
import type { Clock } from '../time/clock.ts';

export interface HousekeepingContext {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Logger;
  /** The shards that this process holds; all by default. */
  readonly shards?: Shards;
  /** Asks Discord whether the bot is in a guild; `unknown`: it could not be asked. */
  readonly askMembership: (communityId: string) => Promise<'there' | 'gone' | 'unknown'>;
  /** Called once for each step in which something failed. */
  readonly onFailure?: (step: string) => void;
  /** Stops the work between two statements. */
  readonly signal?: AbortSignal;
  /** Maximum rows per statement: few, so that none occupies the database for long. */
  readonly batchSize?: number;
  /** Tidies up during large deletions; see `Database`. */
  readonly tidyUp?: (() => Promise<void>) | undefined;
}

/** Deleted rows after which the database is tidied up. */
const TIDY_AFTER = 5000;

/** Number of rows by step. */
export type HousekeepingReport = Readonly<Record<string, number>>;

/** Dependencies of a step. */
interface StepContext extends HousekeepingContext {
  readonly limit: number;
  /** Called for each community that failed within the step; the others are done. */
  readonly onError: (error: unknown, communityId: string) => void;
  /** Called after each statement with its number of rows. */
  readonly onLetGo: (rows: number) => Promise<void>;
}

/** Deletes one kind of data. */
export interface HousekeepingStep {
  readonly name: string;
  /** Whether each process does it for the guilds of its shards, as it asks Discord; else the one with shard 0 does it for all. */
  readonly byShard?: boolean;
  /**
   * Deletes all due data in short statements and returns the number of rows. After a stop or a crash, the next run continues.
   */
  run(context: StepContext): Promise<number>;
}

/** All steps. They are independent: a failure in one does not affect the others. */
export const HOUSEKEEPING_STEPS: readonly HousekeepingStep[] = [
  { name: 'communities', byShard: true, run: deleteDeparted },
  ...RETENTION_STEPS,
  ...FORGETTING_STEPS,
];

/**
 * Deletes expired data: communities that removed the bot 30 days ago, data older than a community's retention, expired drafts.
 * Works in short statements, each complete in itself, and step by step: one that fails is logged, counted and retried by the
 * next run, and all the others are done.
 */
export async function runHousekeeping(
  context: HousekeepingContext,
  steps: readonly HousekeepingStep[] = HOUSEKEEPING_STEPS,
): Promise<HousekeepingReport> {
  const { log, signal, batchSize = 500, onFailure, shards = ONLY_SHARD } = context;
  const report: Record<string, number> = {};
  const onLetGo = tidyingUp(context);
  for (const { name, byShard, run } of steps) {
    if (signal?.aborted) break;
    if (!byShard && !shards.holds(null)) continue;
    // Failing communities are logged once an hour with their step, however many there are.
    const failed: string[] = [];
    let first: unknown;
    const onError = (error: unknown, communityId: string): void => {
      first ??= error;
      failed.push(communityId);
    };
    try {
      const count = await run({ ...context, limit: batchSize, onError, onLetGo });
      if (count > 0) report[name] = count;
    } catch (error) {
      log.error({ err: error, step: name }, 'A step of housekeeping failed; the others go on');
      onFailure?.(name);
      continue;
    }
    if (failed.length === 0) continue;
    log.error(
      { err: first, step: name, communities: failed.length },
      'Housekeeping failed for some communities; the others are done',
    );
    onFailure?.(name);
  }
  if (Object.keys(report).length > 0) log.info({ ...report }, 'Housekeeping');
  return report;
}

/** Tidies up repeatedly while rows are deleted. Failures are logged only: the rows are gone anyway. */
function tidyingUp({ tidyUp, log }: HousekeepingContext): StepContext['onLetGo'] {
  let untidied = 0;
  return async (rows) => {
    untidied += rows;
    if (untidied < TIDY_AFTER) return;
    untidied = 0;
    await tidyUp?.().catch((error: unknown) => log.error({ err: error }, 'The database could not be tidied up'));
  };
}

/** Deletes communities whose 30 days are over, each only if Discord confirms that the bot is not there. */
async function deleteDeparted(context: StepContext): Promise<number> {
  const { db, askMembership, signal, onError, shards = ONLY_SHARD } = context;
  let deleted = 0;
  for (let after = ''; ; ) {
    const page = await findDueDepartures(context, after);
    for (const communityId of page) {
      if (signal?.aborted) return deleted;
      if (!shards.holds(communityId)) continue;
      try {
        const membership = await askMembership(communityId);
        // It came back while the bot could not be notified.
        if (membership === 'there') await noteReturn(context, communityId);
        // A process that lost the shard while asking leaves it to the new holder, which hears of a return.
        if (membership === 'gone' && shards.holds(communityId) && (await deleteCommunity(db, communityId, context)))
          deleted += 1;
      } catch (error) {
        onError(error, communityId);
      }
    }
    const last = page.at(-1);
    if (last === undefined) return deleted;
    after = last;
  }
}
