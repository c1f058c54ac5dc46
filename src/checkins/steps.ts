/** Kinds of outbox steps for a check-in. */
export const CHECKIN_STEPS = {
  post: 'checkin.post',
  thread: 'checkin.thread',
  question: 'checkin.question',
  remind: 'checkin.remind',
  close: 'checkin.close',
  digest: 'checkin.digest',
  announce: 'checkin.announce',
} as const;

export type CheckinStep = keyof typeof CHECKIN_STEPS;

/** Kind, key and subject of one step of a check-in. */
export function stepKey(step: CheckinStep, checkinId: string) {
  const kind = CHECKIN_STEPS[step];
  return { kind, key: `${kind}:${checkinId}`, subjectId: checkinId };
}

/** Kind, key and subject of the step that posts a check-in. */
export const postKey = (checkinId: string) => stepKey('post', checkinId);
