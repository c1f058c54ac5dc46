import { VIOLATION_KINDS } from '../../src/kinds/violations.ts';
import { control } from '../../src/messages/control.ts';
import { choiceParam, optionalParam, uuidParam } from '../../src/messages/params.ts';

/** What an entry is to be about: its kind, and the check-in that it answers. */
export const logParams = { kind: optionalParam(choiceParam(VIOLATION_KINDS)), checkin: optionalParam(uuidParam) };

/** Opens the form of a new entry: from a check-in's post, for instance. */
export const openLogControl = control('violation.open', logParams);
/** The form itself. */
export const submitLogControl = control('violation.log', logParams);

/** Every control that is about one entry has this parameter alone. */
export const entryParams = { id: uuidParam };

/** The card as a message of its own. */
export const showControl = control('violation.show', entryParams);
/** The card in place of the message with the control. */
export const keepControl = control('violation.keep', entryParams);
/** The list of states. */
export const stateControl = control('violation.state', entryParams);
export const editControl = control('violation.edit', entryParams);
export const whenControl = control('violation.when', entryParams);
export const deleteControl = control('violation.delete', entryParams);
export const remindControl = control('violation.remind', entryParams);
export const doneControl = control('violation.done', entryParams);
export const stopControl = control('violation.stop', entryParams);
export const suggestControl = control('violation.suggest', entryParams);
