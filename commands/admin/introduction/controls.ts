import { control } from '../../../src/messages/control.ts';
import { snowflakeParam, uuidParam } from '../../../src/messages/params.ts';

export const introductionControls = {
  /** Shows moderators the introduction, and where it stands. */
  open: control('introduction.open', {}),
  /** The same for a channel chosen from the list. */
  pick: control('introduction.pick', {}),
  post: control('introduction.post', { channel: snowflakeParam }),
  update: control('introduction.update', {}),
  remove: control('introduction.remove', {}),
  /** Where to begin: the button of the introduction whose mark tells it from others. */
  begin: control('introduction.begin', { mark: uuidParam }),
  /** What is kept about the person who presses. */
  privacy: control('introduction.privacy', {}),
};
