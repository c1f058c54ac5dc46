import { control } from '../../src/messages/control.ts';
import { choiceParam } from '../../src/messages/params.ts';

export const privacyControls = {
  erase: control('privacy.erase', {}),
  keep: control('privacy.keep', {}),
  /** Whether a person's entries count in a community's numbers. */
  counted: control('privacy.counted', { counted: choiceParam(['yes', 'no']) }),
};
