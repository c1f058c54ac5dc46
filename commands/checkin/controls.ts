import { KEPT } from '../../src/checkins/store-answer.ts';
import { control } from '../../src/messages/control.ts';
import { choiceParam, snowflakeParam, uuidParam } from '../../src/messages/params.ts';

const checkinParams = { checkin: uuidParam };

/** Where the answer appears: `here`, in place of the pressed message, or `apart` from it, where that is about something else. */
const PLACES = ['here', 'apart'] as const;
export type AnswerPlace = (typeof PLACES)[number];
const placed = { ...checkinParams, place: choiceParam(PLACES) };

export const checkinControls = {
  // In messages composed by jobs.

  /** Occurs only in the post, so that the post can be found. */
  calm: control('checkin.calm', checkinParams),
  boundary: control('checkin.boundary', checkinParams),
  discuss: control('checkin.discuss', checkinParams),
  /** Occurs only in the digest, so that the digest can be found. */
  digest: control('checkin.digest', checkinParams),
  /** Occurs only in the discussion's question, so that the question can be found. */
  join: control('checkin.join', checkinParams),

  saveBoundary: control('checkin.saveBoundary', checkinParams),

  /** "A quiet week", although entries were logged: the answer to the question about them. */
  calmAnyway: control('checkin.calmAnyway', checkinParams),
  /** Counts the entries of the check-in's days as its answer. */
  count: control('checkin.count', placed),
  /** How it went with the last boundary. */
  kept: control('checkin.kept', { ...placed, how: choiceParam(KEPT) }),
  /** Opens the form for what helped to keep it. */
  helped: control('checkin.helped', checkinParams),
  saveHelped: control('checkin.saveHelped', checkinParams),

  remind: control('checkin.remind', {}),
  /** "Never again". The id contains the community, because it is also used in direct messages. */
  remindNever: control('checkin.remind-never', { community: snowflakeParam }),
  /** "Not this week". */
  remindLater: control('checkin.remind-later', checkinParams),
};
