import { control } from '../../../src/messages/control.ts';

// Controls of the last step: try it and be done, read on, be done without a trial.

export const tryOutControl = control('setup.try', {});
export const handbookControl = control('setup.handbook', {});
export const finishControl = control('setup.finish', {});
