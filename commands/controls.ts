import { control } from '../src/messages/control.ts';

/** Controls of the commands in this folder. */
export const helpControls = {
  /** Every command that works where it is pressed. */
  commands: control('help.commands', {}),
  /** A list: the commands of a topic, in place. */
  topic: control('help.topic', {}),
};
