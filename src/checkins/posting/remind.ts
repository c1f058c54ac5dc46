import type { Sealer } from '../../database/sealing.ts';
import type { StepDefinition } from '../../outbox/step-definition.ts';
import { type OweContext, oweReminders } from '../owe-reminders.ts';
import { type CheckinJobContext, loadWork } from './work.ts';

/** Owes a reminder of a check-in that was posted to everybody who wants one. Sends nothing itself: notices go out in each member's hours. */
export function remindStep<C>(
  { db, clock }: CheckinJobContext<C>,
  sealer: Sealer,
  onSetAside: OweContext['onSetAside'],
): StepDefinition {
  return {
    kind: 'checkin.remind',
    async attempt(step) {
      const work = await loadWork(db, step);
      if (work?.row.state !== 'posted') return { type: 'cancelled' };
      // Before the step is over, not with it: thousands of members are no work for one transaction.
      await oweReminders({ db, sealer, clock, onSetAside }, work.community, work.row);
      return { type: 'done' };
    },
  };
}
