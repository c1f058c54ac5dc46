import { oweReminders } from '../../checkins/reminders.ts';
import type { Sealer } from '../../database/sealing.ts';
import type { StepDefinition } from '../outbox/step.ts';
import { type CheckinJobContext, loadWork } from './work.ts';

/** Owes a reminder of a check-in that was posted to everybody who wants one. Sends nothing itself: notices go out in each member's hours. */
export function remindStep<C>({ db, clock }: CheckinJobContext<C>, sealer: Sealer): StepDefinition {
  return {
    kind: 'checkin.remind',
    async attempt(step) {
      const work = await loadWork(db, step);
      if (work?.row.state !== 'posted') return { type: 'cancelled' };
      return { type: 'done', record: (tx) => oweReminders({ db: tx, sealer, clock }, work.community, work.row) };
    },
  };
}
