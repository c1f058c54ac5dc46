import { control } from '../../src/messages/control.ts';
import { snowflakeParam, textParam } from '../../src/messages/params.ts';

/**
 * Where somebody stands in a conversation: the scene and the fingerprint of its structure, the interaction with which it began,
 * and what was said so far, a character a turn. Nothing of it is kept anywhere else.
 */
const standing = { scene: textParam, structure: textParam, play: snowflakeParam, path: textParam };

export const practiceControls = {
  /** Begins a scene as a new private message. */
  open: control('practice.open', { scene: textParam }),
  /** Begins a scene in place. */
  begin: control('practice.begin', { scene: textParam }),
  /** Begins the chosen scene in place. */
  pick: control('practice.pick', {}),
  /** Shows the overview in place. */
  list: control('practice.list', {}),
  /** Goes to a point of the conversation: what was said last is the end of the path. */
  say: control('practice.say', standing),
  /** Asks for a reply in the member's own words, and reads it. */
  own: control('practice.own', standing),
  ownSaid: control('practice.ownSaid', standing),
  /** The same with the assistant as the client: says what would be sent, asks, and goes on. */
  assisted: control('practice.assisted', standing),
  assistedForm: control('practice.assistedForm', standing),
  assistedSaid: control('practice.assistedSaid', standing),
};
