import { type CustomId, encodeId } from '../../src/messages/custom-id.ts';
import { uuidParam } from '../../src/messages/params.ts';

// Ids of controls whose handlers stand elsewhere: the card of an entry leads to all of them, and each leads back to the card.

/** Every control that is about one entry has this parameter alone. */
export const entryParams = { id: uuidParam };

const about = (action: string) => (id: string) => encodeId(action, entryParams, { id }) satisfies CustomId;

/** The card as a message of its own (`show.ts`). */
export const showLink = about('violation.show');
/** The card in place of the message with the control (`show.ts`). */
export const keepLink = about('violation.keep');
/** The list of states (`show.ts`). */
export const stateLink = about('violation.state');
export const editLink = about('violation.edit');
export const whenLink = about('violation.when');
export const deleteLink = about('violation.delete');
export const remindLink = about('violation.remind');
export const doneLink = about('violation.done');
export const stopLink = about('violation.stop');
export const suggestLink = about('violation.suggest');
