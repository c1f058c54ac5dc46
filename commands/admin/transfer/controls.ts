import { control } from '../../../src/messages/control.ts';

export const transferControls = {
  /** Imports the file in the message. */
  take: control('import.take', {}),
  leave: control('import.leave', {}),
};
