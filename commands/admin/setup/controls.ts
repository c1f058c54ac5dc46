import { control } from '../../../src/messages/control.ts';

export const setupControls = {
  // Controls of the last step: try it and be done, read on, be done without a trial.

  tryOut: control('setup.try', {}),
  handbook: control('setup.handbook', {}),
  finish: control('setup.finish', {}),
};
