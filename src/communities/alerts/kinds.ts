/**
 * What moderators are told of. `checkin.…` names why a check-in is not posted; `checkin.missed` is told once and then over: a
 * missed week does not come back. `share.waiting`: something came into the moderators' queue;
 * `share.blocked`: the bot may not write in a discussion.
 */
export const ALERT_KINDS = [
  'checkin.forbidden',
  'checkin.missing',
  'checkin.tagRequired',
  'checkin.refused',
  'checkin.uncertain',
  'checkin.missed',
  'share.waiting',
  'share.blocked',
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** Kinds that are over once they are told. */
export const PASSING: readonly AlertKind[] = ['checkin.missed'];
