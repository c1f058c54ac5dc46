import { control } from '../../../src/messages/control.ts';
import { choiceParam, snowflakeParam, uuidParam } from '../../../src/messages/params.ts';

/** Identifies an item of the queue. */
const matterParams = { type: choiceParam(['card', 'advice']), id: uuidParam };

export const queueControls = {
  keep: control('moderate.keep', matterParams),
  /** Asks for the reason to be given to the author. */
  askReason: control('moderate.reason', matterParams),
  remove: control('moderate.remove', matterParams),
  /** Shows the whole of a text that is too long for the queue. */
  read: control('moderate.read', matterParams),

  /** Chooses how authors of removed items are notified next time. */
  tellBy: control('moderate.tellBy', {
    community: snowflakeParam,
    by: choiceParam(['message', 'answer']),
  }),
};
