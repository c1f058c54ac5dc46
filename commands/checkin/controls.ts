import { control } from '../../src/messages/control.ts';
import { snowflakeParam, uuidParam } from '../../src/messages/params.ts';

const checkinParams = { checkin: uuidParam };

export const checkinControls = {
  // Jobs compose the messages of these.

  /** Stands in the post alone: by it the post is found again. */
  calm: control('checkin.calm', checkinParams),
  boundary: control('checkin.boundary', checkinParams),
  discuss: control('checkin.discuss', checkinParams),
  /** Stands in the digest alone: by it the digest is found again. */
  digest: control('checkin.digest', checkinParams),
  /** Stands in the question of the discussion alone: by it the question is found again. */
  join: control('checkin.join', checkinParams),

  saveBoundary: control('checkin.saveBoundary', checkinParams),

  remind: control('checkin.remind', {}),
  /** "Never again". From a direct message too, so the community stands in its id. */
  remindNever: control('checkin.remind-never', { community: snowflakeParam }),
  /** "Not this week". */
  remindLater: control('checkin.remind-later', checkinParams),
};
