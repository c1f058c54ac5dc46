import { Temporal } from 'temporal-polyfill';
import type { Sealer } from '../../database/sealing.ts';
import type { StepDefinition } from '../../outbox/step-definition.ts';
import { type DueContext, openDue } from '../due.ts';
import { type OweContext, oweReminders } from '../owe-reminders.ts';
import { type Rederived, rederivePlans } from '../rederive.ts';
import { closeStep } from './close.ts';
import { questionStep, threadStep } from './discussion.ts';
import { postStep } from './post.ts';
import { type CheckinJobContext, loadWork } from './work.ts';

/** The steps of check-ins, for the outbox. */
export function checkinSteps(
  context: CheckinJobContext,
  sealer: Sealer,
  onSetAside: OweContext['onSetAside'] = () => undefined,
): StepDefinition[] {
  return [
    postStep(context),
    threadStep(context),
    questionStep(context),
    remindStep(context, sealer, onSetAside),
    closeStep(context),
  ];
}

/** Minutes by which a clock may be set back without a new check of earlier plans. */
const JITTER_MINUTES = 1;
/** Minutes after which plans are checked again in any case: another process may have had a wrong clock. */
const REDERIVED_MINUTES = 60;

export interface PlanningContext extends DueContext {
  /** Called for unusual events: communities set aside, plans corrected. */
  readonly onNote?: (note: { readonly aside: number } | Rederived) => void;
}

export interface Planning {
  /**
   * Examines all due communities, batch by batch. A tick costs only by what is due.
   * @param opened called after each batch, so that the first check-ins are sent while the last ones are still being stored
   */
  openAllDue(signal: AbortSignal, opened?: () => void): Promise<void>;
}

/** Plans check-ins; at its start, and after the clock was set back, it corrects plans made by a wrong clock. */
export function createPlanning(context: PlanningContext): Planning {
  const { clock, onNote } = context;
  let last: Temporal.Instant | undefined;
  let rederivedAt: Temporal.Instant | undefined;

  const isDoubtful = (now: Temporal.Instant): boolean => {
    if (!last || !rederivedAt) return true;
    const setBack = Temporal.Instant.compare(now.add({ minutes: JITTER_MINUTES }), last) < 0;
    return setBack || now.since(rederivedAt).total('minutes') >= REDERIVED_MINUTES;
  };
  const rederive = async (now: Temporal.Instant): Promise<void> => {
    rederivedAt = now;
    try {
      const report = await rederivePlans(context);
      if (report.undone > 0) onNote?.(report);
    } catch (error) {
      rederivedAt = undefined; // retried at the next tick; due check-ins are opened meanwhile
      context.onFailure?.(error);
    }
  };
  return {
    async openAllDue(signal, opened) {
      const now = clock.now();
      const doubtful = isDoubtful(now);
      last = now;
      if (doubtful) await rederive(now);
      let aside = 0;
      while (!signal.aborted) {
        const report = await openDue(context);
        aside += report.aside;
        if (report.looked === 0) break;
        opened?.();
      }
      if (aside > 0) onNote?.({ aside });
    },
  };
}

/**
 * Stores the reminders of a posted check-in for all members who want one. Sends nothing itself: notices are sent in each
 * member's hours.
 */
export function remindStep(
  { db, clock }: CheckinJobContext,
  sealer: Sealer,
  onSetAside: OweContext['onSetAside'],
): StepDefinition {
  return {
    kind: 'checkin.remind',
    async attempt(step) {
      const work = await loadWork(db, step);
      if (work?.row.state !== 'posted') return { type: 'cancelled' };
      // Before the end of the step, not within its transaction: thousands of members are too much for one.
      await oweReminders({ db, sealer, clock, onSetAside }, work.community, work.row);
      return { type: 'done' };
    },
  };
}
