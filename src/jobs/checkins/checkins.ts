import { type DueContext, openDue } from '../../checkins/due.ts';
import type { Sealer } from '../../database/sealing.ts';
import type { StepDefinition } from '../outbox/step.ts';
import { closeStep } from './close.ts';
import { questionStep, threadStep } from './discussion.ts';
import { postStep } from './post.ts';
import { remindStep } from './remind.ts';
import type { CheckinJobContext } from './work.ts';

/** The steps of check-ins, for the outbox. */
export function checkinSteps<C>(context: CheckinJobContext<C>, sealer: Sealer): StepDefinition[] {
  return [
    postStep(context),
    threadStep(context),
    questionStep(context),
    remindStep(context, sealer),
    closeStep(context),
  ];
}

/**
 * Looks at all communities whose time has come, batch by batch. A tick costs by what is due.
 * @param opened called after each batch, so that the first check-ins are sent while the last ones are still being stored
 */
export async function openAllDue(context: DueContext, signal: AbortSignal, opened?: () => void): Promise<void> {
  while (!signal.aborted) {
    const { looked } = await openDue(context);
    if (looked === 0) return;
    opened?.();
  }
}
