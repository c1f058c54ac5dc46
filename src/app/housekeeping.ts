import type { Logger } from 'pino';
import type { Db } from '../database/client.ts';
import type { Sealer } from '../database/sealing.ts';
import { findDueDepartures, noteReturn } from '../lifecycle/departure.ts';
import { FORGETTING_STEPS } from '../lifecycle/forgetting.ts';
import { deleteCommunity } from '../lifecycle/removal.ts';
import { RETENTION_STEPS } from '../lifecycle/retention.ts';
import type { Clock } from '../time/clock.ts';

export interface HousekeepingContext {
  readonly db: Db;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the bot is in a guild, as Discord says when it is asked now; `unknown`: it could not be asked. */
  readonly askMembership: (communityId: string) => Promise<'there' | 'gone' | 'unknown'>;
  /** Told once of each step in which something failed. */
  readonly onFailure?: (step: string) => void;
  /** Told to stop between two statements. */
  readonly signal?: AbortSignal;
  /** Most rows a statement: few, so that none holds the database for long. */
  readonly batchSize?: number;
  /** Tidies up after much was let go of, in the middle of it; see `Database`. */
  readonly tidyUp?: (() => Promise<void>) | undefined;
}

/** Rows that are let go of before it is asked to tidy up. */
const TIDY_AFTER = 5000;

/** How much went, by step. */
export type HousekeepingReport = Readonly<Record<string, number>>;

/** What a step works with. */
interface StepContext extends HousekeepingContext {
  readonly limit: number;
  /** Told of a community that failed within the step; the others are done. */
  readonly onError: (error: unknown, communityId: string) => void;
  /** Told after each statement how many rows it let go of. */
  readonly onLetGo: (rows: number) => Promise<void>;
}

/** One kind of what is let go of. */
export interface HousekeepingStep {
  readonly name: string;
  /** Lets go of all that is due, in short statements; returns how much. Stopped or crashed, the next run goes on. */
  run(context: StepContext): Promise<number>;
}

/** All that is let go of. Each stands for itself: what fails in one changes nothing about the others. */
export const HOUSEKEEPING_STEPS: readonly HousekeepingStep[] = [
  { name: 'communities', run: deleteDeparted },
  ...RETENTION_STEPS,
  ...FORGETTING_STEPS,
];

/**
 * Lets go of what is no longer to be kept: communities that removed the bot 30 days ago, what is older than a community's
 * retention, expired drafts. In short statements, each complete in itself, and step by step: one that fails is logged, counted
 * and tried again by the next run, and all the others are done.
 */
export async function runHousekeeping(
  context: HousekeepingContext,
  steps: readonly HousekeepingStep[] = HOUSEKEEPING_STEPS,
): Promise<HousekeepingReport> {
  const { log, signal, batchSize = 500, onFailure } = context;
  const report: Record<string, number> = {};
  const onLetGo = tidyingUp(context);
  for (const { name, run } of steps) {
    if (signal?.aborted) break;
    // A community that cannot be done is logged once an hour with its step, however many there are.
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

/** Tidies up again and again while rows are let go of. What fails in it is logged: the rows are gone all the same. */
function tidyingUp({ tidyUp, log }: HousekeepingContext): StepContext['onLetGo'] {
  let untidied = 0;
  return async (rows) => {
    untidied += rows;
    if (untidied < TIDY_AFTER) return;
    untidied = 0;
    await tidyUp?.().catch((error: unknown) => log.error({ err: error }, 'The database could not be tidied up'));
  };
}

/** Deletes communities whose 30 days are over, each only where Discord says now that the bot is not there. */
async function deleteDeparted(context: StepContext): Promise<number> {
  const { db, askMembership, signal, onError } = context;
  let deleted = 0;
  for (let after = ''; ; ) {
    const page = await findDueDepartures(context, after);
    for (const communityId of page) {
      if (signal?.aborted) return deleted;
      try {
        const membership = await askMembership(communityId);
        // It came back while the bot could not be told.
        if (membership === 'there') await noteReturn(context, communityId);
        if (membership === 'gone' && (await deleteCommunity(db, communityId, context))) deleted += 1;
      } catch (error) {
        onError(error, communityId);
      }
    }
    const last = page.at(-1);
    if (last === undefined) return deleted;
    after = last;
  }
}
