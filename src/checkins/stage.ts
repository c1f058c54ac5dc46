import type { Temporal } from 'temporal-polyfill';
import type { Checkin } from '../database/generated/client.ts';
import { instantOf } from '../time/calendar.ts';

/** Hours after the close for which an answer still counts for the member's streak. */
export const LATE_HOURS = 48;

/** Stage of a posted check-in, by which it takes answers. */
export type Stage = 'open' | 'late' | 'over';

/** Whether a check-in takes answers: `open`, `late` (only for the streak) or `over`. */
export function stageOf(checkin: Pick<Checkin, 'closesAt'>, now: Temporal.Instant): Stage {
  const sinceClose = now.since(instantOf(checkin.closesAt)).total('hours');
  if (sinceClose < 0) return 'open';
  return sinceClose < LATE_HOURS ? 'late' : 'over';
}
