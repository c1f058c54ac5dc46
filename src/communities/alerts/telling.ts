import type { Temporal } from 'temporal-polyfill';
import { newId } from '../../database/ids.ts';
import type { NewStep } from '../../outbox/steps.ts';

/** Kind of the outbox step that tells moderators. */
export const ALERT_STEP = 'alert.tell';

export const tellingKey = (telling: string): string => `${ALERT_STEP}:${telling}`;

/** A new message to moderators: one step, with an id that its alert stores as `telling` and its button contains. */
export function tellingStep(communityId: string, dueAt: Temporal.Instant): NewStep & { readonly subjectId: string } {
  const telling = newId(dueAt.epochMilliseconds);
  return { kind: ALERT_STEP, key: tellingKey(telling), communityId, subjectId: telling, dueAt };
}
