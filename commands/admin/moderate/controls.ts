import { control } from '../../../src/messages/control.ts';
import { choiceParam, uuidParam } from '../../../src/messages/params.ts';

/** Which matter of the queue is meant. */
const matterParams = { type: choiceParam(['card', 'advice']), id: uuidParam };

export const keepControl = control('moderate.keep', matterParams);
/** Asks for the reason, which the author is told. */
export const askReasonControl = control('moderate.reason', matterParams);
export const removeControl = control('moderate.remove', matterParams);
/** Shows the whole text of what is too long for the queue. */
export const readControl = control('moderate.read', matterParams);
