import { control } from '../../src/messages/control.ts';
import { snowflakeParam, uuidParam } from '../../src/messages/params.ts';

const checkinParams = { checkin: uuidParam };

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

  remind: control('checkin.remind', {}),
  /** "Never again". The id contains the community, because it is also used in direct messages. */
  remindNever: control('checkin.remind-never', { community: snowflakeParam }),
  /** "Not this week". */
  remindLater: control('checkin.remind-later', checkinParams),
};
