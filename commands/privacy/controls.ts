import { control } from '../../src/messages/control.ts';
import { choiceParam } from '../../src/messages/params.ts';

export const privacyControls = {
  /** A list: what is kept under a topic, why, and how long. */
  details: control('privacy.details', {}),
  /** The same as `/privacy export` and `/privacy delete`. */
  download: control('privacy.download', {}),
  askErase: control('privacy.askErase', {}),
  erase: control('privacy.erase', {}),
  keep: control('privacy.keep', {}),
  /** Whether a person's entries count in a community's numbers. */
  counted: control('privacy.counted', { counted: choiceParam(['yes', 'no']) }),
};
