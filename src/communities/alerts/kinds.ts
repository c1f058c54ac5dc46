/**
 * Kinds of alerts. `checkin.…` names why a check-in is not posted; `checkin.missed` (it could not be posted in time) and
 * `checkin.away` (the bot was not running) end once told: a missed week does not come back. `checkin.unreadable`: the stored
 * day, time or zone is invalid; `checkin.unplanned`: planning fails for another reason; `checkin.discussion`: the post exists,
 * but the bot may not open or use its thread; `checkin.announcement`: the digest is in the discussion, but not in the channel;
 * `checkin.files`: digests come without their picture. `share.waiting`: the moderators' queue has a new item; `share.blocked`:
 * the bot may not write in a discussion, `share.locked`: because it is closed; `share.removal`: nor remove a message there that
 * is to disappear; `share.removalFailed`: it no longer tries to, and `share.gone`: the open discussion was deleted; both end
 * once told.
 */
export const ALERT_KINDS = [
  'checkin.forbidden',
  'checkin.missing',
  'checkin.locked',
  'checkin.tagRequired',
  'checkin.refused',
  'checkin.uncertain',
  'checkin.missed',
  'checkin.away',
  'checkin.unreadable',
  'checkin.unplanned',
  'checkin.discussion',
  'checkin.announcement',
  'checkin.files',
  'share.waiting',
  'share.blocked',
  'share.locked',
  'share.removal',
  'share.removalFailed',
  'share.gone',
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** Kinds of alerts that end once told. */
export const PASSING: readonly AlertKind[] = ['checkin.missed', 'checkin.away', 'share.removalFailed', 'share.gone'];
