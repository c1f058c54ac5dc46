import { control } from '../../../src/messages/control.ts';

export const setupControls = {
  // Controls of the last step: try and finish, read the handbook, finish without a trial.

  tryOut: control('setup.try', {}),
  handbook: control('setup.handbook', {}),
  finish: control('setup.finish', {}),
};
