import { control } from '../../src/messages/control.ts';
import { uuidParam } from '../../src/messages/params.ts';

/** Parameters of a button under an alert: the id by which its message is found again. */
const TELLING = { telling: uuidParam } as const;

export const alertControls = {
  /** Shows the open alerts. */
  health: control('alert.health', TELLING),
  /** Shows the queue of items that await a decision. */
  queue: control('alert.queue', TELLING),
};
