import { control } from '../../../src/messages/control.ts';
import { choiceParam, snowflakeParam, uuidParam } from '../../../src/messages/params.ts';

/** Which matter of the queue is meant. */
const matterParams = { type: choiceParam(['card', 'advice']), id: uuidParam };

export const queueControls = {
  keep: control('moderate.keep', matterParams),
  /** Asks for the reason, which the author is told. */
  askReason: control('moderate.reason', matterParams),
  remove: control('moderate.remove', matterParams),
  /** Shows the whole text of what is too long for the queue. */
  read: control('moderate.read', matterParams),

  /** How the author of something that was removed is told the next time. */
  tellBy: control('moderate.tellBy', {
    community: snowflakeParam,
    by: choiceParam(['message', 'answer']),
  }),
};
