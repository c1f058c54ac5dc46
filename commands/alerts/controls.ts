import { control } from '../../src/messages/control.ts';
import { uuidParam } from '../../src/messages/params.ts';

/** What a button under a message to moderators carries: which message it stands in, so that the message is found again. */
const TELLING = { telling: uuidParam } as const;

export const alertControls = {
  /** Shows what needs moderators now. */
  health: control('alert.health', TELLING),
  /** Shows the queue of what waits for a decision. */
  queue: control('alert.queue', TELLING),
};
