import { defineButton } from '../../src/dialogue/action.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { removed, toMe } from '../../src/messages/reply.ts';
import { forgetSharedPost } from '../../src/shares/shares.ts';
import { shareControls } from './controls.ts';

/**
 * Takes a shared message back where it stands. Discord says whose interaction the message answers, so this needs no memory, and no
 * permission of the bot: it also works where the bot is no member, and after the author's data were erased.
 */
export const takeBackHere = defineButton({
  ...shareControls.takeBack,
  access: 'everyone',
  async run(call, _params, { message }) {
    const { t, person, services } = call;
    if (message?.answers !== person.id) return toMe(t('shares:notYours'));
    await ifReachable(call, () => forgetSharedPost(services.db, message.id));
    return removed(toMe(t('shares:taken')));
  },
});
