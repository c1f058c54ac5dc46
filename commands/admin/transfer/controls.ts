import { control } from '../../../src/messages/control.ts';

export const transferControls = {
  /** Takes over what the file in the message holds. */
  take: control('import.take', {}),
  leave: control('import.leave', {}),
};
