import { defineButton } from '../../src/dialogue/action.ts';
import { mayNotPost } from '../../src/dialogue/failures.ts';
import { codeBlock } from '../../src/messages/markdown.ts';
import { buttons, toMe, update } from '../../src/messages/reply.ts';
import { shareHere } from '../shares/post.ts';
import { templateControls } from './controls.ts';
import { draftGone, fillDraft, openDraft } from './draft.ts';

/** Asks first: the message may contain a client's name, and the whole channel would read it. */
export const askToShare = defineButton({
  ...templateControls.share,
  access: 'everyone',
  async run(call, { draft }) {
    const { t, mayPost } = call;
    if (!mayPost) return toMe(mayNotPost(call));
    if (!(await openDraft(call, draft))) return draftGone(call);
    const share = {
      label: t('templates:share.confirm'),
      style: 'primary',
      does: templateControls.shareNow.with({ draft }),
    } as const;
    return toMe(
      t('templates:share.ask'),
      buttons(share, { label: t('templates:share.cancel'), does: templateControls.shareNot.with({}) }),
    );
  },
});

export const cancelSharing = defineButton({
  ...templateControls.shareNot,
  access: 'everyone',
  run: ({ t }) => update(t('templates:share.cancelled')),
});

/** Shows only the message's text, not the rest of the draft, to the channel. Pings nobody. */
export const shareMessage = defineButton({
  ...templateControls.shareNow,
  access: 'everyone',
  async run(call, { draft: id }) {
    const open = await openDraft(call, id);
    const filled = open && fillDraft(open);
    if (!filled?.ok) return draftGone(call);
    const intro = call.publicT('templates:share.by', { person: `<@${call.person.id}>` });
    // The question is replaced first, so that it cannot be answered twice.
    return {
      ...update(call.t('templates:share.done')),
      followedBy: [shareHere(call, 'message', [intro, codeBlock(filled.text)])],
    };
  },
});
